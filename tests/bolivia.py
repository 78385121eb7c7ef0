"""The second country as the house ships it: the list that is imported, and its pack."""

import csv
from functools import cache

from config.documents_on_disk import read_document
from core.model.country import CountryPack
from core.model.listed import Listed
from tests.peru import DOCUMENTS

LIST = DOCUMENTS / "catalogues" / "procedures_bo.csv"


@cache
def rows() -> tuple[Listed, ...]:
    """Read the real list without the house's own reader."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        written = list(csv.DictReader(lines))
    return tuple(
        Listed.read(at, row["id"], *(" ".join(row[said].split()) for said in ("entity", "name")))
        for at, row in enumerate(written, start=2)
    )


def pack() -> CountryPack:
    """Read the country pack."""
    return CountryPack.parse(read_document(DOCUMENTS / "country" / "BO.yaml"))
