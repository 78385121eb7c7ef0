"""Registers citizens: ids and commitments go to the journal, values to the vault."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from core.acts import Act
from core.model.causality import elsewhere
from core.model.citizen import Address, Citizen
from core.model.citizen_story import ERASURE, PHONE_FIELD
from core.model.event import Draft, Event
from core.model.identity import IdentityDocument
from core.model.keys import Keys
from core.model.phone import Phone
from core.ports import Clock, Ledger, Sealed, Work
from core.refusals import BasisMissing, CitizenUnknown, Erased, PhoneMissing
from core.telling_change import CONSENT

FIRST_PHONE = f"{PHONE_FIELD}1"
# Why data may be erased, as a code: a sentence could name the person whom it is to forget.
GROUNDS = ("pedido_del_titular", "fin_del_plazo", "orden_de_autoridad")


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
class NewPhone:
    """A phone that a citizen tells of, with whether others answer it and whether it was proved."""

    phone: Phone = field(kw_only=False)
    shared: bool = True
    proved: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """How someone is reached from now on; a phone or an address of none stays as it is."""

    phone: NewPhone | None = None
    address: Address | None = field(default=None, repr=False)
    language: str | None = None
    notices: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The register of citizens."""

    ledger: Ledger
    clock: Clock
    keys: Keys
    new_id: Callable[[], str]

    def register(self, new: NewCitizen, act: Act) -> str:
        """Register a citizen, or find the one with the same document; tell the id."""
        act.check(None, self.clock.today())
        with self.ledger.writing() as work:
            known = self._known(work, new) or self._told_before(work, act)
            if known is not None:
                return known.id
            citizen = self._add(work, new, act)
            if act.key is not None:
                work.remember(_person_key(act.key), citizen)
            return citizen

    def correct(self, citizen: str, contact: ContactDetails, act: Act) -> None:
        """Take down how someone is reached from now on; what is the same stays as it is."""
        act.check(None, self.clock.today())
        with self.ledger.writing() as work:
            known = self._citizen(work, citizen)
            if act.key is not None:
                if work.remembered(act.key) is not None:
                    return
                work.remember(act.key, citizen)
            for kind, data in _changes(known, contact, act):
                work.append(self._draft(kind, known, act, data))
            if contact.address is not None:
                sealed = sealed_data(work.seal(citizen, {"address": contact.address.to_text()}))
                data = {"district": contact.address.district.code, "sealed": sealed}
                work.append(self._draft("address_set", known, act, data))
            if contact.phone is not None:
                self._add_phone(work, known, act, new=contact.phone)

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
            return work.append(
                _knowing(work, known, self._draft("phone_proved", known, act, proved))
            )

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
            phone = NewPhone(
                new.phone, shared=new.phone_shared, proved=new.phone_proved, is_first=True
            )
            self._add_phone(work, known, act, new=phone)
        for name, since in new.consents.items():
            consent = {"consent": name, "on": since.isoformat()}
            work.append(self._draft("consent_given", known, act, consent))
        return citizen

    def _add_phone(self, work: Work, known: Citizen, act: Act, *, new: NewPhone) -> None:
        # A field is never given to another number, and the first may have been removed.
        name = FIRST_PHONE if new.is_first else f"{PHONE_FIELD}{self.new_id()[:8]}"
        blinded = self.keys.blind("phone", new.phone.e164)
        work.blind(known.id, "phone", blinded, field=name)
        sealed = sealed_data(work.seal(known.id, {name: new.phone.e164}))
        added = {"field": name, "shared": new.shared, "sealed": sealed}
        work.append(_knowing(work, known, self._draft("phone_added", known, act, added)))
        if new.proved:
            version = sealed[name]["version"]
            proved = _proof(name, version, act, proof="in_person", shared=new.shared)
            work.append(_knowing(work, known, self._draft("phone_proved", known, act, proved)))

    def _told_before(self, work: Work, act: Act) -> Citizen | None:
        """Find whom the same form registered before."""
        citizen = None if act.key is None else work.remembered(_person_key(act.key))
        return None if citizen is None else work.citizen(citizen)

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


def _knowing(work: Work, known: Citizen, draft: Draft) -> Draft:
    """Name what the author knows of changes of phones that were made elsewhere."""
    return replace(draft, base=elsewhere(known.heads, work.issuer()))


def _changes(
    known: Citizen, contact: ContactDetails, act: Act
) -> Iterator[tuple[str, dict[str, object]]]:
    """Tell the language and the consent that are not what they were."""
    if contact.language is not None and contact.language != known.language:
        yield "preferences_set", {"language": contact.language}
    gave = CONSENT in known.consents
    if contact.notices is not None and contact.notices is not gave:
        kind = "consent_given" if contact.notices else "consent_withdrawn"
        yield kind, {"consent": CONSENT, "on": act.on.isoformat()}


def _person_key(key: str) -> str:
    return f"{key}/person"


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
