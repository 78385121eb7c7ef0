"""Writes the catalogue as CPSV-AP JSON-LD: what may be told, and of the rest that it is unsure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from channels.files.linked_data import CONTEXT, COUNTRY, CURRENCY, OURS, SPANISH, STATUS
from core.model.cost import Cost
from core.model.institution import Institution
from core.model.procedure import BLOCKS, Procedure
from core.model.term import Silence, Term, Unit

Entry = Mapping[str, Any]
BLOCK_NAMES = {
    "requirements": "requisitos",
    "cost": "costo",
    "term": "plazo",
    "silence": "silencio",
}
SILENCES = {
    Silence.POSITIVE: "positivo",
    Silence.NEGATIVE: "negativo",
    Silence.AUTOMATIC: "automatico",
    Silence.NONE: "ninguno",
}
COSTS = {
    "free": "Es gratis",
    "copies_only": "Solo se pagan las copias",
    "per_tupa": "Lo fija el TUPA de la entidad",
}
# How the house answers about a procedure; where it is asked for stands in the last one.
MEDIA = {
    "telefono": "Se consulta por llamada",
    "sms": "Se consulta por mensaje de texto",
    "carta": "La respuesta puede llegar por carta",
}
_DURATIONS = {Unit.CALENDAR_DAYS: "D", Unit.MONTHS: "M", Unit.YEARS: "Y"}
UNCONFIRMED_KIND = "por_confirmar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A procedure with what is said beside it: who has it, who says so, in which money."""

    procedure: Procedure
    institution: Institution | None
    source: str
    currency: str


def write_catalogue(told: Iterable[Told], today: date) -> Iterator[str]:
    """Yield the document piece by piece, so that no more than one entry is held."""
    yield f'{{"@context": {_json(CONTEXT)},\n"@graph": ['
    separator = "\n"
    for one in told:
        yield separator + _json(entry(one, today))
        separator = ",\n"
    yield "\n]}\n"


def entry(told: Told, today: date) -> Entry:
    """Write one procedure; a block of certainty D is named and not stated."""
    procedure = told.procedure
    return {
        "@id": f"{OURS}procedure:{procedure.key}",
        "@type": "PublicService",
        "identifier": procedure.key,
        "name": procedure.name,
        "shortName": procedure.short_name,
        "description": f"{procedure.name}. Se pide en: {procedure.where}.",
        **({"keyword": list(procedure.keywords)} if procedure.keywords else {}),
        "hasCompetentAuthority": _authority(told),
        "spatial": f"{COUNTRY}{procedure.country}",
        "language": SPANISH,
        "status": STATUS + ("Deprecated" if procedure.has_lapsed(today) else "Completed"),
        "modified": procedure.read_on.isoformat(),
        "source": told.source,
        "hasChannel": list(_channels(procedure)),
        "confirmarConEntidad": procedure.confirm_with_entity,
        **_facts(told),
    }


def _facts(told: Told) -> Entry:
    """Write what is stated, each kind only where something of it may be told."""
    procedure = told.procedure
    stated = [block for block in BLOCKS if procedure.certainty[block].may_be_told]
    facts: dict[str, Any] = {
        "hasInputRequirement": [
            _requirement(procedure, at) for at in range(len(procedure.told_requirements))
        ],
        "hasCost": [_cost(told, cost, at) for at, cost in enumerate(procedure.told_costs)],
        **_term(procedure.told_term),
        "notaPlazo": procedure.told_term_note,
        "silencio": SILENCES.get(procedure.told_silence or Silence.UNCONFIRMED),
        "vigenteHasta": procedure.valid_until and procedure.valid_until.isoformat(),
        "certeza": [
            {"bloque": BLOCK_NAMES[block], "nivel": procedure.certainty[block].value}
            for block in stated
        ],
        "porConfirmar": [BLOCK_NAMES[block] for block in BLOCKS if block not in stated],
    }
    if stated:  # of what nobody has verified, not even the norm and the kind are stated
        facts["hasLegalResource"] = [
            {"@type": "LegalResource", "name": norm} for norm in procedure.legal_basis
        ]
        facts["calificacion"] = None if procedure.kind == UNCONFIRMED_KIND else procedure.kind
    return {name: said for name, said in facts.items() if said not in (None, [])}


def _authority(told: Told) -> Entry:
    procedure, institution = told.procedure, told.institution
    spatial = {"spatial": f"{COUNTRY}{procedure.country}"}
    if institution is None:  # each municipality, or the entity of the case
        key, name = f"{procedure.key}:entidad", procedure.where
    else:
        key, name = institution.key, institution.name
    return {
        "@id": f"{OURS}institution:{key}",
        "@type": "PublicOrganisation",
        "identifier": key,
        "prefLabel": name,
        **spatial,
    }


def _channels(procedure: Procedure) -> Iterator[Entry]:
    desk = {"ventanilla": f"Se pide en: {procedure.where}"}
    for medium, said in (MEDIA | desk).items():
        yield {
            "@id": f"{OURS}channel:{procedure.key}:{medium}",
            "@type": "Channel",
            "identifier": f"{procedure.key}:{medium}",
            "medium": medium,
            "description": said,
        }


def _requirement(procedure: Procedure, at: int) -> Entry:
    key = f"{procedure.key}:requisito-{at + 1}"
    name = procedure.told_requirements[at]
    return {"@id": f"{OURS}{key}", "@type": "Requirement", "identifier": key, "name": name}


def _cost(told: Told, cost: Cost, at: int) -> Entry:
    """Write a cost; one that is not a sum of money says in words what it is."""
    key = f"{told.procedure.key}:costo-{at + 1}"
    said: dict[str, Any] = {"@id": f"{OURS}{key}", "@type": "Cost", "identifier": key}
    if cost.amount is not None:
        said |= {"value": cost.amount.amount, "currency": CURRENCY + cost.amount.currency}
    elif cost.kind == "free":
        said |= {"value": "0.00", "currency": CURRENCY + told.currency}
    words = [word for word in (COSTS.get(cost.kind), cost.channel) if word]
    return said | ({"description": ": ".join(words)} if words else {})


def _term(term: Term | None) -> Entry:
    """Write a term; a business day is no duration of ISO 8601, so it has a word of ours."""
    if term is None:
        return {}
    said: Entry
    if term.unit is Unit.BUSINESS_DAYS:
        said = {"diasHabiles": term.count}
    else:
        said = {"processingTime": f"P{term.count}{_DURATIONS[term.unit]}"}
    return {**said, "basePlazo": term.basis}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
