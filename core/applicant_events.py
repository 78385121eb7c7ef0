"""Writes what an office's row says of a person: events for the journal, values for the vault."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.acts import Act
from core.applicants import News, told_field
from core.model.asserted import AssertedRow, personal
from core.model.case_number import CaseNumber
from core.model.causality import elsewhere
from core.model.citizen import PhoneProof
from core.model.citizen_story import REGISTRATION
from core.model.event import Draft, canonical
from core.people import FIRST_PHONE, sealed_data
from core.ports import Clock, Sealed, Work

# What lies in the vault under its own name; phones have fields of their own.
_NAMED = ("name", "document", "address")
# The most events that one row makes of its person.
MOST_EVENTS = 6


@dataclass(slots=True, kw_only=True)
class ApplicantEvents:
    """Writes the news of one row in the transaction of its assertion, and counts its events."""

    work: Work
    news: News
    row: AssertedRow
    act: Act
    clock: Clock
    blind: Callable[[str, str], str]
    new_id: Callable[[], str]
    written: int = 0

    @property
    def home(self) -> str:
        """Tell where the person lives, with what the row says of it."""
        moved = self.row.district if "district" in self.news.fields else None
        return moved or self.news.citizen.district

    def write(self, number: CaseNumber) -> Mapping[str, Mapping[str, str | int]]:
        """Write the news; tell what the vault keeps for the assertion itself."""
        phone = FIRST_PHONE if self.news.is_new else f"phone:{self.new_id()[:8]}"
        said = personal(self.row)
        values = {name: said[name] for name in _NAMED if name in self.news.fields}
        told = dict(self.news.told)
        if "phone" in self.news.fields:
            values[phone] = said["phone"]
            told["phone_field"] = phone
        values[told_field(number)] = canonical(told).decode()
        sealed = {one.field: one for one in self.work.seal(self.news.citizen.id, values)}
        self._write_person({name: sealed[name] for name in _NAMED if name in sealed})
        if phone in sealed:
            self._write_phone(sealed[phone])
        return sealed_data((sealed[told_field(number)],))

    def _write_person(self, sealed: Mapping[str, Sealed]) -> None:
        said = sealed_data(tuple(sealed.values()))
        if "document" in sealed:
            blinded = self.blind("document", personal(self.row)["document"])
            self.work.blind(self.news.citizen.id, "document", blinded, field="document")
        if self.news.is_new:
            language = {"district": self.home, "language": self.row.language}
            self._append(REGISTRATION, {**language, "sealed": said})
            return
        address = {name: said.pop(name) for name in ("address",) if name in said}
        if said:
            self._append("values_set", {"sealed": said})
        if address or "district" in self.news.fields:
            self._append("address_set", {"district": self.home, "sealed": address})
        if "language" in self.news.fields:
            self._append("preferences_set", {"language": self.row.language})
        self._write_sharing()

    def _write_sharing(self) -> None:
        """Believe that a phone is shared; that it is not, only of a phone nobody proved."""
        phone = self.news.citizen.phone(self.news.phone_field)
        if phone is None or "phone" in self.news.fields or "phone_shared" not in self.news.fields:
            return
        shared = self.row.phone_shared is not False
        if shared or phone.proof is PhoneProof.NONE:
            self._append("preferences_set", {"shared": {phone.field: shared}})

    def _write_phone(self, sealed: Sealed) -> None:
        """Add the phone; the one told before goes, unless its owner proved it meanwhile."""
        old = self.news.citizen.phone(self.news.phone_field)
        if old is not None and old.proof is PhoneProof.NONE:
            self._append("phone_removed", {"field": old.field})
        blinded = self.blind("phone", personal(self.row)["phone"])
        self.work.blind(self.news.citizen.id, "phone", blinded, field=sealed.field)
        shared = self.row.phone_shared is not False
        said = {"field": sealed.field, "shared": shared, "sealed": sealed_data((sealed,))}
        self._append("phone_added", said)

    def _append(self, kind: str, data: Mapping[str, Any]) -> None:
        citizen = self.news.citizen
        self.written += 1
        self.work.append(
            Draft(
                kind=kind,
                subject=f"citizen:{citizen.id}",
                institution=citizen.institution,
                actor=self.act.actor,
                via=self.act.via,
                happened_at=self.act.happened_at(self.clock),
                data=data,
                # A person who moves concerns the units of both districts.
                buckets=tuple(dict.fromkeys((citizen.district, self.home))),
                base=elsewhere(citizen.heads, self.work.issuer()),
            )
        )
