"""Documents as someone might write them: whole, so that each test can spoil one thing."""

import copy
from datetime import date
from typing import Any

PROCEDURE: dict[str, Any] = {
    "shortcut": 7,
    "name": "Licencia para vender en la feria",
    "short_name": "Licencia de feria",
    "institution": "PE/muni-ejemplo",
    "kind": "evaluacion_previa",
    "legal_basis": ["TUO LPAG art. 39"],
    "where": "su municipalidad",
    "notes": ["Solo para el personal."],
    "confirm_with_entity": True,
    "requirements": {"certainty": "A", "items": ["Lleve su DNI"]},
    "cost": {
        "certainty": "B",
        "options": [
            {"kind": "unconfirmed", "amount": "9.00", "currency": "PEN", "channel": "ventanilla"},
            {"kind": "amount", "amount": "10.30", "currency": "PEN", "channel": "en línea"},
            {"kind": "free"},
        ],
    },
    "term": {
        "certainty": "A",
        "count": 30,
        "unit": "business_days",
        "basis": "TUO LPAG art. 39",
        "note": "Se cuenta desde el día siguiente",
    },
    "silence": {"certainty": "A", "value": "positive"},
}
REASONS: dict[str, Any] = {
    "reasons": [
        {
            "code": "firma",
            "forms": {"es": "su firma", "quz": "runasimipi"},
            "letter": {"es": "Necesitamos su firma."},
        },
        {
            "code": "copia-dni",
            "forms": {"es": "copia de su DNI"},
            "letter": {"es": "No tiene que traer copia de su DNI."},
            "forbidden_by": "TUO LPAG art. 48",
        },
    ]
}
INSTITUTION: dict[str, Any] = {
    "name": "Municipalidad de Ejemplo",
    "short_name": "Muni Ejemplo",
    "district": "080405",
    "reception": "mesa-de-partes",
    "certainty": "D",
    "offices": [
        {
            "code": "mesa-de-partes",
            "name": "Mesa de Partes",
            "short_name": "Mesa de Partes",
            "kind": "mesa_de_partes",
            "address": "el local de la municipalidad",
            "district": "080405",
            "hours": "de lunes a viernes",
            "phone": None,
        },
        {
            "code": "agencia",
            "name": "Agencia municipal",
            "short_name": "Agencia",
            "kind": "local",
            "address": "la plaza",
            "district": "080401",
            "hours": "los martes",
            "phone": "+5184200000",
        },
    ],
}
BODIES = {"procedure": PROCEDURE, "reasons": REASONS, "institution": INSTITUTION}
KEYS = {"procedure": "PE/feria", "reasons": "PE", "institution": "PE/muni-ejemplo"}


def written(kind: str = "procedure", /, **changes: object) -> dict[str, Any]:
    """Write a whole document, with some of its own fields written otherwise."""
    return {
        "kind": kind,
        "key": KEYS.get(kind, "PE/ejemplo"),
        "version": 1,
        "source": "una página pública",
        "publisher": "la entidad",
        "read_on": date(2026, 11, 21),
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
        "body": copy.deepcopy(BODIES.get(kind, {"one": 1})),
    } | changes


def spoilt(kind: str, path: str, value: object) -> dict[str, Any]:
    """Write a document whose body says something else at `path`, as in `cost.options.0.kind`."""
    document = written(kind)
    *way, last = path.split(".")
    place: Any = document["body"]
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return document
