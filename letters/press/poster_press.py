"""The poster press: one sheet to hang up, through WeasyPrint, in our own letters."""

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from core.refusals import LetterUnprintable
from letters.glyphs import shipped_glyphs
from letters.press.sheet_style import FAMILY, ClosedHouse
from letters.press.typeset_press import VARIANT, Printed

# Two hundred stops, six a sheet.
MOST_PAGES = 40


class PosterPress:
    """Prints posters as PDF/UA-1; the same HTML gives the same bytes."""

    def __init__(self) -> None:
        self._fetcher = ClosedHouse()
        self._fonts = FontConfiguration()

    def print(self, html: str) -> Printed:
        """Print a poster; one with letters that our fonts lack is refused, not spoilt."""
        if shipped_glyphs().lack(" ".join(html.split())):
            raise LetterUnprintable(problem="unprintable_letter")
        source = HTML(string=html, url_fetcher=self._fetcher)
        try:
            document = source.render(font_config=self._fonts, pdf_variant=VARIANT)
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        except FatalURLFetchingError as refused:
            raise LetterUnprintable(problem="outside_resource") from refused
        if {font.family for font in document.fonts.values()} - {FAMILY}:
            raise LetterUnprintable(problem="unprintable_letter")
        if len(document.pages) > MOST_PAGES:
            raise LetterUnprintable(problem="too_many_pages")
        return Printed(pdf, len(document.pages))
