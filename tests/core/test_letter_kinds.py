import pytest

from core.model.letter import LetterKind


def test_a_kind_of_tomorrow_has_a_name_and_acts_for_nobody() -> None:
    fair = LetterKind("fair_day")
    assert (fair.value, str(fair), f"{fair}") == ("fair_day",) * 3
    assert fair == LetterKind("fair_day") == "fair_day"
    assert len({fair, LetterKind("fair_day")}) == 1
    assert fair not in frozenset(LetterKind)
    assert not fair.is_legal


def test_a_known_kind_is_always_the_same() -> None:
    assert LetterKind("observation") is LetterKind.OBSERVATION
    assert LetterKind.OBSERVATION.is_legal


@pytest.mark.parametrize("name", ["", "a", "Fair", "fair day", "../status", "9_days", "a" * 41])
def test_what_is_no_name_is_no_kind(name: str) -> None:
    with pytest.raises(ValueError, match="not a valid LetterKind"):
        LetterKind(name)
