"""Rosa's home certificate, stopped at the counter: what she and others can learn of it."""

from dataclasses import dataclass
from datetime import date
from typing import Unpack

from core.model.answers import Place, Value
from core.model.case_number import CaseNumber
from core.opening import Receipt
from tests.core.stories import MONDAY, Said, a_citizen, a_receipt
from tests.houses import TODAY, act
from tests.journeys.village import MESA_DE_PARTES, Village

MISSING = ("firma-solicitud", "plano-simple")
# Observed at the counter on Friday 20 November: two business days (TUO LPAG art. 136.1).
DUE = date(2026, 11, 24)
SIGNATURE, PLAN = "su firma en la solicitud", "el plano simple del terreno"
PROCEDURE = "Certificado de domicilio"
PLACE = Place("Muni Pisac", MESA_DE_PARTES)


@dataclass(frozen=True, slots=True)
class Observed:
    """The case, and the paper that Rosa holds in her hand."""

    receipt: Receipt

    @property
    def number(self) -> CaseNumber:
        """Tell the number on the paper."""
        return self.receipt.number

    @property
    def clave(self) -> str:
        """Tell the clave on the paper."""
        return self.receipt.clave

    @property
    def must(self) -> tuple[Value, ...]:
        """List what every channel tells whoever may know."""
        return (self.number, SIGNATURE, DUE, PLACE)


def observed(village: Village, **said: Unpack[Said]) -> Observed:
    """Let Rosa present her request, and the counter observe it today."""
    rosa = a_citizen(village.house, **said)
    receipt = a_receipt(village.house, MONDAY, applicant=rosa)
    village.house.moving.observe(receipt.number, act(TODAY), reasons=MISSING)
    # What the house writes by itself about the observation is on its way before the journey begins.
    village.post_leaves()
    return Observed(receipt)
