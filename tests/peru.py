"""Peru as the house ships it, read once for the tests that need a country."""

from functools import cache
from pathlib import Path

import yaml

from core.document_check import check_document
from core.model.country import CountryPack
from core.model.document import Document
from core.model.phone import Numbering
from core.model.place import Gazetteer

DOCUMENTS = Path(__file__).parents[1] / "config" / "documents"


@cache
def document() -> Document:
    """Read the country's document."""
    text = (DOCUMENTS / "country" / "PE.yaml").read_text(encoding="utf-8")
    return check_document(yaml.safe_load(text), "PE")


@cache
def pack() -> CountryPack:
    """Read the country pack."""
    return CountryPack.parse(document())


@cache
def numbering() -> Numbering:
    """Read how the country numbers its phones."""
    return Numbering.of(pack())


@cache
def gazetteer() -> Gazetteer:
    """Read the districts."""
    path = DOCUMENTS / "places" / f"{pack().places_key}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return Gazetteer.from_csv_lines(lines)
