"""Takes a request in at a counter: who asks, what for, and the receipt to take home."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.acts import Act
from core.model.citizen import CitizenPhone, PhoneProof
from core.model.name_key import name_keys
from core.opening import CaseOpening, Opening, Receipt
from core.people import ContactDetails, NewCitizen, NewPhone, People
from core.ports import Citizens
from core.refusals import NameDiffers

Blind = Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Registers the person, or finds who has the same document, and opens the case."""

    people: People
    opening: CaseOpening
    citizens: Citizens
    blind: Blind

    def take(self, person: NewCitizen, opening: Opening, act: Act) -> Receipt:
        """Take a request in; `opening.applicant` is filled in here.

        The same form (`act.key`) registers one person and opens one case, however often it comes.
        """
        known = self._on_file(person)
        if known is not None:
            self._refuse_other_name(known, person)
        citizen = known or self.people.register(person, act)
        receipt = self.opening.open(replace(opening, applicant=citizen), act)
        if known is not None:
            # The form did its one act already: what follows from it changes nothing twice.
            self.correct(known, _contact_of(person), replace(act, key=None))
        return receipt

    def _on_file(self, person: NewCitizen) -> str | None:
        """Find who has the same document."""
        if person.document is None:
            return None
        return self.citizens.by_document(self.blind("document", person.document.text))

    def _refuse_other_name(self, known: str, person: NewCitizen) -> None:
        """Refuse a document on file under a name that shares no word with the one told."""
        held = self.citizens.open_value(known, "name") or person.name
        if not set(name_keys(held)) & set(name_keys(person.name)):
            raise NameDiffers

    def correct(self, citizen: str, contact: ContactDetails, act: Act) -> None:
        """Take down how someone is reached; a phone or an address already on file is no news."""
        phone, address = contact.phone, contact.address
        if phone is not None and phone.phone.e164 in self._numbers(citizen):
            self._prove_again(citizen, phone, replace(act, key=None))
            phone = None
        held = self.citizens.open_value(citizen, "address")
        if address is not None and address.to_text() == held:
            address = None
        self.people.correct(citizen, replace(contact, phone=phone, address=address), act)

    def _numbers(self, citizen: str) -> dict[str, CitizenPhone]:
        on_file = self.citizens.get(citizen)
        phones = () if on_file is None else on_file.phones
        opened = ((self.citizens.open_value(citizen, phone.field), phone) for phone in phones)
        return {number: phone for number, phone in opened if number is not None}

    def _prove_again(self, citizen: str, told: NewPhone, act: Act) -> None:
        """Note in person whose the phone on file is, if that is not what is known of it."""
        known = self._numbers(citizen)
        phone = known[told.phone.e164]
        is_last = phone is list(known.values())[-1]
        is_news = phone.shared != told.shared or phone.proof is not PhoneProof.IN_PERSON
        if told.proved and is_last and is_news:
            self.people.prove_phone(citizen, act, in_person=True, shared=told.shared)


def _contact_of(person: NewCitizen) -> ContactDetails:
    """Tell how someone is reached who is on file already; consent is given here, never taken."""
    phone = person.phone
    return ContactDetails(
        phone=None
        if phone is None
        else NewPhone(phone, shared=person.phone_shared, proved=person.phone_proved),
        address=person.address,
        language=person.language,
        notices=True if person.consents else None,
    )
