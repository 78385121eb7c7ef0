"""Who keeps cases, and the offices where a citizen can go."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from core.model.body import Body, country_and_code
from core.model.certainty import Certainty
from core.model.document import Document
from core.refusals import OfficeUnknown

LONGEST_SHORT_NAME = 24
DISTRICT = re.compile(r"[0-9]{6}")
PHONE = re.compile(r"\+[0-9]{8,15}|[0-9]{3,4}")
OfficeKind = Literal["mesa_de_partes", "area", "local"]
OFFICE_KINDS: tuple[OfficeKind, ...] = get_args(OfficeKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A place of an institution; `district` is INEI's code."""

    code: str
    name: str
    short_name: str
    address: str
    district: str
    hours: str
    phone: str | None
    kind: OfficeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Who keeps cases; `certainty` says how sure its addresses, hours and phones are.

    One that is only known by name has no offices, and then no reception; its district may be
    unknown too.
    """

    key: str
    code: str
    name: str
    short_name: str
    district: str | None
    country: str
    offices: tuple[Office, ...]
    reception: str | None
    certainty: Certainty

    @classmethod
    def parse(cls, document: Document) -> "Institution":
        """Read an institution's document, or refuse it with the field that is wrong."""
        body = Body(document.key, document.body)
        body.only("name", "short_name", "district", "reception", "certainty", "offices")
        country, code = country_and_code(document)
        rows = body.coded_parts("offices") if body.has("offices") else ()
        offices = tuple(_office(row) for row in rows)
        return cls(
            key=document.key,
            code=code,
            name=body.text("name", 120),
            short_name=body.short_text("short_name", LONGEST_SHORT_NAME),
            district=_district(body) if offices or body.has("district") else None,
            country=country,
            offices=offices,
            reception=_reception(body, offices),
            certainty=body.choice("certainty", Certainty),
        )

    def office(self, code: str | None = None) -> Office:
        """Find an office by its code, or the reception when none is named."""
        wanted = self.reception if code is None else code
        for office in self.offices:
            if office.code == wanted:
                return office
        raise OfficeUnknown(office=wanted or "")


def _office(row: Body) -> Office:
    row.only("code", "name", "short_name", "address", "district", "hours", "phone", "kind")
    return Office(
        code=row.slug("code"),
        name=row.text("name", 120),
        short_name=row.short_text("short_name", LONGEST_SHORT_NAME),
        address=row.text("address", 120),
        district=_district(row),
        hours=row.text("hours", 80),
        phone=_phone(row),
        kind=row.choice("kind", OFFICE_KINDS),
    )


def _district(row: Body) -> str:
    district = row.text("district")
    if DISTRICT.fullmatch(district) is None:
        raise row.refuse("not_district", "district")
    return district


def _phone(row: Body) -> str | None:
    phone = row.maybe_text("phone")
    if phone is not None and PHONE.fullmatch(phone) is None:
        raise row.refuse("not_phone", "phone")
    return phone


def _reception(body: Body, offices: tuple[Office, ...]) -> str | None:
    """Read where papers are handed in: a mesa de partes among the offices, if there are any."""
    if not offices and not body.has("reception"):
        return None
    receptions = [office.code for office in offices if office.kind == "mesa_de_partes"]
    return body.choice("reception", receptions)
