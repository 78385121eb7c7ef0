"""The typeset press: one letter at a time through WeasyPrint, tagged for whoever hears it read."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from core.refusals import LetterUnprintable
from letters.blocks import LetterText
from letters.envelope import C5, DL, Envelope
from letters.page import lay_out
from letters.press.boxes import read
from letters.press.guides import guide_style
from letters.press.overlaps import refuse_overlaps
from letters.press.overlay import CodesOnFronts
from letters.press.printable import refuse_unprintable
from letters.press.shaping import Unproven
from letters.press.sheet_style import FAMILY, ClosedHouse, stylesheet
from letters.press.tokens import with_few_boxes
from letters.typeset import html_of

VARIANT = "pdf/ua-1"
MOST_BYTES = 200_000
MOST_PAGES = 4  # two sheets printed on both sides: what a DL envelope carries for 20 g


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter ready for paper, and for whoever hears it read by a machine."""

    pdf: bytes
    pages: int


class Press:
    """Prints letters that fit the windows of every envelope in use."""

    def __init__(self, envelopes: Sequence[Envelope] = (DL, C5)) -> None:
        self.page = lay_out(envelopes)
        self._fetcher = ClosedHouse()
        self._fonts = FontConfiguration()
        self._style = self._css(stylesheet(self.page))
        self._envelopes = envelopes

    def print(self, html: str) -> Printed:
        """Print a page of ours as PDF/UA-1; the same HTML gives the same bytes."""
        document = self.set(html)
        return _written(document, None)

    def print_letter(self, text: LetterText, *, guides: bool = False) -> Printed:
        """Print a letter with the code of each sheet; `guides` makes a proof that nobody posts."""
        refuse_unprintable(text)
        document = self.set(html_of(with_few_boxes(text)), guides=guides)
        with suppress(Unproven):  # which only the stamp minds
            refuse_overlaps(text, read(document)[0], self.page)
        return _written(document, CodesOnFronts(text, self.page.code))

    def set(self, html: str, *, guides: bool = False, variant: str | None = VARIANT) -> Document:
        """Lay a letter out on its pages, without writing a file."""
        source = HTML(string=html, url_fetcher=self._fetcher)
        styles = [self._style]
        if guides:
            styles.append(self._css(guide_style(self._envelopes, self.page)))
        try:
            document = source.render(
                font_config=self._fonts, stylesheets=styles, pdf_variant=variant
            )
        except FatalURLFetchingError as refused:
            raise LetterUnprintable(problem="outside_resource") from refused
        if len(document.pages) > MOST_PAGES:
            raise LetterUnprintable(problem="too_many_pages")
        return document

    def _css(self, style: str) -> CSS:
        return CSS(string=style, url_fetcher=self._fetcher, font_config=self._fonts)


def _written(document: Document, codes: CodesOnFronts | None) -> Printed:
    try:
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=codes)
    except FatalURLFetchingError as refused:
        raise LetterUnprintable(problem="outside_resource") from refused
    if {font.family for font in document.fonts.values()} - {FAMILY}:
        raise LetterUnprintable(problem="unprintable_letter")
    if len(pdf) > MOST_BYTES:
        raise LetterUnprintable(problem="too_heavy")
    return Printed(pdf, len(document.pages))
