"""Plans the stops of a unit, and answers when it comes next."""

from datetime import datetime

import click

from config.cli.answers import channel_option, language_option, record_of
from config.cli.case import act_of
from config.cli.frame import Day, Record, Words, answer_each, json_option, opened, show
from config.use_cases import new_id
from core.visiting import NewVisit


@click.group("visit")
def verb() -> None:
    """Visitas de las unidades itinerantes."""


@verb.command("plan")
@click.option("--district", required=True, help="Distrito, por nombre o código INEI.")
@click.option("--on", "on", type=Day(), required=True, help="Qué día.")
@click.option("--place", type=Words(), required=True, help="Dónde para, como lo dice la gente.")
@click.option(
    "--short-place",
    type=Words(),
    required=True,
    help="Lo mismo en 24 letras o menos, para el SMS.",
)
@click.option("--service", "services", multiple=True, help="Qué se atiende; puede repetirse.")
@click.option("--user", required=True, help="Quién lo registra.")
@json_option
def plan(
    *,
    district: str,
    on: datetime,
    place: str,
    short_place: str,
    services: tuple[str, ...],
    user: str,
    as_json: bool,
) -> None:
    """Anota una visita."""
    with opened() as house:
        visit = NewVisit(
            id=new_id(),
            district=house.gazetteer.one(district).inei,
            on=on.date(),
            place=place,
            short_place=short_place,
            services=services,
        )
        event = house.visiting.plan(visit, act_of(house, user))
        show({"visit": visit.id, "event": str(event.id)}, as_json=as_json)


@verb.command("next")
@click.argument("district")
@channel_option
@language_option
@json_option
def next_visit(district: str, *, channel: str, language: str, as_json: bool) -> None:
    """Dice cuándo llega la unidad a un distrito; con - un distrito por línea."""
    with opened() as house:

        def ask(line: str) -> Record:
            answer = house.inquiry.next_visit(line)
            return record_of(answer, house.wording, channel=channel, language=language)

        answer_each(district, ask, as_json=as_json, nothing="on")
