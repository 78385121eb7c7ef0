"""How each event changes a citizen: the fold that makes what is read out of what happened.

The subject is `citizen:<id>`. Personal values are in the vault; an event that sets some carries
`sealed`: `{field: {"version": 1, "commitment": "…"}}`. Days are written YYYY-MM-DD, since the
day of a moment depends on where it is read. A phone gets a field of its own (`phone:1`, then
`phone:2`) and a field is never given to another number, because look-ups name the field.

Two changes of phones whose authors did not know of each other are both kept, and no phone of the
person is taken for theirs alone until somebody who knows of both proves one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.model.causality import has_seen
from core.model.citizen import Channel, Citizen, CitizenPhone, PhoneProof
from core.model.event import Event
from core.refusals import CitizenUnknown

REGISTRATION = "citizen_registered"
ERASURE = "erased"
PHONE_FIELD = "phone:"
PROOF = "phone_proved"
# What decides to which number texts go.
PHONE_CHANGES = frozenset({"phone_added", "phone_removed"})
Facts = Mapping[str, Any]
Step = Callable[[Citizen, Facts], Citizen]
_CHANNELS: Mapping[str, Channel] = {"voice": "voice", "sms": "sms", "letter": "letter"}


def fold(citizen: Citizen | None, event: Event) -> Citizen:
    """Apply one event that is written here, where everything that is known was seen."""
    return settle(citizen, event)


def settle(citizen: Citizen | None, event: Event) -> Citizen:
    """Apply one event; only a registration begins a citizen, and nothing comes after erasure."""
    kind, facts = event.draft.kind, event.draft.data
    if citizen is None:
        if kind != REGISTRATION:
            raise CitizenUnknown
        return _registered(event)
    step = _STEPS.get(kind)
    if step is None or citizen.erased:
        return citizen
    unseen = tuple(head for head in citizen.heads if not has_seen(event, head))
    if kind == PROOF and unseen and len(citizen.heads) > 1:
        # Whoever proved it did not know that another phone was told elsewhere.
        return citizen
    changed = step(_sealed(citizen, facts), facts)
    if kind not in PHONE_CHANGES:
        return changed
    followed = replace(changed, heads=(*unseen, event.id))
    return _unsure(followed) if unseen else followed


def _unsure(citizen: Citizen) -> Citizen:
    """Take every phone for shared and unproved: nothing personal goes to any of them."""
    phones = tuple(
        replace(phone, proof=PhoneProof.NONE, proved_on=None, shared=True)
        for phone in citizen.phones
    )
    return replace(citizen, phones=phones)


def _registered(event: Event) -> Citizen:
    """Read `{"district": "080405", "language"?: "quz", "channel"?: "sms", "sealed"?: {…}}`."""
    facts = event.draft.data
    blank = Citizen(
        id=event.draft.subject.partition(":")[2],
        institution=event.draft.institution,
        district=facts["district"],
    )
    return _preferred(_sealed(blank, facts), facts)


def _phone_added(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"field": "phone:1", "shared"?: true, "sealed": {"phone:1": {"version": 1, …}}}`."""
    name = facts["field"]
    version = facts["sealed"][name]["version"]
    added = CitizenPhone(field=name, version=version, shared=facts.get("shared", True))
    others = (phone for phone in citizen.phones if phone.field != name)
    return replace(citizen, phones=(*others, added))


def _phone_proved(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"field", "version", "proof": "code" or "in_person", "on": day, "shared"?: false}`.

    A code sent to an earlier version of the field proves nothing of the present one.
    """
    on = date.fromisoformat(facts["on"])

    def proved(phone: CitizenPhone) -> CitizenPhone:
        shared = facts.get("shared", phone.shared)
        return replace(phone, proof=PhoneProof(facts["proof"]), proved_on=on, shared=shared)

    return _phone_changed(citizen, facts, proved)


def _phone_heard(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"field", "version", "on": day}`: the phone answered us, or what we sent arrived.

    A call or text that merely claims to come from it is not such an event.
    """
    on = date.fromisoformat(facts["on"])

    def heard(phone: CitizenPhone) -> CitizenPhone:
        return replace(phone, last_heard_on=max(on, phone.last_heard_on or on))

    return _phone_changed(citizen, facts, heard)


def _phone_changed(
    citizen: Citizen, facts: Facts, change: Callable[[CitizenPhone], CitizenPhone]
) -> Citizen:
    asked = (facts["field"], facts["version"])
    phones = (change(p) if (p.field, p.version) == asked else p for p in citizen.phones)
    return replace(citizen, phones=tuple(phones))


def _phone_removed(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"field": "phone:1"}`."""
    kept = (phone for phone in citizen.phones if phone.field != facts["field"])
    return replace(citizen, phones=tuple(kept))


def _address_set(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"district"?: "080405", "sealed": {"address": {"version": 2, …}}}`."""
    is_new = "address" in facts.get("sealed", {})
    return replace(
        citizen,
        district=facts.get("district", citizen.district),
        address_fault="" if is_new else citizen.address_fault,
    )


def _address_returned(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"reason": "se_mudo", "version": 1, "letter": "…"}`; version 0 is that of now."""
    # What an old address sent back says nothing of the present one.
    if facts["version"] not in {0, citizen.values.get("address", 0)}:
        return citizen
    return replace(citizen, address_fault=facts["reason"])


def _preferred(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"language"?, "channel"?, "shared"?: {"phone:1": true}}`: what is absent stays."""
    shared: Mapping[str, bool] = facts.get("shared", {})
    channel = citizen.channel
    if "channel" in facts:
        channel = _CHANNELS.get(facts["channel"] or "")
    return replace(
        citizen,
        language=facts.get("language", citizen.language),
        channel=channel,
        phones=tuple(replace(p, shared=shared.get(p.field, p.shared)) for p in citizen.phones),
    )


def _consented(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"consent": "sms_notices", "on": day}`."""
    since = date.fromisoformat(facts["on"])
    return replace(citizen, consents={**citizen.consents, facts["consent"]: since})


def _withdrew(citizen: Citizen, facts: Facts) -> Citizen:
    """Read `{"consent": "sms_notices", "on": day}`; the day is for the record."""
    kept = {name: on for name, on in citizen.consents.items() if name != facts["consent"]}
    return replace(citizen, consents=kept)


def _unchanged(citizen: Citizen, _facts: Facts) -> Citizen:
    """Read `{"sealed": {field: {"version", "commitment"}}}`, which every step has read."""
    return citizen


def _erased(citizen: Citizen, _facts: Facts) -> Citizen:
    """Read `{}`: id, institution and district stay, so that the chain of buckets holds."""
    return Citizen(
        id=citizen.id, institution=citizen.institution, district=citizen.district, erased=True
    )


def _sealed(citizen: Citizen, facts: Facts) -> Citizen:
    """Note the versions of sealed values; a phone keeps its own."""
    versions = {
        name: said["version"]
        for name, said in facts.get("sealed", {}).items()
        if not name.startswith(PHONE_FIELD)
    }
    return replace(citizen, values={**citizen.values, **versions})


_STEPS: Mapping[str, Step] = {
    "phone_added": _phone_added,
    PROOF: _phone_proved,
    "phone_heard": _phone_heard,
    "phone_removed": _phone_removed,
    "address_set": _address_set,
    "address_returned": _address_returned,
    "preferences_set": _preferred,
    "consent_given": _consented,
    "consent_withdrawn": _withdrew,
    "values_set": _unchanged,
    ERASURE: _erased,
}
