"""The form that takes a request in: who asks, how to reach the person, and since when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from channels.desk.move_form import KEY
from core.model.citizen import Address
from core.model.identity import IdentityDocument
from core.model.phone import Numbering
from core.model.place import District, Gazetteer, Ubigeo, UbigeoSystem
from core.opening import Opening
from core.people import ContactDetails, NewCitizen, NewPhone
from core.telling_change import CONSENT

Short = Annotated[str | None, Field(max_length=60)]
Long = Annotated[str | None, Field(max_length=120)]


class ContactForm(BaseModel):
    """How a person is reached, as told at the counter with the document in hand."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)
    phone: Short = None
    phone_use: Literal["shared", "own"] = "shared"
    notices: Literal["yes"] | None = None
    district: str = Field(min_length=2, max_length=120)
    address: Long = None
    reference: Long = None
    locality: Short = None
    delivery_point: Long = None
    language: Annotated[str | None, Field(max_length=12)] = None


class IntakeForm(ContactForm):
    """What a person tells at the counter who asks for something."""

    name: str = Field(min_length=3, max_length=120)
    document_kind: Literal["dni", "ce", "passport", "ruc"] = "dni"
    document: Short = None
    presented_on: date
    handed_in: Literal["here", "elsewhere"] = "here"
    alias: Annotated[str | None, Field(max_length=40, pattern=r"^[\w ./°-]+$")] = None


def read_intake(form: MultiDict[str, str]) -> IntakeForm:
    """Read the form; a field left empty is one that was not filled in."""
    return IntakeForm.model_validate(_filled(form))


def read_contact(form: MultiDict[str, str]) -> ContactForm:
    """Read the same of the part that tells how a person is reached."""
    return ContactForm.model_validate(_filled(form))


def _filled(form: MultiDict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns what was typed into a person and a request, or refuses the field that is wrong."""

    numbering: Numbering
    gazetteer: Gazetteer

    def person(self, form: IntakeForm, institution: str, today: date) -> NewCitizen:
        """Read who asks: a phone is taken as shared unless the person says it is theirs alone.

        A phone told in person with the document in hand is proved (level 3 of who may hear what).
        """
        district = self.gazetteer.one(form.district)
        document = form.document
        phone = None if form.phone is None else self.numbering.read(form.phone)
        return NewCitizen(
            name=form.name,
            district=district.inei,
            institution=institution,
            document=None
            if document is None
            else IdentityDocument.parse(form.document_kind, document),
            phone=phone,
            phone_shared=form.phone_use == "shared",
            phone_proved=phone is not None and document is not None,
            address=_address(form, form.name, district),
            language=form.language,
            consents={CONSENT: today} if form.notices and phone is not None else {},
        )

    def contact(self, form: ContactForm, name: str) -> ContactDetails:
        """Read how someone on file is reached from now on."""
        phone = None if form.phone is None else self.numbering.read(form.phone)
        district = self.gazetteer.one(form.district)
        return ContactDetails(
            phone=None
            if phone is None
            else NewPhone(phone, shared=form.phone_use == "shared", proved=True),
            address=_address(form, name, district),
            language=form.language,
            notices=form.notices is not None,
        )


def opening_of(form: IntakeForm, procedure: str, *, institution: str, today: date) -> Opening:
    """Read what is asked for: what came from elsewhere is received today (arts. 131-133)."""
    # At a unit this is not believed: there the entity has not received it (docs/decisions/0024).
    return Opening(
        institution=institution,
        procedure=procedure,
        applicant="",
        presented_on=form.presented_on,
        received_on=form.presented_on if form.handed_in == "here" else today,
        alias=form.alias,
    )


def _address(form: ContactForm, name: str, district: District) -> Address | None:
    told = (form.address, form.reference, form.locality, form.delivery_point)
    if not any(told):
        return None
    return Address(
        recipient=name,
        district=Ubigeo(UbigeoSystem.INEI, district.inei),
        lines=() if form.address is None else (form.address,),
        reference=form.reference or "",
        locality=form.locality or "",
        delivery_point=form.delivery_point or "",
    )
