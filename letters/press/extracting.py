"""Takes single letters out of the print file of a route, as they were printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf


@dataclass(frozen=True, slots=True)
class Cut:
    """Some pages of one print file, the first being 1."""

    pdf: bytes
    first_page: int
    pages: int


def extract(cuts: Iterable[Cut]) -> bytes:
    """Write the pages of some letters as a file of their own; the same cuts give the same bytes."""
    with Pdf.new() as taken:
        for cut in cuts:
            with Pdf.open(BytesIO(cut.pdf)) as whole:
                start = cut.first_page - 1
                taken.pages.extend(whole.pages[start : start + cut.pages])
        written = BytesIO()
        taken.save(written, deterministic_id=True)
    return written.getvalue()
