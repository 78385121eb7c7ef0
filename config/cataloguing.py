"""Imports a list of procedures, saying where it comes from, and watches what grows old."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from channels.files.office_file import look_over
from channels.files.procedure_list import read_list
from config.house import House
from core.cataloguing import CatalogueReport, Cataloguing, Listing
from core.freshness import Freshness

SHIPPED: Traversable = files("config") / "documents" / "catalogues"
# The lists that the house ships, by their bytes: of any other, whoever imports it must say more.
KNOWN = {
    "procedures_bo.csv": (
        "datosbolivia/tramites-bo y strymsg/tramites-bo-analisis, CC0 1.0",
        "datosbolivia",
    )
}


def cataloguing_of(house: House) -> Cataloguing:
    """Assemble what keeps the catalogue."""
    return Cataloguing(
        publishing=house.publishing,
        documents=house.shelf.documents,
        clock=house.clock,
        country=house.settings.country,
    )


def freshness_of(house: House) -> Freshness:
    """Assemble what watches that the catalogue was read not too long ago."""
    shelf = house.shelf
    return Freshness(ledger=shelf.ledger, library=shelf.library, clock=house.clock)


def import_list(
    house: House,
    path: Path,
    listing: Listing,
    *,
    dry_run: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> CatalogueReport:
    """Import one list; what it already said adds nothing."""
    rows = read_list(look_over(path))
    return cataloguing_of(house).take_in(rows, listing, dry_run=dry_run, on_progress=on_progress)


def origin_of(path: Path) -> tuple[str, str]:
    """Tell the source and the publisher of a list that nobody named."""
    digest = look_over(path).sha256
    for name, origin in KNOWN.items():
        if look_over(Path(str(SHIPPED / name))).sha256 == digest:
            return origin
    return (f"Lista sin fuente declarada, sha256 {digest[:16]}", "Por confirmar")


def listing_of(
    house: House,
    path: Path,
    *,
    country: str | None = None,
    source: str | None = None,
    publisher: str | None = None,
    read_on: date | None = None,
) -> Listing:
    """Say of a list whose it is; a day that is named is one on which someone read it again."""
    known_source, known_publisher = origin_of(path)
    return Listing(
        country=country or house.settings.country,
        source=source or known_source,
        publisher=publisher or ("Por confirmar" if source else known_publisher),
        read_on=read_on or house.clock.today(),
        is_read_again=read_on is not None,
    )
