"""Calendars for the tests of the legal clock: the frozen documents, and layers made by hand."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from core.model.calendar import Calendar, DayOff, Layer, calendar_for
from core.model.document import Document

FROZEN = Path(__file__).parents[2] / "config" / "documents" / "calendar"


def frozen_layers() -> tuple[Layer, ...]:
    return tuple(Layer.parse(read_document(path)) for path in sorted(FROZEN.glob("*.yaml")))


def peru(*more: Layer, department: str | None = None, institution: str | None = None) -> Calendar:
    return calendar_for(
        (*frozen_layers(), *more), country="PE", department=department, institution=institution
    )


def layer(key: str, *days: date) -> Layer:
    year = int(key.rpartition("/")[2])
    off = tuple(DayOff(on, f"day {on}", "test") for on in days)
    return Layer(key, year, off, f"sha256 of {key} {days}")


def plain(*years: int, off: Iterable[date] = ()) -> Calendar:
    days = tuple(off)
    layers = [
        layer(f"PE/national/{year}", *(on for on in days if on.year == year)) for year in years
    ]
    return calendar_for(layers, country="PE", department=None, institution=None)


def document(body: dict[str, Any], key: str = "PE/national/2026") -> Document:
    return Document(
        kind="calendar",
        key=key,
        version=1,
        source="test",
        publisher="test",
        read_on=date(2026, 11, 21),
        valid_from=date(2026, 1, 1),
        valid_until=None,
        body=body,
    )


def read_document(path: Path) -> Document:
    """Read a file as the publisher does: dates inside the body become ISO text."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    body = written["body"]
    body["days"] = [{**day, "on": day["on"].isoformat()} for day in body["days"]]
    return Document(**written)
