"""Makes of a file of anybody's what is kept of it: a small bare photo, or a PDF as it came."""

import re
import struct
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from core.model.paper import Media
from core.ports.papers import Cleaned
from core.refusals import (
    PaperBroken,
    PaperEmpty,
    PaperForeign,
    PaperLocked,
    PaperTooFine,
    PaperTooLarge,
)

A_MEGABYTE = 2**20
# A photo of a phone has 3 to 8 MB; a document travels as it is, 4 MB in nine minutes.
MOST_PHOTO_BYTES, MOST_DOCUMENT_BYTES = 15 * A_MEGABYTE, 4 * A_MEGABYTE
MOST_DOTS, A_MILLION = 50_000_000, 1_000_000
# A sheet of A4 so long has 137 dots an inch: 8-point print stays readable.
LONG_SIDE, QUALITY = 1600, 75
_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_END, _TAIL = b"%%EOF", 2048
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LOCK = re.compile(rb"/Encrypt\s")
# Whatever Pillow says of bytes that are no picture to their end.
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error)


@dataclass(frozen=True, slots=True)
class PictureReader:
    """Reads JPEG, PNG and PDF by what they are, never by what they are called."""

    def clean(self, content: bytes, place: int, /) -> Cleaned:
        """Read a file, the so-manieth of its hand-over, or refuse what it is not."""
        if not content:
            raise PaperEmpty(place=place)
        if content.startswith(_PDF):
            return _document(content, place)
        if content.startswith((_JPEG, _PNG)):
            return _photo(content, place)
        raise PaperForeign(place=place)


def _document(content: bytes, place: int) -> Cleaned:
    _limit(content, MOST_DOCUMENT_BYTES, place)
    if _END not in content[-_TAIL:]:
        raise PaperBroken(place=place)
    if _LOCK.search(content) is not None:
        raise PaperLocked(place=place)
    # Pages in packed objects are not seen: then nobody counted.
    pages = sum(1 for _ in _PAGE.finditer(content))
    return Cleaned(content=content, media=Media.DOCUMENT, pages=pages)


def _photo(content: bytes, place: int) -> Cleaned:
    """Draw a picture anew, smaller: what else the file held (place, camera, comments) is gone."""
    _limit(content, MOST_PHOTO_BYTES, place)
    try:
        with warnings.catch_warnings():
            # Of its size we speak ourselves; of a strange tag nobody needs to hear.
            warnings.simplefilter("ignore")
            return Cleaned(content=_drawn(content, place), media=Media.PHOTO, pages=1)
    except Image.DecompressionBombError as fault:
        raise _too_fine(place) from fault
    except _UNREADABLE as fault:
        raise PaperBroken(place=place) from fault


class _Read(BytesIO):
    """Notes whether a picture was read beyond its end: a cut one is, a whole one never.

    Pillow's own refusal cannot be counted on: WeasyPrint switches it off for its whole process.
    """

    is_cut = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on."""
        told = super().read(size)
        self.is_cut = self.is_cut or (size != 0 and not told)
        return told


def _drawn(content: bytes, place: int) -> bytes:
    read = _Read(content)
    with Image.open(read, formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MOST_DOTS:
            raise _too_fine(place)
        # A JPEG is unpacked at a half, a quarter or an eighth where that is still large enough.
        opened.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        bare = _on_white(ImageOps.exif_transpose(opened))
    if read.is_cut:
        raise PaperBroken(place=place)
    written = BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Lay a picture on white paper, without anything that its file said besides."""
    layers = picture.convert("RGBA")
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(layers, mask=layers.getchannel("A"))
    return sheet


def _limit(content: bytes, most: int, place: int) -> None:
    if len(content) > most:
        raise PaperTooLarge(place=place, most_mb=most // A_MEGABYTE)


def _too_fine(place: int) -> PaperTooFine:
    return PaperTooFine(place=place, most_megapixels=MOST_DOTS // A_MILLION)
