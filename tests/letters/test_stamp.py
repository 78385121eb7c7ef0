from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.refusals import AddressMissing, AddressUnprintable, LetterUnprintable
from letters.blocks import Block, LetterText, Run, Section, Style
from letters.envelope import C5, DL
from letters.press import Press
from letters.press.both import BothPresses
from letters.press.stamp import Stamp
from letters.press.typeset_press import Printed
from tests.letters.beside import CLOSE, compared, printed_in_run
from tests.letters.letter_texts import PLACES, chance_of, form, letters, observation, status

Counts = Callable[[int, int], int]


@pytest.fixture(scope="module")
def presses() -> BothPresses:
    return BothPresses.of((DL, C5))


def saying(*runs: Run) -> LetterText:
    letter = status(chance_of(1))
    return replace(letter, sections=(Section((Block(Style.TEXT, runs),)),))


def test_stamped_letters_say_the_same_as_typeset_ones_on_the_same_spots(
    counts: Counts, tmp_path: Path, presses: BothPresses
) -> None:
    each = list(letters(counts(24, 2000), seed=5))
    read, stamped = printed_in_run(tmp_path / "run.pdf", each)
    assert stamped >= 0.9 * len(each)
    found = [compared(presses.press, *pair) for pair in zip(each, read, strict=True)]
    assert all(one.is_same_text for one in found)
    assert [one.farthest for one in found if one.farthest > CLOSE] == []


def test_a_letter_of_two_pages_is_stamped_on_the_same_spots(
    tmp_path: Path, presses: BothPresses
) -> None:
    each = [form(chance_of(seed)) for seed in range(3)]
    read, stamped = printed_in_run(tmp_path / "run.pdf", each)
    assert stamped == len(each)
    assert max(word.page for word in read[0]) == 2
    for letter, words in zip(each, read, strict=True):
        assert compared(presses.press, letter, words).farthest < CLOSE


def test_few_letters_teach_the_stamp_all_the_others() -> None:
    stamp = Stamp(Press())
    for letter in letters(120, seed=3):
        stamp.stamp(letter)
    assert stamp.compiled < 16


def test_a_text_of_two_pages_is_learned_once_for_every_address() -> None:
    stamp = Stamp(Press())
    for letter in letters(30, seed=3):
        stamp.stamp(letter)
    before, pages = stamp.compiled, form(chance_of(1))
    for place in PLACES:
        assert len(stamp.stamp(replace(pages, address=("Elsa Tito", *place)))) == 2
    assert stamp.compiled == before + 1


def test_a_letter_is_stamped_alike_whatever_was_stamped_before() -> None:
    letter = observation(chance_of(8))
    fresh, used = Stamp(Press()), Stamp(Press())
    for other in letters(30, seed=4):
        used.stamp(other)
    assert used.stamp(letter) == fresh.stamp(letter)


@pytest.mark.parametrize(
    "text",
    [
        "Una palabra con letra combinada: a\u0331wa.",
        "Un guion raro: 10\u201011.",
        "W" * 120,
        "dos  espacios",
    ],
)
def test_what_the_stamp_cannot_prove_goes_to_the_typesetter(
    presses: BothPresses, text: str
) -> None:
    made = presses.make(saying(Run(text)))
    assert isinstance(made, Printed)


@pytest.mark.parametrize("name", ["Ana \u05d0\u05e0\u05d4", "Ana 😀", "Ana \u202eanA"])
def test_what_our_typeface_lacks_is_refused_by_whichever_press(
    presses: BothPresses, name: str
) -> None:
    with pytest.raises(LetterUnprintable):
        presses.make(saying(Run(name)))
    with pytest.raises(AddressUnprintable):
        presses.make(replace(status(chance_of(1)), address=(name, "PISAC", "CALCA - CUSCO")))


@pytest.mark.parametrize(
    ("address", "problem"),
    [(("W" * 60, "PISAC"), "too_wide"), (("a",) * 8, "too_many_lines"), (("Ana", " "), "empty")],
)
def test_an_address_that_the_window_would_cut_is_refused(
    presses: BothPresses, address: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(AddressUnprintable) as refused:
        presses.make(replace(status(chance_of(1)), address=address))
    assert refused.value.facts["problem"] == problem


def test_a_letter_without_an_address_is_refused(presses: BothPresses) -> None:
    with pytest.raises(AddressMissing):
        presses.make(replace(status(chance_of(1)), address=()))


def test_hostile_names_are_stamped_as_they_are_written(
    tmp_path: Path, presses: BothPresses
) -> None:
    name = "<b>Ana</b> &amp; {{ 7*7 }} (Tj) ET endstream"
    letter = replace(saying(Run(f"Para {name}")), address=(name, "PISAC", "CALCA - CUSCO"))
    read, _ = printed_in_run(tmp_path / "run.pdf", [letter])
    assert " ".join(word.text for word in read[0]).count(name) == 2
    assert compared(presses.press, letter, read[0]).farthest < CLOSE


def test_refusals_stand_in_their_place_when_many_are_made(presses: BothPresses) -> None:
    good, other = status(chance_of(1)), saying(Run("W" * 120))
    bad = replace(good, address=())
    made = [each for _, each in presses.make_all([good, other, bad, good])]
    presses.close()
    assert isinstance(made[1], Printed)
    assert isinstance(made[2], AddressMissing)
    assert made[0] == made[3]
