import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sms.fitting import MOST_PARTS, Fitted, fit
from core.model.gsm7 import fold, parts

HINTS = ("Mas datos: responda MAS", "Pida MAS")
WORDS = st.text("abcdeñé., {€", min_size=1, max_size=30).filter(str.strip)
TEXTS = st.lists(WORDS, min_size=1, max_size=200).map(
    lambda words: " ".join(" ".join(words).split())
)


def test_a_text_with_nothing_behind_it_goes_out_as_it_is() -> None:
    assert fit("Exp 1: listo.", "", HINTS) == Fitted("Exp 1: listo.", "")


def test_what_may_be_told_waits_behind_a_hint() -> None:
    fitted = fit("Exp 1: listo.", "Lleve su DNI.", HINTS)
    assert fitted == Fitted("Exp 1: listo. Mas datos: responda MAS", "Lleve su DNI.")


def test_the_short_hint_is_used_where_the_long_one_would_cost_a_part() -> None:
    fitted = fit("a" * 150, "b", HINTS)
    assert fitted == Fitted(f"{'a' * 150} Pida MAS", "b")
    assert parts(fitted.text) == 1


def test_a_hint_is_never_dropped_even_where_it_costs_a_part() -> None:
    fitted = fit("a" * 160, "b", HINTS)
    assert fitted == Fitted(f"{'a' * 160} Mas datos: responda MAS", "b")


def test_a_text_that_fills_three_parts_gives_up_a_word_for_its_hint() -> None:
    text = " ".join(["abcdefgh"] * 51)
    assert parts(text) == MOST_PARTS == parts(f"{text}")
    fitted = fit(text[:459], "queda", HINTS)
    assert parts(fitted.text) == MOST_PARTS
    assert fitted.text.endswith(" Pida MAS")
    assert fitted.rest.endswith(" queda")


def test_a_long_text_is_cut_after_a_sentence() -> None:
    fitted = fit("Lleve una hoja. " * 40, "", HINTS)
    assert fitted.text.endswith("Lleve una hoja. Pida MAS")
    assert fitted.rest.startswith("Lleve una hoja.")


@given(TEXTS, st.one_of(st.just(""), TEXTS))
def test_no_word_is_lost_or_cut_and_no_fourth_part_is_sent(now: str, later: str) -> None:
    fitted = fit(now, later, HINTS)
    assert parts(fitted.text) <= MOST_PARTS
    hint = next((hint for hint in HINTS if fitted.text.endswith(f" {hint}")), "")
    assert bool(hint) == bool(fitted.rest)
    sent = plain(fitted.text.removesuffix(hint))
    assert sent + plain(fitted.rest) == plain(f"{now} {later}")


@given(TEXTS)
def test_asking_again_and_again_ends(text: str) -> None:
    fitted, sent = fit(text, "", HINTS), 1
    while fitted.rest:
        shorter = fit(fitted.rest, "", HINTS)
        assert len(shorter.rest) < len(fitted.rest)
        fitted, sent = shorter, sent + 1
    assert sent <= parts(text)


@pytest.mark.parametrize("giant", ["a" * 1000, "á" * 1000, "😀" * 500])
def test_a_giant_word_is_cut_rather_than_sent_in_pieces_without_end(giant: str) -> None:
    fitted = fit(giant, "", HINTS)
    assert 1 < parts(fitted.text) <= MOST_PARTS
    assert fitted.text.removesuffix(" Pida MAS") + fold(fitted.rest) == fold(giant)


def test_accents_are_sent_where_they_are_free_and_wait_where_they_wait() -> None:
    assert fit("Está listo.", "", HINTS).text == "Está listo."
    fitted = fit(("Está en trámite. " * 8).strip(), "Después venció.", HINTS)
    assert fitted.text == "Esta en tramite. " * 8 + "Mas datos: responda MAS"
    assert fitted.rest == "Después venció."


def plain(text: str) -> list[str]:
    """Take the words, whatever of them was given up for the sake of a part."""
    return fold(text).split()
