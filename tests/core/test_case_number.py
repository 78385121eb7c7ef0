from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.model.case_number import CaseNumber, find_number
from core.model.permutation import SIZE
from core.refusals import (
    NumberIncomplete,
    NumberMissing,
    NumberTooLong,
    NumberWrongCheck,
    Refusal,
)

NUMBER = CaseNumber("1400004276")
NUMBERS = st.builds(
    lambda code, shown: CaseNumber.compose(f"{code:03d}", shown),
    st.integers(min_value=0, max_value=999),
    st.integers(min_value=0, max_value=SIZE - 1),
)
GAPS = st.text(alphabet=" -./\t\u00a0\u2009\u200b\u2010\u2011\u2013\u2014\u2212_,;:#*", max_size=3)


@pytest.mark.parametrize(
    "text",
    [
        "1400004276",
        "140-000-4276",
        "140 000 4276",
        "140.000.4276",
        "140/000/4276",
        "1 4 0 0 0 0 4 2 7 6",
        "140–000—4276",
        "140−000‑4276",
        "  140-000-4276\n",
        "Exp. N° 140-000-4276",
        "EXPEDIENTE Nº 1400004276.",
        "exp1400004276",
        "No 140-000-4276",
        "Mi número es 140, 000, 4276",
        "14OOOO4276",
        "l4oooo4276",
        "I40-000-4276",
        "14O 0O0 4276",
        "１４０-０００-４２７６",
        "١٤٠٠٠٠٤٢٧٦",
        "१४०-०००-४२७६",
        "1400004276#",
        "\ufeff140\u200b000\u200b4276",
    ],
)
def test_a_number_is_read_in_any_spelling_that_a_person_types(text: str) -> None:
    assert CaseNumber.parse(text) == NUMBER


@given(number=NUMBERS, gaps=st.lists(GAPS, min_size=10, max_size=10))
def test_a_number_is_read_whatever_stands_between_its_figures(
    number: CaseNumber, gaps: list[str]
) -> None:
    typed = "".join(figure + gap for figure, gap in zip(number.digits, gaps, strict=True))
    assert CaseNumber.parse(typed) == number


@given(number=NUMBERS)
def test_a_number_is_read_as_it_is_printed(number: CaseNumber) -> None:
    assert CaseNumber.parse(number.grouped) == number
    assert CaseNumber.parse(str(number)) == number
    assert find_number(f"Hola, mi expediente {number.grouped}, gracias") == number


def test_a_number_tells_its_parts() -> None:
    assert (NUMBER.code, NUMBER.body, NUMBER.check) == ("140", "000427", "6")
    assert NUMBER.grouped == "140-000-4276"
    assert str(NUMBER) == "1400004276"
    assert CaseNumber.compose("140", 427) == NUMBER
    assert CaseNumber.compose("140", 426) < CaseNumber.compose("140", 427)


@pytest.mark.parametrize(
    "text", ["", "   ", "hola", "NO", "lOl", "ola no", "🙏🙏", "\x00", "½ ② ⁴"]
)
def test_a_text_without_figures_has_no_number(text: str) -> None:
    with pytest.raises(NumberMissing):
        CaseNumber.parse(text)
    assert find_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("140-000-427", 9), ("7", 1), ("1O", 2), ("solo 140", 3), ("140 OOO 4276", 7)],
)
def test_a_number_that_is_not_complete_says_how_many_figures_it_has(text: str, found: int) -> None:
    with pytest.raises(NumberIncomplete) as refused:
        CaseNumber.parse(text)
    assert refused.value.facts == {"found": found, "expected": 10}


@pytest.mark.parametrize(
    ("text", "found"),
    [("140-000-4276-1", 11), ("1400004276 1400004276", 20), ("9" * 40, 40), ("1" * 10_000, 10_000)],
)
def test_a_number_that_is_too_long_says_how_many_figures_it_has(text: str, found: int) -> None:
    with pytest.raises(NumberTooLong) as refused:
        CaseNumber.parse(text)
    assert refused.value.facts == {"found": found, "expected": 10}


@given(number=NUMBERS)
def test_every_single_wrong_figure_is_noticed_before_any_look_up(number: CaseNumber) -> None:
    for place, right in enumerate(number.digits):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(NumberWrongCheck):
                CaseNumber.parse(number.digits[:place] + wrong + number.digits[place + 1 :])


@given(number=NUMBERS)
def test_every_swap_of_neighbouring_figures_is_noticed(number: CaseNumber) -> None:
    for place in range(9):
        first, second = number.digits[place], number.digits[place + 1]
        if first != second:
            with pytest.raises(NumberWrongCheck):
                CaseNumber.parse(
                    number.digits[:place] + second + first + number.digits[place + 2 :]
                )


@given(text=st.text(max_size=60))
@example("140-000-4276\ud800")
@example("1\u03014\u03010")
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        number = CaseNumber.parse(text)
    except Refusal as refused:
        assert refused.code.startswith("number_")  # noqa: PT017 - either way is an answer
    else:
        assert len(number.digits) == 10


@pytest.mark.parametrize(
    "unit", ["140-", "1 ", "o0", "O", "٣", "🙂4", "l1l ", "\x001", "1   ", "- - "]
)
def test_a_hundred_thousand_letters_are_answered_at_once(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = perf_counter()
    with pytest.raises((NumberTooLong, NumberMissing)):
        CaseNumber.parse(text)
    assert find_number(text) is None
    assert perf_counter() - started < 5  # a walk that grew with the square would take minutes


@pytest.mark.parametrize(
    "digits", ["", "140000427", "1400004277", "140-000-4276", "１４００００４２７６"]
)
def test_no_number_exists_that_does_not_check(digits: str) -> None:
    with pytest.raises(ValueError, match="case number"):
        CaseNumber(digits)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("14", 1), ("1400", 1), ("abc", 1), ("１４０", 1), ("140", -1), ("140", SIZE)],
)
def test_a_number_is_not_composed_of_anything_else(code: str, shown: int) -> None:
    with pytest.raises(ValueError, match=r"number code|shown counter"):
        CaseNumber.compose(code, shown)


@pytest.mark.parametrize(
    "text",
    [
        "1400004276",
        "Quisiera saber de mi expediente 140-000-4276 del 12/03/2026, DNI 10117410",
        "140 000 4276 482913",
        "1400004276 482913",
        "482913 140-000-4276",
        "ESTADO 1400004276 984123456",
        "1 4 0 0 0 0 4 2 7 6",
        "140000 4276",
        "Es el 140-000-4276. Otra vez: 1400004276",
        "número:140–000–4276!",
    ],
)
def test_the_one_number_in_free_text_is_found(text: str) -> None:
    assert find_number(text) == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "140-000-4277",
        "11400004276",
        "14000042761400004276",
        "984123456",
        "+51 984 123 456",
        "10117410",
        "140 vacas, 000 ovejas y 4276 soles",
        f"{NUMBER.grouped} o {CaseNumber.compose('140', 428).grouped}",
        "140    000    4276",
        "1400004276" * 1_000,
    ],
)
def test_no_number_is_made_up_from_free_text(text: str) -> None:
    assert find_number(text) is None
