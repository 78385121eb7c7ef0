"""The part that is torn off: nothing on it touches anything else, and the press prints it so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from config.letter_specimens import specimen
from core.model.left_message import PICTURES
from core.model.letter import LetterKind
from core.model.letter_id import LetterId, SheetCode
from core.slip_reading import BOXES
from letters.blocks import LetterText, Slip, SlipKind
from letters.envelope import Rectangle
from letters.press.typeset_press import Press
from letters.slip import CUT, LAYOUTS, SLIP, TICK_SIDE, layout_of_spot, sheet_codes
from tests.letters.letter_texts import letters
from tests.letters.paper import Ink, Word, words
from tests.letters.scanned import TEXTS

KINDS = pytest.mark.parametrize("kind", SlipKind)
QUIET = 4 / 25  # a code's white border, beside its side
LETTER = LetterId.draw(lambda letters_: letters_[5])


def around(place: Rectangle, by: float) -> Rectangle:
    return Rectangle(place.left - by, place.top - by, place.right + by, place.bottom + by)


def apart(one: Rectangle, other: Rectangle) -> bool:
    shared = one.shared_with(other)
    return shared.width <= 0 or shared.height <= 0


def is_in(word: Word, place: Rectangle) -> bool:
    """Say whether a word of the first page stands in a place; its box is higher than its ink."""
    return word.page == 1 and word.place.shared_with(around(place, 0.6)) == word.place


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@KINDS
def test_nothing_on_a_slip_touches_anything_else(kind: SlipKind) -> None:
    layout = LAYOUTS[kind]
    things = [
        *(around(code, code.width * QUIET) for code in layout.codes),
        *layout.marks,
        *(box.place for box in layout.boxes),
        *(area.place for area in layout.areas),
        *(label.place for label in layout.labels),
    ]
    assert all(apart(one, other) for one, other in combinations(things, 2))


@KINDS
def test_all_of_a_slip_lies_below_the_cut_and_off_the_edges(kind: SlipKind) -> None:
    layout = LAYOUTS[kind]
    printed = Rectangle(SLIP.left + 5, CUT, SLIP.right - 5, SLIP.bottom - 5)
    labels = (label.place for label in layout.labels)
    areas = (area.place for area in layout.areas)
    for place in (*layout.codes, *layout.marks, *labels, *areas, *layout.cards):
        assert place.shared_with(printed) == place


@KINDS
def test_no_code_lies_on_the_fold(kind: SlipKind) -> None:
    fold = Rectangle(0.0, 208.0, 210.0, 212.0)
    assert all(apart(code, fold) for code in (*LAYOUTS[kind].codes, *LAYOUTS[kind].marks))


@KINDS
def test_beside_a_box_the_paper_is_blank_so_that_a_strike_is_seen(kind: SlipKind) -> None:
    layout = LAYOUTS[kind]
    for box in layout.boxes:
        assert box.place.width == box.place.height == TICK_SIDE
        blank = Rectangle(
            box.place.left - 4.7, box.place.top, box.place.right + 4.7, box.place.bottom
        )
        labels = (label.place for label in layout.labels)
        assert all(apart(blank, place) for place in (*labels, *layout.codes, layout.name))


@KINDS
def test_each_code_names_its_slip_and_its_place(kind: SlipKind) -> None:
    sheet = SheetCode(letter=LETTER, sheet=1, sheets=2, run="20261121A")
    for code, place in sheet_codes(LAYOUTS[kind], sheet):
        again = SheetCode.parse(str(code))
        assert replace(again, spot="") == sheet
        assert layout_of_spot(again.spot) == (LAYOUTS[kind], place)


@pytest.mark.parametrize("spot", ["", "X1", "R3", "R9", "W2"])
def test_a_place_that_no_slip_has_is_none(spot: str) -> None:
    assert layout_of_spot(spot) is None


def test_all_that_can_be_ticked_or_written_is_known_to_who_files_it() -> None:
    layouts = LAYOUTS.values()
    assert {box.name for layout in layouts for box in layout.boxes} == set(BOXES)
    assert {area.name for layout in layouts for area in layout.areas} == set(PICTURES)


@KINDS
def test_the_press_prints_every_word_where_the_layout_has_it(kind: SlipKind, press: Press) -> None:
    layout = LAYOUTS[kind]
    said = {label.name: TEXTS.get(label.name, label.name) for label in layout.labels}
    printed = press.print_letter(replace(next(letters(1)), slip=Slip(kind, said)))
    found = words(printed.pdf)
    for label in layout.labels:
        inside = " ".join(word.text for word in found if is_in(word, label.place))
        assert said[label.name] in inside
    torn = [word for word in found if word.page > 1 and word.place.bottom > CUT]
    assert torn == []


@pytest.mark.parametrize("is_large", [False, True])
def test_the_words_that_ship_fit_their_places(is_large: bool, press: Press) -> None:  # noqa: FBT001
    texts = (specimen(kind.value, is_large=is_large) for kind in LetterKind)
    with_slips = [text for text in texts if text.slip is not None]
    assert {text.slip.kind for text in with_slips if text.slip} == set(SlipKind)
    for text in with_slips:
        found = words(press.print_letter(text).pdf)
        assert list(_misplaced(text, found)) == []


def _misplaced(text: LetterText, found: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Name the labels whose words do not stand whole in their place."""
    assert text.slip is not None
    for label in LAYOUTS[text.slip.kind].labels:
        said = " ".join(text.slip.texts.get(label.name, "").split())
        if said not in " ".join(word.text for word in found if is_in(word, label.place)):
            yield text.kind, label.name


@KINDS
def test_the_press_draws_boxes_frames_and_squares(kind: SlipKind, press: Press) -> None:
    layout = LAYOUTS[kind]
    said = {label.name: TEXTS.get(label.name, label.name) for label in layout.labels}
    ink = Ink(press.print_letter(replace(next(letters(1)), slip=Slip(kind, said))).pdf)
    for place in (*layout.codes, *layout.marks):
        assert ink.within(place) > 0.3 * place.width * place.height * (100 / 25.4) ** 2
    for place in (*(box.place for box in layout.boxes), *(one.place for one in layout.areas)):
        assert ink.within(around(place, 0.5)) > place.width
        assert ink.within(around(place, -0.8)) < place.height * 50


def test_a_box_whose_words_are_not_given_is_not_printed(press: Press) -> None:
    layout = LAYOUTS[SlipKind.REPLY]
    said = {label.name: TEXTS[label.name] for label in layout.labels if label.name != "will_come"}
    text = replace(next(letters(1)), slip=Slip(SlipKind.REPLY, said))
    ink = Ink(press.print_letter(text).pdf)
    drawn = {box.name: ink.within(around(box.place, 0.5)) > 0 for box in layout.boxes}
    assert drawn == {"received": True, "call_me": True, "will_come": False}


def test_hostile_words_on_a_slip_are_printed_as_they_are(press: Press) -> None:
    said = dict(TEXTS, title="<b>Su</b> {{ 7 * 7 }}")
    text = replace(next(letters(1)), slip=Slip(SlipKind.REPLY, said))
    seen = " ".join(word.text for word in words(press.print_letter(text).pdf))
    assert "<b>Su</b> {{ 7 * 7 }}" in seen
