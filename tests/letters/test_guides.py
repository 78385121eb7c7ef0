from collections.abc import Sequence
from pathlib import Path

import pytest

from config.letter_specimens import specimen
from core.model.letter import LetterKind
from letters.blocks import LetterText, SlipKind
from letters.envelope import C5, DL, Envelope, Rectangle, shared_zone
from letters.press import Press
from letters.press.run_file import RunPrinter
from tests.letters.letter_texts import chance_of, letters, status
from tests.letters.paper import MM_PER_PT, Ink, Word, text, words

RIGHT = Envelope(name="right", width=220, height=110, window=Rectangle(110, 50, 200, 95), fold=99)
READING = 0.005  # millimetres: a hundredth of a point and what pdftotext rounds away
HEIGHT_OF_LINE = 1.326  # of our typeface, as its own tables tell it


def in_window(page: Sequence[Word], zone: Rectangle) -> list[str]:
    """List the words that this zone touches."""
    touched = [(word, word.place.shared_with(zone)) for word in page if word.page == 1]
    return [word.text for word, shared in touched if shared.width > 0 and shared.height > 0]


def is_address_alone(
    letter: LetterText, page: Sequence[Word], envelopes: Sequence[Envelope]
) -> bool:
    """Say whether all of the address is always seen, and nothing else ever."""
    zones = shared_zone(envelopes)
    safe = zones.safe
    room = Rectangle(
        safe.left - READING, safe.top - READING, safe.right + READING, safe.bottom + READING
    )
    expected = " ".join(letter.address).split()
    seen = [word for word in page if word.text in expected and word.page == 1]
    within = [word.text for word in seen if word.place.shared_with(room) == word.place]
    return in_window(page, zones.quiet) == expected and all(each in within for each in expected)


@pytest.mark.parametrize("envelopes", [(DL, C5), (DL,), (C5,), (RIGHT,)])
def test_stamped_addresses_stand_in_every_window_wherever_the_sheet_slides(
    tmp_path: Path, envelopes: tuple[Envelope, ...]
) -> None:
    path, each = tmp_path / "run.pdf", list(letters(9, seed=7))
    with RunPrinter.begin_or_resume(path, envelopes=envelopes) as printer:
        placed = [printer.add(letter) for letter in each]
        printer.finish()
    read = words(path.read_bytes())
    for letter, place in zip(each, placed, strict=True):
        page = [word._replace(page=1) for word in read if word.page == place.first_page]
        assert is_address_alone(letter, page, envelopes)


@pytest.mark.parametrize("kind", [*LetterKind])
@pytest.mark.parametrize("is_large", [False, True])
def test_the_window_of_every_kind_shows_its_address_alone(kind: str, *, is_large: bool) -> None:
    letter = specimen(kind, is_large=is_large)
    printed = words(Press().print_letter(letter).pdf)
    assert is_address_alone(letter, printed, (DL, C5))


def test_a_proof_says_that_it_is_one_and_draws_what_windows_show() -> None:
    letter, press = status(chance_of(1)), Press()
    proof, real = (press.print_letter(letter, guides=guides) for guides in (True, False))
    assert "PRUEBA" in text(proof.pdf)
    assert "PRUEBA" not in text(real.pdf)
    safe = shared_zone((DL, C5)).safe
    edge = Rectangle(safe.left - 0.5, safe.top + 2, safe.left + 0.5, safe.top + 12)
    assert Ink(proof.pdf).within(edge) > Ink(real.pdf).within(edge)
    assert not Ink(proof.pdf).is_grey()
    assert Ink(real.pdf).is_grey()


def test_what_is_torn_off_takes_no_text_along() -> None:
    letter = specimen(LetterKind.REMINDER)
    assert letter.slip is not None
    assert letter.slip.kind is SlipKind.REPLY
    printed = words(Press().print_letter(letter).pdf)
    said = " ".join(letter.slip.texts.values()).split() + letter.id.grouped.split()
    torn = [word.text for word in printed if word.page <= 2 and word.place.bottom > 203]
    assert torn != []
    assert set(torn) <= set(said)


@pytest.mark.parametrize("kind", [LetterKind.VISIT, LetterKind.OBSERVATION, LetterKind.APPEAL])
def test_in_large_print_nothing_of_the_text_is_small(kind: LetterKind) -> None:
    printed = words(Press().print_letter(specimen(kind, is_large=True)).pdf)
    first = [word.place for word in printed if word.page == 1]
    body = [place for place in first if 108 < place.top < 194 and place.right < 186]
    assert min(place.height for place in body) / MM_PER_PT / HEIGHT_OF_LINE >= 16 - READING
