"""Opens what a scanner made, one page at a time: pictures, and files of many pages."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from letters.scan.picture_size import dots_of
from letters.scan.seen import PageLeft, Why

Grey = NDArray[np.uint8]

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
DOTS_AN_INCH = 250
POINTS_AN_INCH = 72
MOST_BYTES = 100_000_000
MOST_DOTS = 60_000_000  # a page of A4 at 600 dots an inch is 35 million


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in shades of grey."""

    file: str
    page: int
    sha256: str
    grey: Grey


def files_of(folder: Path) -> tuple[Path, ...]:
    """List what can be scanned pages in a folder and below it, in the order of names."""
    wanted = PICTURES | {".pdf"}
    found = (path for path in folder.rglob("*") if path.suffix.lower() in wanted)
    return tuple(sorted(path for path in found if path.is_file()))


def pages_of(path: Path, name: str) -> Iterator[Page | PageLeft]:
    """Open the pages of a file one after the other; what is no page is told as such."""
    if path.stat().st_size > MOST_BYTES:
        yield PageLeft(file=name, page=0, sha256="", why=Why.TOO_LARGE)
        return
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() == ".pdf":
        yield from _of_pdf(content, name, digest)
    else:
        yield _picture(content, name, digest)


def _picture(content: bytes, name: str, digest: str) -> Page | PageLeft:
    dots = dots_of(content)
    if dots is None or dots > MOST_DOTS:
        why = Why.BROKEN if dots is None else Why.TOO_LARGE
        return PageLeft(file=name, page=1, sha256=digest, why=why)
    try:
        grey = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        grey = None
    return _page(grey, name, 1, digest)


def _of_pdf(content: bytes, name: str, digest: str) -> Iterator[Page | PageLeft]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        yield PageLeft(file=name, page=0, sha256=digest, why=Why.BROKEN)
        return
    try:
        for number in range(len(document)):
            # The same file scanned again is the same pages: each by the file and its place.
            of_page = hashlib.sha256(f"{digest}/{number + 1}".encode()).hexdigest()
            yield _page(_drawn(document, number), name, number + 1, of_page)
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Grey | None:
    try:
        page = document[number]
        wide, high = page.get_size()
        scale = DOTS_AN_INCH / POINTS_AN_INCH
        fits = min(1.0, (MOST_DOTS / (wide * high * scale * scale)) ** 0.5)
        bitmap = page.render(scale=scale * fits, grayscale=True)
    except (pypdfium2.PdfiumError, ZeroDivisionError):
        return None
    return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)


def _page(grey: object, name: str, number: int, digest: str) -> Page | PageLeft:
    if not isinstance(grey, np.ndarray) or grey.size == 0:
        return PageLeft(file=name, page=number, sha256=digest, why=Why.BROKEN)
    return Page(file=name, page=number, sha256=digest, grey=grey)
