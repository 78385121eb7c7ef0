"""The one place that turns letters into PDF, and the only importer of WeasyPrint."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from core.refusals import LetterUnprintable
from letters.envelope import C5, DL, Envelope
from letters.page import ADDRESS_LEADING_PT, ADDRESS_SIZE_PT, lay_out

FAMILY = "Source Sans 3"
FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf")
VARIANT = "pdf/ua-1"
MOST_BYTES = 200_000
MOST_PAGES = 4  # two sheets printed on both sides: what a DL envelope carries for 20 g


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter ready for paper, and for whoever hears it read by a machine."""

    pdf: bytes
    pages: int


class ClosedHouse(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Fetches our own fonts and what a page carries within itself, and nothing else on earth."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Read a font of the house, or refuse."""
        scheme, _, name = url.partition(":")
        if scheme == "letters" and name in FONTS:
            font = files("letters").joinpath("fonts", name).read_bytes()
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)


class Press:
    """Prints letters that fit the windows of every envelope in use."""

    def __init__(self, envelopes: Sequence[Envelope] = (DL, C5)) -> None:
        self._fetcher = ClosedHouse()
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=stylesheet(envelopes), url_fetcher=self._fetcher, font_config=self._fonts
        )

    def print(self, html: str) -> Printed:
        """Print a letter as PDF/UA-1; the same HTML gives the same bytes."""
        try:
            document = self._render(html)
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        except FatalURLFetchingError as refused:
            raise LetterUnprintable(problem="outside_resource") from refused
        if {font.family for font in document.fonts.values()} - {FAMILY}:
            raise LetterUnprintable(problem="unprintable_letter")
        if len(pdf) > MOST_BYTES:
            raise LetterUnprintable(problem="too_heavy")
        return Printed(pdf, len(document.pages))

    def _render(self, html: str) -> Document:
        source = HTML(string=html, url_fetcher=self._fetcher)
        document = source.render(
            font_config=self._fonts, stylesheets=[self._style], pdf_variant=VARIANT
        )
        if len(document.pages) > MOST_PAGES:
            raise LetterUnprintable(problem="too_many_pages")
        return document


def stylesheet(envelopes: Sequence[Envelope]) -> str:
    """Write the sheet's geometry for the envelopes in use."""
    templates = Environment(
        loader=PackageLoader("letters"), autoescape=True, undefined=StrictUndefined
    )
    marks = quote(files("letters").joinpath("templates", "marks.svg").read_text("ascii"))
    return templates.get_template("letter.css.jinja").render(
        page=lay_out(envelopes),
        marks=marks,
        size=ADDRESS_SIZE_PT,
        leading=ADDRESS_LEADING_PT,
    )
