"""How a letter looks: the one style sheet, written for the envelopes in use, and our own fonts."""

from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint.urls import URLFetcher, URLFetcherResponse

from letters.page import ADDRESS_LEADING_PT, ADDRESS_SIZE_PT, HOLE, Page
from letters.slip import LAYOUTS

FAMILY = "Source Sans 3"
FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf")
FOLD_LENGTH, HOLE_LENGTH = 4.0, 6.0


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


def stylesheet(page: Page) -> str:
    """Write the sheet's geometry for the envelopes in use."""
    templates = Environment(
        loader=PackageLoader("letters"), autoescape=True, undefined=StrictUndefined
    )
    drawn = templates.get_template("marks.svg.jinja").render(marks=marks(page))
    return templates.get_template("letter.css.jinja").render(
        page=page,
        marks=quote(drawn),
        size=ADDRESS_SIZE_PT,
        leading=ADDRESS_LEADING_PT,
        slip_layouts=LAYOUTS,
    )


def marks(page: Page) -> tuple[tuple[float, float], ...]:
    """List the heights at which the first page says to fold or to punch, with each length."""
    folds = dict.fromkeys(page.folds, FOLD_LENGTH) | {HOLE: HOLE_LENGTH}
    return tuple(sorted(folds.items()))
