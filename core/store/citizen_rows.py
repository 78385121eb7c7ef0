"""Between a citizen and its rows: nothing personal is in either."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from core.model.citizen import Citizen, CitizenPhone, PhoneProof
from core.model.event import EventId, day
from core.store.event_rows import as_day, as_json


def to_row(citizen: Citizen) -> dict[str, Any]:
    """Write a citizen as the columns of its row."""
    facts = {
        "id": citizen.id,
        "institution": citizen.institution,
        "district": citizen.district,
        "language": citizen.language,
        "channel": citizen.channel,
        "consents": {name: day(since) for name, since in citizen.consents.items()},
        "phones": [_phone_facts(phone) for phone in citizen.phones],
        "values": dict(citizen.values),
        "erased": citizen.erased,
    }
    # Told only where there is one, so that rows of before are the bytes that a rebuild writes.
    fault = {"address_fault": citizen.address_fault} if citizen.address_fault else {}
    heads = {"heads": [str(head) for head in citizen.heads]} if citizen.heads else {}
    return {"id": citizen.id, "facts": as_json(facts | fault | heads)}


def to_citizen(text: str) -> Citizen:
    """Read a citizen back."""
    facts = json.loads(text)
    consents = {name: date.fromisoformat(since) for name, since in facts["consents"].items()}
    phones = tuple(to_phone(phone, "") for phone in facts["phones"])
    heads = tuple(map(EventId.parse, facts.get("heads", ())))
    return Citizen(**{**facts, "consents": consents, "phones": phones, "heads": heads})


def to_phone_rows(citizen: Citizen) -> list[dict[str, Any]]:
    """Write each phone of a citizen as a row that a look-up can join."""
    return [{"citizen": citizen.id, **_phone_facts(phone)} for phone in citizen.phones]


def to_phone(row: RowMapping | Mapping[str, Any], prefix: str) -> CitizenPhone:
    """Read a phone from columns that share a prefix."""
    return CitizenPhone(
        field=row[f"{prefix}field"],
        version=row[f"{prefix}version"],
        proof=PhoneProof(row[f"{prefix}proof"]),
        proved_on=as_day(row[f"{prefix}proved_on"]),
        last_heard_on=as_day(row[f"{prefix}last_heard_on"]),
        shared=bool(row[f"{prefix}shared"]),
    )


def _phone_facts(phone: CitizenPhone) -> dict[str, Any]:
    return {
        "field": phone.field,
        "version": phone.version,
        "proof": phone.proof.value,
        "proved_on": day(phone.proved_on),
        "last_heard_on": day(phone.last_heard_on),
        "shared": phone.shared,
    }
