"""Rows as an office's file would tell them, for the tests that change one thing about them."""

from dataclasses import replace
from datetime import date
from typing import Any

from core.model.asserted import AssertedRow
from core.model.citizen import Address
from core.model.identity import IdentityDocument
from core.model.phone import Phone
from core.model.place import Ubigeo, UbigeoSystem
from core.model.state import State

NAME, DNI, PHONE = "Zenobia Ccahuantico Yllatopa", "99112233", "+51900112233"
COMMUNITY = "Anexo Huchuyqollpa"


def a_row(**changes: Any) -> AssertedRow:  # noqa: ANN401 - whatever the test changes
    """Tell of a case in which a signature is missing."""
    row = AssertedRow(
        row=7,
        alias="000123-2026-MDP",
        institution="PE/muni-pisac",
        procedure="PE/domicilio",
        state=State.REQUERIDO,
        as_of=date(2026, 11, 18),
        applicant_name=NAME,
        applicant_document=IdentityDocument.parse("dni", DNI),
        phone=Phone(PHONE, "mobile"),
        phone_shared=True,
        language="quz",
        address=Address(
            recipient=NAME,
            district=Ubigeo(UbigeoSystem.INEI, "080407"),
            lines=(COMMUNITY,),
        ),
        district="080407",
        station="desarrollo-urbano",
        presented_on=date(2026, 11, 9),
        received_on=date(2026, 11, 11),
        observed_on=date(2026, 11, 16),
        reasons=("firma-solicitud",),
    )
    return replace(row, **changes)
