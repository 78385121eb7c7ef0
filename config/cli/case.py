"""Opens, moves and shows cases, as a clerk does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypedDict, Unpack

import click

from config.cli.case_shown import case_record, read_event
from config.cli.frame import Day, Record, json_option, opened, show
from config.cli.new_citizen import SaidCitizen, citizen_options, read_citizen
from config.house import House
from config.reception import reception_of
from config.unit_counter import stop_today
from core.acts import Act
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.model.route import Deviation
from core.moving import PLAIN_MOVES
from core.opening import Opening
from core.refusals import CaseNotFound, UserUnknown
from core.resolving import Ground

_DAY = Day()


def act_of(house: House, user: str, on: datetime | None = None, basis: str | None = None) -> Act:
    """Tell whose act it is: a user of the house, who must be known."""
    with house.shelf.ledger.writing() as work:
        known = work.user(user)
    if known is None:
        raise UserUnknown
    day = house.clock.today() if on is None else on.date()
    via, visit = ("cli", "") if house.place is None else ("unit", stop_today(house, day))
    return Act(actor=f"user:{known}", via=via, on=day, basis=basis, visit=visit)


class Said(TypedDict):
    """What `act_options` add to a command."""

    user: str
    on: datetime | None
    basis: str | None
    as_json: bool


def act_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every act must say: who, on which day, on what basis."""
    for option in (
        json_option,
        click.option("--basis", default=None, help="Base legal; si falta, la del movimiento."),
        click.option("--on", "on", type=_DAY, default=None, help="Qué día ocurrió; si falta, hoy."),
        click.option("--user", required=True, help="Quién lo hace."),
    ):
        command = option(command)
    return command


class Asked(Said, SaidCitizen):
    """What a new case says, beside who it is for and who takes it in."""

    institution: str
    procedure: str
    presented_on: datetime | None
    received_on: datetime | None
    on_the_way: bool
    alias: str | None


@click.group("case")
def verb() -> None:
    """Expedientes: abrir, mover y mostrar."""


@verb.command("open")
@click.option("--institution", required=True, help="Entidad, como muni-pisac.")
@click.option("--procedure", required=True, help="Trámite, como domicilio.")
@click.option("--presented-on", type=_DAY, default=None, help="Día en que se presentó.")
@click.option("--received-on", type=_DAY, default=None, help="Día en que lo recibió la entidad.")
@click.option("--on-the-way", is_flag=True, help="La entidad todavía no lo tiene.")
@click.option("--alias", default=None, help="Número propio de la oficina.")
@citizen_options
@act_options
def open_case(**asked: Unpack[Asked]) -> None:
    """Abre un expediente y da su número y su clave."""
    with opened() as house:
        act = act_of(house, asked["user"], asked["on"], asked["basis"])
        key = _key(house, asked["institution"])
        applicant = house.people.register(read_citizen(house, key, asked), act)
        receipt = house.opening.open(_opening(house, asked, applicant, act), act)
        number = receipt.number
        show(
            {"number": number.digits, "grouped": number.grouped, "clave": receipt.clave},
            as_json=asked["as_json"],
        )


def _opening(house: House, asked: Asked, applicant: str, act: Act) -> Opening:
    presented, received = asked["presented_on"], asked["received_on"]
    presented_on = act.on if presented is None else presented.date()
    received_on = presented_on if received is None else received.date()
    return Opening(
        institution=_key(house, asked["institution"]),
        procedure=_key(house, asked["procedure"]),
        applicant=applicant,
        presented_on=presented_on,
        received_on=None if asked["on_the_way"] else received_on,
        alias=asked["alias"],
    )


@verb.command("observe")
@click.argument("number")
@click.option("--reason", "reasons", multiple=True, required=True, help="Código; puede repetirse.")
@click.option("--note", default=None, help="Texto libre: solo lo dicen la carta y la ventanilla.")
@click.option("--days", type=click.IntRange(1, 90), default=None, help="Días hábiles que se dan.")
@act_options
def observe(
    number: str,
    *,
    reasons: tuple[str, ...],
    note: str | None,
    days: int | None,
    **said: Unpack[Said],
) -> None:
    """Dice, de una sola vez, todo lo que falta."""
    _do(
        number,
        lambda house, parsed, act: house.moving.observe(
            parsed, act, reasons=reasons, note=note, days=days
        ),
        said,
    )


@verb.command("cure")
@click.argument("number")
@act_options
def cure(number: str, **said: Unpack[Said]) -> None:
    """Anota que lo que faltaba ya está."""
    _do(number, lambda house, parsed, act: house.moving.cure(parsed, act), said)


@verb.command("route")
@click.argument("number")
@click.option("--station", required=True, help="Código de la oficina que lo recibe.")
@click.option(
    "--deviation",
    type=click.Choice([d.value for d in Deviation]),
    default=None,
    help="Por qué no va a la oficina que sigue en su ruta.",
)
@act_options
def route(number: str, *, station: str, deviation: str | None, **said: Unpack[Said]) -> None:
    """Deriva el expediente a otra oficina; fuera de su ruta, con un motivo."""
    reason = None if deviation is None else Deviation(deviation)
    _do(
        number,
        lambda house, parsed, act: house.moving.route(
            parsed, act, station=station, deviation=reason
        ),
        said,
    )


@verb.command("extend")
@click.argument("number")
@act_options
def extend(number: str, **said: Unpack[Said]) -> None:
    """Da a un informe, una sola vez, los días más que su ruta permite."""
    _do(number, lambda house, parsed, act: house.moving.extend(parsed, act), said)


@verb.command("resolve")
@click.argument("number")
@click.option(
    "--outcome", type=click.Choice([o.value for o in Outcome]), required=True, help="Cómo."
)
@act_options
def resolve(number: str, *, outcome: str, **said: Unpack[Said]) -> None:
    """Anota la decisión."""
    _do(
        number,
        lambda house, parsed, act: house.moving.resolve(parsed, act, outcome=Outcome(outcome)),
        said,
    )


@verb.command("notify")
@click.argument("number")
@act_options
def notify(number: str, **said: Unpack[Said]) -> None:
    """Anota que la decisión fue notificada."""
    _do(number, lambda house, parsed, act: house.moving.notify(parsed, act), said)


@verb.command("deliver")
@click.argument("number")
@act_options
def deliver(number: str, **said: Unpack[Said]) -> None:
    """Anota que el ciudadano recibió lo que pidió."""
    _do(number, lambda house, parsed, act: house.moving.deliver(parsed, act), said)


@verb.command("receive")
@click.argument("number")
@act_options
def receive(number: str, **said: Unpack[Said]) -> None:
    """Anota que la entidad competente recibió lo que venía en camino."""
    _do(number, _receive, said)


@verb.command("appeal")
@click.argument("number")
@click.option("--reconsideration", is_flag=True, help="Reconsideración; si falta, apelación.")
@act_options
def appeal(number: str, *, reconsideration: bool, **said: Unpack[Said]) -> None:
    """Anota un recurso del ciudadano."""
    _do(
        number,
        lambda house, parsed, act: house.moving.appeal(
            parsed, act, is_reconsideration=reconsideration
        ),
        said,
    )


@verb.command("record")
@click.argument("number")
@click.option("--kind", type=click.Choice(PLAIN_MOVES), required=True, help="Qué ocurrió.")
@act_options
def record(number: str, *, kind: str, **said: Unpack[Said]) -> None:
    """Anota otro movimiento que la ley permite: suspender, desistir, archivar."""
    _do(number, lambda house, parsed, act: house.moving.record(parsed, act, kind=kind), said)


@verb.command("join")
@click.argument("number")
@click.option("--other", required=True, help="Número del expediente que sigue por los dos.")
@act_options
def join(number: str, *, other: str, **said: Unpack[Said]) -> None:
    """Acumula el expediente a otro."""
    _do(
        number,
        lambda house, parsed, act: house.moving.join(parsed, act, other=CaseNumber.parse(other)),
        said,
    )


@verb.command("settle")
@click.argument("number")
@click.option("--holds", default=None, help="Id de lo que vale; si falta, vale lo que figura.")
@click.option(
    "--ground", type=click.Choice([g.value for g in Ground]), required=True, help="Cómo se sabe."
)
@act_options
def settle(number: str, *, holds: str | None, ground: str, **said: Unpack[Said]) -> None:
    """Resuelve una contradicción: dice cuál de las anotaciones vale."""
    chosen, why = read_event(holds), Ground(ground)
    _do(
        number,
        lambda house, parsed, act: house.resolving.resolve(parsed, act, chosen=chosen, ground=why),
        said,
    )


@verb.command("show")
@click.argument("number")
@json_option
def show_case(number: str, *, as_json: bool) -> None:
    """Muestra el expediente: estado, plazos, ruta y lo que la ley permite hacer."""
    with opened() as house:
        show(case_record(house, CaseNumber.parse(number)), as_json=as_json)


def _receive(house: House, number: CaseNumber, act: Act) -> Event:
    found = house.shelf.cases.find(number, None)
    if found is None:
        raise CaseNotFound
    return reception_of(house).receive(number, found.case.institution, act)


def _do(number: str, move: Callable[[House, CaseNumber, Act], Event], said: Said) -> None:
    with opened() as house:
        act = act_of(house, said["user"], said["on"], said["basis"])
        parsed = CaseNumber.parse(number)
        event = move(house, parsed, act)
        found = house.shelf.cases.find(parsed, None)
        state = None if found is None else found.case.state.value
        show(_told(event, state), as_json=said["as_json"])


def _told(event: Event, state: str | None) -> Record:
    return {"event": str(event.id), "kind": event.draft.kind, "state": state}


def _key(house: House, code: str) -> str:
    return code if "/" in code else f"{house.country.code}/{code}"
