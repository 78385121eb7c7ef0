"""Freezes a country's national days off into a document that a person reviews and the house reads.

The library that knows the days is imported here and nowhere else, so its upgrades move no deadline.
"""

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import holidays
import yaml

from core.refusals import DocumentReviewed, DocumentUnknown, FileUnreadable

_PRIVATE_SECTOR_LAW = "D.Leg. 713, art. 6"
# Peru's feasts by the name the library gives them; one that is missing here is "por confirmar".
_NORMS: Mapping[str, Mapping[str, str]] = {
    "PE": {
        "Año Nuevo": _PRIVATE_SECTOR_LAW,
        "Jueves Santo": _PRIVATE_SECTOR_LAW,
        "Viernes Santo": _PRIVATE_SECTOR_LAW,
        "Día del Trabajo": _PRIVATE_SECTOR_LAW,
        "Batalla de Arica y Día de la Bandera": "Ley 31788",
        "San Pedro y San Pablo": _PRIVATE_SECTOR_LAW,
        "Día de la Fuerza Aérea del Perú": "Ley 31822",
        "Día de la Independencia": _PRIVATE_SECTOR_LAW,
        "Día de la Gran Parada Militar": _PRIVATE_SECTOR_LAW,
        "Batalla de Junín": "Ley 31530",
        "Santa Rosa de Lima": _PRIVATE_SECTOR_LAW,
        "Combate de Angamos": _PRIVATE_SECTOR_LAW,
        "Todos Los Santos": _PRIVATE_SECTOR_LAW,
        "Inmaculada Concepción": _PRIVATE_SECTOR_LAW,
        "Batalla de Ayacucho": "Ley 31381",
        "Navidad del Señor": _PRIVATE_SECTOR_LAW,
    }
}


def freeze(country: str, year: int, read_on: date) -> dict[str, Any]:
    """Write down what the library says of one year, as a document that nobody has reviewed yet."""
    key = f"{country}/national/{year}"
    days = _days(country, year)
    if not days:
        raise DocumentUnknown(kind="calendar", key=key)
    return {
        "kind": "calendar",
        "key": key,
        "version": 1,
        "source": f"{_library()}, country {country}, public holidays",
        "publisher": "Vacanza Team (holidays)",
        "read_on": read_on,
        "valid_from": date(year, 1, 1),
        "valid_until": None,
        "body": {"year": year, "reviewed_by": None, "days": days},
    }


def write(document: Mapping[str, Any], folder: Path) -> Path:
    """Write a document to its file, over an unreviewed one but never over a reviewed one.

    The same days again change nothing; other days make the next version.
    """
    path: Path = folder / (document["key"].replace("/", "-") + ".yaml")
    number = document["version"]
    if path.exists():
        old = _read(path)
        if old["body"].get("reviewed_by") is not None:
            raise DocumentReviewed(document=document["key"])
        if old["body"] == document["body"]:
            return path
        number = old["version"] + 1
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_dump({**document, "version": number}), encoding="utf-8")
    return path


def _days(country: str, year: int) -> list[dict[str, Any]]:
    if country not in holidays.list_supported_countries(include_aliases=False):
        return []
    norms = _NORMS.get(country, {})
    named = holidays.country_holidays(country, years=year, language="es")
    unsure = f"{_library()}, por confirmar"
    return [
        {"on": on, "name": name, "basis": norms.get(name, unsure)}
        for on, name in sorted(named.items())
    ]


def _library() -> str:
    return "holidays " + version("holidays")


def _read(path: Path) -> dict[str, Any]:
    try:
        old = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        old = None
    is_document = isinstance(old, dict) and isinstance(old.get("body"), dict)
    if not is_document or not isinstance(old.get("version"), int):
        raise FileUnreadable(problem=f"{path.name} is not a document")
    return dict(old)


def _dump(document: Mapping[str, Any]) -> str:
    return yaml.safe_dump(
        dict(document), allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )
