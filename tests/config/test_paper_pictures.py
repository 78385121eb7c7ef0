"""What is kept of a file: by what it is, small, and without the place where it was taken."""

import struct
from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from config.paper_pictures import LONG_SIDE, MOST_DOCUMENT_BYTES, MOST_PHOTO_BYTES, PictureReader
from core.model.paper import Media
from core.ports.papers import Cleaned
from core.refusals import (
    PaperBroken,
    PaperEmpty,
    PaperForeign,
    PaperLocked,
    PaperTooFine,
    PaperTooLarge,
    Refusal,
)
from tests.handed_papers import CAMERA, a_pdf, a_photo, a_png


def cleaned(content: bytes) -> Cleaned:
    return PictureReader().clean(content, 1)


def drawn(content: bytes) -> Image.Image:
    return Image.open(BytesIO(cleaned(content).content))


def test_a_photo_is_made_smaller_and_forgets_where_it_was_taken() -> None:
    photo = a_photo(2400, 1200)
    assert CAMERA.encode() in photo
    kept = cleaned(photo)
    assert (kept.media, kept.pages) == (Media.PHOTO, 1)
    assert CAMERA.encode() not in kept.content
    assert b"Exif" not in kept.content
    seen = Image.open(BytesIO(kept.content))
    assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (LONG_SIDE, 800), {})
    assert len(kept.content) < len(photo)


def test_a_photo_that_was_taken_lying_down_is_kept_upright() -> None:
    assert drawn(a_photo(400, 200, turned=6)).size == (200, 400)


def test_a_small_photo_is_not_made_larger() -> None:
    assert drawn(a_photo(300, 200)).size == (300, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_drawing_becomes_a_photo_on_white_paper(mode: str) -> None:
    picture = drawn(a_png(mode=mode))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (64, 48))
    if mode in {"LA", "RGBA"}:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_is_kept_as_it_came_and_its_pages_are_counted_where_they_can_be() -> None:
    assert cleaned(a_pdf(3)) == Cleaned(content=a_pdf(3), media=Media.DOCUMENT, pages=3)
    assert cleaned(a_pdf(0)).pages == 0


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", PaperEmpty),
        (b"hola", PaperForeign),
        (b"GIF89a" + bytes(90), PaperForeign),
        (b"<html><script>", PaperForeign),
        (b"MZ" + a_pdf(), PaperForeign),
        (b"\xff\xd8\xff\xe0" + bytes(900), PaperBroken),
        (a_photo()[:-900], PaperBroken),
        (a_png()[:-30], PaperBroken),
        (a_pdf()[:-20], PaperBroken),
        (a_pdf(more=b"trailer << /Encrypt 5 0 R >>"), PaperLocked),
        (a_pdf(more=bytes(MOST_DOCUMENT_BYTES)), PaperTooLarge),
        (a_photo() + bytes(MOST_PHOTO_BYTES), PaperTooLarge),
    ],
)
def test_what_a_file_is_not_is_refused_by_its_place(content: bytes, refused: type[Refusal]) -> None:
    with pytest.raises(refused) as declined:
        PictureReader().clean(content, 7)
    assert declined.value.facts["place"] == 7


@pytest.mark.parametrize("is_lenient", [False, True])
def test_a_picture_that_was_cut_is_noticed_whatever_others_ask_of_pillow(
    monkeypatch: pytest.MonkeyPatch, *, is_lenient: bool
) -> None:
    # WeasyPrint asks Pillow, for its whole process, to pass over what is missing.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", is_lenient)
    for whole in (a_photo(), a_photo(2400, 1200), a_png(300, 200)):
        assert cleaned(whole).content
        for left in range(40, len(whole) - 12, len(whole) // 9):
            with pytest.raises(PaperBroken):
                cleaned(whole[:left])


@pytest.mark.parametrize("side", [8_000, 65_536])
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(side: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    said = a_png()[:12] + head + struct.pack(">I", crc32(head)) + a_png()[33:]
    with pytest.raises(PaperTooFine):
        cleaned(said)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 4000), byte=st.integers(0, 255), is_photo=st.booleans())
@example(at=20, byte=255, is_photo=True)
def test_a_file_with_a_wrong_byte_is_kept_or_refused_and_never_worse(
    at: int, byte: int, *, is_photo: bool
) -> None:
    content = bytearray(a_photo() if is_photo else a_png(mode="P"))
    content[at % len(content)] = byte
    try:
        kept = cleaned(bytes(content))
    except Refusal as refusal:
        assert refusal.code.startswith("paper_")  # noqa: PT017 - either end is a right one
    else:
        assert kept.content.startswith(b"\xff\xd8\xff")
