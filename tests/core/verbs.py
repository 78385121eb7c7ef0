"""Every move of a case as the verb that makes it, so that a test can try each from anywhere."""

from collections.abc import Callable, Mapping
from functools import partial

from config.house import House
from core.acts import Act
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.moving import PLAIN_MOVES
from tests.core.stories import a_case

Verb = Callable[[House, CaseNumber, Act], Event]
STATION = "licencias"
REASONS = ("firma-solicitud", "pago-tasa")


def receive(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.receive(number, act)


def observe(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.observe(number, act, reasons=REASONS)


def cure(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.cure(number, act)


def route(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.route(number, act, station=STATION)


def resolve(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.resolve(number, act, outcome=Outcome.FAVORABLE)


def notify(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.notify(number, act)


def deliver(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.deliver(number, act)


def appeal(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.appeal(number, act, is_reconsideration=False)


def join(house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.join(number, act, other=a_case(house, act.on))


def record(kind: str, house: House, number: CaseNumber, act: Act) -> Event:
    return house.moving.record(number, act, kind=kind)


VERBS: Mapping[str, Verb] = {
    "case_received": receive,
    "case_observed": observe,
    "case_cured": cure,
    "case_routed": route,
    "case_resolved": resolve,
    "case_notified": notify,
    "case_delivered": deliver,
    "case_appealed": appeal,
    "case_joined": join,
    **{kind: partial(record, kind) for kind in PLAIN_MOVES},
}
