"""A case from the counter to the citizen's hand: at each step, by phone and by text, what is so.

Every day here was counted by hand on the calendar of 2026 and 2027: 8, 9 and 25 December and
1 January are national holidays (D.Leg. 713, Ley 31381).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from core.acts import Act
from core.model.answers import Place, Value
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.opening import Receipt
from core.telling_change import CONSENT
from tests.core.stories import Said, a_citizen, a_receipt, publish_procedure
from tests.forms import times
from tests.houses import act
from tests.journeys.village import HER_NEIGHBOUR, HOME, MESA_DE_PARTES, ROSA, Village

COUNTER = Place("Muni Pisac", MESA_DE_PARTES)
LICENCES = Place(
    "Licencias, Muni Pisac", "Licencias y Comercialización, Municipalidad Distrital de Pisac"
)
SIGNATURE = "su firma en la solicitud"
HOME_AND_OWN_PHONE = Said(phone=ROSA, own_phone=True, proved=True, **HOME)
REASONS, FAVORABLE = ("firma-solicitud",), Outcome.FAVORABLE
Move = Callable[[CaseNumber, Act], object]


@dataclass(frozen=True, slots=True)
class Step:
    """What the clerk does on a day, and what the citizen then hears everywhere."""

    on: date
    place: Place
    due: date | None
    spoken: str
    texted: str
    reason: str | None = None

    @property
    def facts(self) -> tuple[Value, ...]:
        """List the facts of the day."""
        return tuple(fact for fact in (self.place, self.due, self.reason) if fact is not None)


# Monday 23 November 2026 and 30 business days: Friday 8 January 2027.
OPENED = Step(date(2026, 11, 23), COUNTER, date(2027, 1, 8), "fue recibido", "recibido")
ROUTED = Step(date(2026, 11, 24), LICENCES, date(2027, 1, 8), "en evaluación", "lo ven")
# Ten business days to cure (TUO LPAG art. 143.4), while the entity's time stands still.
OBSERVED = Step(
    date(2026, 11, 26), COUNTER, date(2026, 12, 14), "detenido", "falta", reason=SIGNATURE
)
# Three business days passed meanwhile (27 and 30 November, 1 December): 8 January goes to the 13th.
CURED = Step(date(2026, 12, 1), LICENCES, date(2027, 1, 13), "en evaluación", "lo ven")
# Five business days to notify (art. 24.1).
RESOLVED = Step(date(2026, 12, 3), LICENCES, date(2026, 12, 14), "ya decidió", "ya decidieron")
# Fifteen business days to appeal (art. 218.2).
NOTIFIED = Step(date(2026, 12, 11), LICENCES, date(2027, 1, 5), "favorable", "aceptaron")
DELIVERED = Step(date(2026, 12, 15), LICENCES, None, "ya fue entregado", "ya entregado")


@dataclass(slots=True)
class Journey:
    """Rosa's case, with what she has in her hands: a paper and a phone of her own."""

    village: Village
    receipt: Receipt

    def go(self, step: Step, move: Move) -> None:
        """Let the day come and the clerk do it; then ask by phone and by text."""
        self.village.at(step.on)
        move(self.receipt.number, act(step.on))
        self.ask(step)

    def ask(self, step: Step) -> None:
        """Hear the same by phone with the clave, by text from the own phone and from another."""
        number, clave = self.receipt.number, self.receipt.clave
        heard = self.village.phone(HER_NEIGHBOUR).call_about(number, clave).heard
        own = self.village.phone(ROSA).text(number.grouped)
        other = self.village.phone(HER_NEIGHBOUR).text(f"{number} {clave}")
        assert heard.tells(number, *step.facts, channel="voice"), heard.words
        assert step.spoken in heard.words
        assert own.tells(number, *step.facts, channel="sms"), own.words
        assert step.texted in own.words
        assert other.body == own.body


@pytest.fixture
def journey(either_village: Village) -> Journey:
    village = either_village
    village.at(OPENED.on)
    procedure = publish_procedure(village.house, "feria", silence="positive", count=30)
    rosa = a_citizen(village.house, **HOME_AND_OWN_PHONE)
    receipt = a_receipt(village.house, OPENED.on, applicant=rosa, procedure=procedure)
    village.post_leaves()
    return Journey(village, receipt)


def test_a_case_from_the_counter_to_the_citizens_hand(journey: Journey) -> None:
    moving = journey.village.house.moving
    journey.ask(OPENED)
    journey.go(ROUTED, lambda number, today: moving.route(number, today, station="licencias"))
    journey.go(OBSERVED, lambda number, today: moving.observe(number, today, reasons=REASONS))
    journey.go(CURED, moving.cure)
    journey.go(RESOLVED, lambda number, today: moving.resolve(number, today, outcome=FAVORABLE))
    journey.go(NOTIFIED, moving.notify)
    journey.go(DELIVERED, moving.deliver)
    heard = journey.village.phone(HER_NEIGHBOUR).text(journey.receipt.number.grouped)
    assert "ya termino" in heard.words


def test_each_change_that_matters_is_written_to_the_citizen_without_being_asked(
    journey: Journey,
) -> None:
    village, number = journey.village, journey.receipt.number
    moving = village.house.moving
    moves: tuple[tuple[Step, Move], ...] = (
        (ROUTED, lambda number, today: moving.route(number, today, station="licencias")),
        (OBSERVED, lambda number, today: moving.observe(number, today, reasons=REASONS)),
        (CURED, moving.cure),
        (RESOLVED, lambda number, today: moving.resolve(number, today, outcome=FAVORABLE)),
    )
    written = []
    for step, move in moves:
        village.at(step.on)
        move(number, act(step.on))
        village.work()
        written.append(village.letters())
        village.post_leaves()
    assert [len(letters) for letters in written] == [0, 1, 0, 1]
    observed = written[1][0]
    for fact in (number, *OBSERVED.facts, OBSERVED.on):
        assert times(fact, "letter", observed), fact


def test_who_agreed_to_texts_is_texted_instead_of_written_to(village: Village) -> None:
    village.at(OPENED.on)
    house = village.house
    rosa = a_citizen(house, **HOME_AND_OWN_PHONE)
    number = a_receipt(house, OPENED.on, applicant=rosa).number
    house.people.consent(rosa, act(OPENED.on), to=CONSENT, given=True)
    house.moving.observe(number, act(OPENED.on), reasons=REASONS)
    village.work()
    (text,) = village.texts()
    # Two business days at the counter (art. 136.1), from Monday: Wednesday.
    for fact in (number, SIGNATURE, date(2026, 11, 25), COUNTER):
        assert times(fact, "sms", text["text"]), fact
    assert village.printed() == []


def test_what_the_clerk_adds_in_free_text_is_told_by_letter_alone(village: Village) -> None:
    house = village.house
    village.at(OPENED.on)
    rosa = a_citizen(house, **HOME)
    receipt = a_receipt(house, OPENED.on, applicant=rosa)
    note = "la firma de la hoja tres, junto al sello"
    house.moving.observe(receipt.number, act(OPENED.on), reasons=REASONS, note=note)
    village.work()
    (letter,) = village.letters()
    assert note in letter
    phone = village.phone(ROSA)
    call = phone.call_about(receipt.number, receipt.clave)
    said = [call.heard.words, call.press("3").words]
    said += [phone.text(f"{receipt.number} {receipt.clave}").words, phone.text("MAS").words]
    assert [words for words in said if "hoja tres" in words] == []
