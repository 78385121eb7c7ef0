"""What a carrier's own calculator says of texts and letters: the judge that nobody here wrote."""

import json
import unicodedata
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("segments") / "sms_segments_twilio.json"
NOT_REPRODUCIBLE = "\u2017"  # its source and its published build disagree
Row = dict[str, Any]


def rows(*groups: str) -> list[Row]:
    """Read the texts of some groups."""
    every = json.loads(FILE.read_text(encoding="utf-8"))
    return [row for group in groups for row in every[group]]


REPLACED = [
    (row["char"], row["replacement"])
    for row in rows("smart_encoding")
    if row["char"] != NOT_REPRODUCIBLE and unicodedata.category(row["char"]) != "Mn"
]
