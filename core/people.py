"""Registers citizens and staff: ids and commitments go to the journal, values to the vault."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.acts import Act
from core.model.citizen import Address, Citizen
from core.model.citizen_story import ERASURE
from core.model.event import Draft, Event
from core.model.identity import IdentityDocument
from core.model.keys import Keys
from core.model.phone import Phone
from core.ports import Clock, Ledger, Sealed, Work
from core.refusals import BasisMissing, CitizenUnknown, Erased, PhoneMissing, UserExists

FIRST_PHONE = "phone:1"
# Why data may be erased, as a code: a sentence could name the person whom it is to forget.
GROUNDS = ("pedido_del_titular", "fin_del_plazo", "orden_de_autoridad")
ROLES = ("officer", "supervisor", "administrator", "auditor", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCitizen:
    """What a citizen tells at the counter; none of it but codes and dates enters the journal."""

    name: str = field(repr=False)
    district: str
    institution: str
    document: IdentityDocument | None = None
    phone: Phone | None = None
    phone_shared: bool = True
    phone_proved: bool = False
    address: Address | None = None
    language: str | None = None
    consents: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The register of citizens and staff."""

    ledger: Ledger
    clock: Clock
    keys: Keys
    new_id: Callable[[], str]

    def register(self, new: NewCitizen, act: Act) -> str:
        """Register a citizen, or find the one with the same document; tell the id."""
        act.check(None, self.clock.today())
        with self.ledger.writing() as work:
            known = self._known(work, new)
            return known.id if known is not None else self._add(work, new, act)

    def prove_phone(self, citizen: str, act: Act, *, in_person: bool, shared: bool) -> Event:
        """Record that the citizen's phone was proved, and whether it is theirs alone."""
        act.check(None, self.clock.today())
        with self.ledger.writing() as work:
            known = self._citizen(work, citizen)
            if not known.phones:
                raise PhoneMissing
            proof = "in_person" if in_person else "code"
            phone = known.phones[-1]
            proved = _proof(phone.field, phone.version, act, proof=proof, shared=shared)
            return work.append(self._draft("phone_proved", known, act, proved))

    def consent(self, citizen: str, act: Act, *, to: str, given: bool) -> Event:
        """Record that a citizen agreed to something, or no longer does."""
        act.check(None, self.clock.today())
        with self.ledger.writing() as work:
            known = self._citizen(work, citizen)
            kind = "consent_given" if given else "consent_withdrawn"
            data = {"consent": to, "on": act.on.isoformat()}
            return work.append(self._draft(kind, known, act, data))

    def erase(self, citizen: str, act: Act, *, ground: str) -> Event:
        """Delete a citizen's values for ever; the chain stays whole and says that it was done."""
        act.check(None, self.clock.today())
        if ground not in GROUNDS:
            raise BasisMissing
        with self.ledger.writing() as work:
            known = self._citizen(work, citizen)
            work.erase(citizen)
            return work.append(self._draft(ERASURE, known, act, {"ground": ground}))

    def add_user(self, name: str, *, institution: str, role: str, act: Act) -> str:
        """Add a member of staff; the name lies in the vault and is found by a keyed look-up."""
        with self.ledger.writing() as work:
            if work.user(name) is not None:
                raise UserExists
            user = self.new_id()
            sealed = work.seal(user, {"name": name})
            work.blind(user, "user", self.keys.blind("user", name), field="name")
            work.append(
                Draft(
                    kind="user_added",
                    subject=f"user:{user}",
                    institution=institution,
                    actor=act.actor,
                    via=act.via,
                    happened_at=act.happened_at(self.clock),
                    data={"role": role, "sealed": sealed_data(sealed)},
                )
            )
        return user

    def _known(self, work: Work, new: NewCitizen) -> Citizen | None:
        if new.document is None:
            return None
        return work.citizen_of_document(self._blind_document(new.document))

    def _blind_document(self, document: IdentityDocument) -> str:
        return self.keys.blind("document", document.text)

    def _add(self, work: Work, new: NewCitizen, act: Act) -> str:
        citizen = self.new_id()
        known = Citizen(id=citizen, institution=new.institution, district=new.district)
        sealed = work.seal(citizen, _values(new))
        if new.document is not None:
            blinded = self._blind_document(new.document)
            work.blind(citizen, "document", blinded, field="document")
        data = {
            "district": new.district,
            "language": new.language,
            "sealed": sealed_data(sealed),
        }
        work.append(self._draft("citizen_registered", known, act, data))
        if new.phone is not None:
            self._add_phone(work, known, act, phone=new.phone, new=new)
        for name, since in new.consents.items():
            consent = {"consent": name, "on": since.isoformat()}
            work.append(self._draft("consent_given", known, act, consent))
        return citizen

    def _add_phone(
        self, work: Work, known: Citizen, act: Act, *, phone: Phone, new: NewCitizen
    ) -> None:
        blinded = self.keys.blind("phone", phone.e164)
        work.blind(known.id, "phone", blinded, field=FIRST_PHONE)
        sealed = sealed_data(work.seal(known.id, {FIRST_PHONE: phone.e164}))
        added = {"field": FIRST_PHONE, "shared": new.phone_shared, "sealed": sealed}
        work.append(self._draft("phone_added", known, act, added))
        if new.phone_proved:
            version = sealed[FIRST_PHONE]["version"]
            proved = _proof(FIRST_PHONE, version, act, proof="in_person", shared=new.phone_shared)
            work.append(self._draft("phone_proved", known, act, proved))

    def _citizen(self, work: Work, citizen: str) -> Citizen:
        known = work.citizen(citizen)
        if known is None:
            raise CitizenUnknown
        if known.erased:
            raise Erased
        return known

    def _draft(self, kind: str, known: Citizen, act: Act, data: Mapping[str, object]) -> Draft:
        return Draft(
            kind=kind,
            subject=f"citizen:{known.id}",
            institution=known.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data=data,
            buckets=(known.district,),
        )


def sealed_data(sealed: tuple[Sealed, ...]) -> dict[str, dict[str, str | int]]:
    """Write sealed values as the journal's `data` carries them."""
    return {s.field: {"version": s.version, "commitment": s.commitment} for s in sealed}


def _values(new: NewCitizen) -> dict[str, str]:
    values = {"name": new.name}
    if new.document is not None:
        values["document"] = new.document.text
    if new.address is not None:
        values["address"] = new.address.to_text()
    return values


def _proof(
    field_: str, version: object, act: Act, *, proof: str, shared: bool
) -> dict[str, object]:
    return {
        "field": field_,
        "version": version,
        "proof": proof,
        "on": act.on.isoformat(),
        "shared": shared,
    }
