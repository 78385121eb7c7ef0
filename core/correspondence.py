"""What goes out to a citizen on file: to which phone or address, and what may be said there."""

from dataclasses import dataclass, field

from core.appointments import with_appointments
from core.library import Library
from core.model.answers import MyCasesAnswer, StatusAnswer
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Address, Citizen, CitizenPhone
from core.model.disclosure import Evidence, Path, level
from core.model.institution import Institution
from core.model.topics import WAITING
from core.notes import note_field
from core.ports import Cases, Citizens, Clock, Found, Visits
from core.refusals import AddressMissing, CaseNotFound, Erased, PhoneMissing
from core.standing import stages_of, status_of

# What three parts of a text can hold.
MOST_NUMBERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusText:
    """A text about a case, with the number it goes to."""

    to: str = field(repr=False)
    language: str
    answer: StatusAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersText:
    """A text with the numbers of a person's cases, and the phone on file it goes to."""

    to: str = field(repr=False)
    language: str
    answer: MyCasesAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom and where a letter goes, in which language it is read there, and where they live."""

    recipient: str = field(repr=False)
    address: Address
    language: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPost(Addressee):
    """A letter about a case, with whom and where it goes to."""

    institution: Institution
    answer: StatusAnswer
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """Gathers what a text or a letter needs at the moment when it goes out."""

    cases: Cases
    citizens: Citizens
    visits: Visits
    library: Library
    clock: Clock
    first_language: str

    def status_text(self, number: CaseNumber) -> StatusText:
        """Word the standing for the registered phone: neutral if the phone is shared."""
        found = self.found(number)
        citizen = self.citizen(found.case.applicant)
        phone, to = self._phone_of(citizen)
        return StatusText(
            to=to,
            language=citizen.language or self.first_language,
            answer=self._answer(found, self._phone_evidence(phone)),
        )

    def numbers_text(self, blinded: str) -> NumbersText | None:
        """Word the numbers of whoever has a blinded document; nobody has it, nothing to say."""
        cases = self.cases.of_document(blinded)
        if not cases:
            return None
        citizen = self.citizen(cases[0].applicant)
        books, today = self.library.books(), self.clock.today()
        return NumbersText(
            to=self._phone_of(citizen)[1],
            language=citizen.language or self.first_language,
            answer=stages_of(cases[:MOST_NUMBERS], books, today),
        )

    def _phone_of(self, citizen: Citizen) -> tuple[CitizenPhone, str]:
        if not citizen.phones:
            raise PhoneMissing
        phone = citizen.phones[-1]
        to = self.citizens.open_value(citizen.id, phone.field)
        if to is None:
            raise PhoneMissing
        return phone, to

    def status_post(self, number: CaseNumber) -> StatusPost:
        """Word the standing for the address on file, which proves who reads it."""
        return self.post_of(self.found(number))

    def post_of(self, found: Found) -> StatusPost:
        """Word the standing of a case that was read already."""
        to = self.addressee(found.case.applicant)
        answer = self._answer(found, Evidence(path=Path.ADDRESS))
        return StatusPost(
            recipient=to.recipient,
            address=to.address,
            language=to.language,
            district=to.district,
            institution=self.library.at(found.documents).institution(found.case.institution),
            note=self._note(found.case) if answer.topic in WAITING else None,
            answer=answer,
        )

    def addressee(self, person: str) -> Addressee:
        """Tell where a letter finds a person: the address on file, which proves who reads it."""
        citizen = self.citizen(person)
        name = self.citizens.open_value(citizen.id, "name")
        address = self.citizens.open_value(citizen.id, "address")
        if name is None or address is None:
            raise AddressMissing
        return Addressee(
            recipient=name,
            address=Address.from_text(address),
            language=citizen.language or self.first_language,
            district=citizen.district,
        )

    def citizen(self, person: str) -> Citizen:
        """Read a citizen who is still on file, or refuse."""
        citizen = self.citizens.get(person)
        if citizen is None or citizen.erased:
            raise Erased
        return citizen

    def _note(self, case: Case) -> str | None:
        """Read what the official added in free text to what the citizen has to cure."""
        return self.citizens.open_value(case.applicant, note_field(case.number))

    def found(self, number: CaseNumber) -> Found:
        """Read a case, or refuse."""
        found = self.cases.find(number, None)
        if found is None:
            raise CaseNotFound
        return found

    def _phone_evidence(self, phone: CitizenPhone) -> Evidence:
        return Evidence(
            path=Path.REPLY_TO_NUMBER,
            phone_is_registered=True,
            phone_is_own=phone.is_own(self.clock.today()),
        )

    def _answer(self, found: Found, evidence: Evidence) -> StatusAnswer:
        books = self.library.at(found.documents)
        answer = status_of(found, books, level(evidence), self.clock.today())
        return with_appointments(answer, found.case, self.visits, self.clock.today())
