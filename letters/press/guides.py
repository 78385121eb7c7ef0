"""The guides of a proof: what windows always, ever and never show, where to fold, and the code."""

from collections.abc import Sequence
from urllib.parse import quote

from letters.envelope import Envelope, Rectangle, shared_zone
from letters.page import Page

PROOF = "PRUEBA"


def guide_style(envelopes: Sequence[Envelope], page: Page) -> str:
    """Write the style that lays the guides under a letter and names it a proof on every page."""
    zones = shared_zone(envelopes)
    drawn = "".join(
        (
            _area(zones.quiet, "#c00", "2 1"),
            _area(zones.safe, "#070", ""),
            _area(page.code, "#00c", ""),
            _area(page.slip, "#999", "4 2"),
            *(f'<path d="M0 {fold}H210" stroke="#999" stroke-width=".2"/>' for fold in page.folds),
        )
    )
    sheet = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">{drawn}</svg>'
    place = "-20mm -20mm / 210mm 297mm no-repeat"
    return f"""
    @page {{ @top-center {{ content: "{PROOF}"; font: 700 20pt "Source Sans 3"; color: #c00 }} }}
    @page :first {{ background: url("data:image/svg+xml,{quote(sheet)}") {place} }}
    """


def _area(place: Rectangle, colour: str, dashes: str) -> str:
    return (
        f'<rect x="{place.left}" y="{place.top}" width="{place.width}" height="{place.height}"'
        f' fill="none" stroke="{colour}" stroke-width=".3" stroke-dasharray="{dashes}"/>'
    )
