"""The library's days become a document that a person reviews, and nothing moves afterwards."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.freezing import freeze, write
from core.model.calendar import Layer
from core.refusals import DocumentReviewed, DocumentUnknown, FileUnreadable
from tests.core.calendars import FROZEN, read_document

READ_ON = date(2026, 11, 21)
HOUSE = Path(__file__).parents[2]


def load(path: Path) -> dict[str, Any]:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(written, dict)
    return written


def test_peru_is_frozen_in_spanish_with_the_laws_that_are_surely_known() -> None:
    frozen = freeze("PE", 2026, READ_ON)
    named = {day["on"]: (day["name"], day["basis"]) for day in frozen["body"]["days"]}
    assert len(named) == 17
    assert named[date(2026, 6, 7)] == ("Batalla de Arica y Día de la Bandera", "Ley 31788")
    assert named[date(2026, 7, 23)] == ("Día de la Fuerza Aérea del Perú", "Ley 31822")
    assert named[date(2026, 4, 2)] == ("Jueves Santo", "D.Leg. 713, art. 6")
    assert named[date(2026, 4, 5)][1].endswith("por confirmar")
    assert frozen["body"]["reviewed_by"] is None
    assert (frozen["key"], frozen["read_on"]) == ("PE/national/2026", READ_ON)


def test_another_country_is_frozen_with_every_norm_to_be_confirmed() -> None:
    frozen = freeze("BO", 2026, READ_ON)
    assert frozen["body"]["days"]
    assert all(day["basis"].endswith("por confirmar") for day in frozen["body"]["days"])


@pytest.mark.parametrize(
    ("country", "year"),
    [("XX", 2026), ("pe", 2026), ("PER", 2026), ("", 2026), ("PE", 1500), ("PE", 0), ("PE", 99999)],
)
def test_a_country_or_year_that_the_library_does_not_know_is_refused(
    country: str, year: int
) -> None:
    with pytest.raises(DocumentUnknown):
        freeze(country, year, READ_ON)


def test_what_is_written_is_read_back_as_a_layer(tmp_path: Path) -> None:
    path = write(freeze("PE", 2027, READ_ON), tmp_path / "calendar")
    layer = Layer.parse(read_document(path))
    assert path.name == "PE-national-2027.yaml"
    assert (layer.key, len(layer.days)) == ("PE/national/2027", 17)
    assert "Año Nuevo" in path.read_text(encoding="utf-8")


def test_freezing_again_changes_nothing(tmp_path: Path) -> None:
    path = write(freeze("PE", 2026, READ_ON), tmp_path)
    before = path.read_bytes()
    write(freeze("PE", 2026, date(2027, 1, 1)), tmp_path)
    assert path.read_bytes() == before


def test_other_days_make_the_next_version(tmp_path: Path) -> None:
    frozen = freeze("PE", 2026, READ_ON)
    path = write(frozen, tmp_path)
    fewer = {**frozen["body"], "days": frozen["body"]["days"][1:]}
    write({**frozen, "body": fewer}, tmp_path)
    assert load(path)["version"] == 2
    assert len(load(path)["body"]["days"]) == 16


def test_a_reviewed_document_is_never_written_over(tmp_path: Path) -> None:
    frozen = freeze("PE", 2026, READ_ON)
    reviewed = {**frozen, "body": {**frozen["body"], "reviewed_by": "a reviewer"}}
    path = write(reviewed, tmp_path)
    before = path.read_bytes()
    with pytest.raises(DocumentReviewed) as refused:
        write(frozen, tmp_path)
    assert refused.value.facts == {"document": "PE/national/2026"}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[1, 2]",
        b"{unclosed",
        b"\xff\xfe\x00",
        b"kind: calendar",
        b"body: text",
        b"body: {}\nversion: one",
    ],
)
def test_a_file_that_is_no_document_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "PE-national-2026.yaml"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable):
        write(freeze("PE", 2026, READ_ON), tmp_path)
    assert path.read_bytes() == content


def test_every_calendar_document_of_the_house_can_be_read() -> None:
    keys = {Layer.parse(read_document(path)).key for path in FROZEN.glob("*.yaml")}
    assert keys >= {f"PE/national/{year}" for year in range(2025, 2029)} | {"PE/decreed/2026"}


def test_only_freezing_knows_the_library_of_feasts() -> None:
    floors = ("channels", "config", "core", "ivr_flows", "letters")
    files = [path for floor in floors for path in (HOUSE / floor).rglob("*.py")]
    importers = {path.relative_to(HOUSE).as_posix() for path in files if _imports(path, "holidays")}
    assert importers == {"config/freezing.py"}


def _imports(path: Path, library: str) -> bool:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return library in names
