"""What comes back: letters that nobody took, and the acknowledgements of those that were taken."""

from datetime import datetime

import click

from config.cli.frame import Day, Record, answer_each, json_option, opened, show
from config.cli.letters_hand import hand_of, letter_record
from core.model.cargo import HIMSELF, Cargo
from core.model.letter import ReturnReason


@click.command("return")
@click.argument("code")
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in ReturnReason]),
    required=True,
    help="Por qué volvió.",
)
@click.option("--user", required=True, help="Quién la recibe de vuelta.")
@json_option
def give_back(code: str, *, reason: str, user: str, as_json: bool) -> None:
    """Anota una carta devuelta y dice por dónde se sigue; con - un código por línea."""
    with opened() as house:
        hand = hand_of(house, user)

        def take_back(line: str) -> Record:
            done = house.post.returns.take_back(line, ReturnReason(reason), hand)
            record = letter_record(house, done.letter, is_new=done.is_new)
            return {**record, "next": done.then or None}

        answer_each(code, take_back, as_json=as_json, nothing="letter")


@click.command("deliver")
@click.argument("code")
@click.option("--on", "on", type=Day(), required=True, help="Día de la entrega.")
@click.option("--at", "at", type=click.DateTime(["%H:%M"]), required=True, help="Hora.")
@click.option("--received-by", default="", help="Quién la recibió.")
@click.option("--dni", default="", help="Su DNI, si no es el titular.")
@click.option("--relation", default=HIMSELF, help="Qué es del titular.")
@click.option("--refused", is_flag=True, help="No quiso recibir o firmar.")
@click.option("--features", default="", help="Cómo es el lugar, si no quiso recibir o firmar.")
@click.option("--user", required=True, help="Quién archiva el cargo.")
@json_option
def deliver(
    code: str,
    *,
    on: datetime,
    at: datetime,
    received_by: str,
    dni: str,
    relation: str,
    refused: bool,
    features: str,
    user: str,
    as_json: bool,
) -> None:
    """Archiva el cargo de una carta entregada; si notifica, dice qué movimiento cabe."""
    cargo = Cargo(
        on=on.date(),
        at=at.time(),
        received_by=received_by,
        document=dni,
        relation=relation,
        is_refused=refused,
        features=features,
    )
    with opened() as house:
        done = house.post.returns.deliver(code, cargo, hand_of(house, user))
        record = letter_record(house, done.letter, is_new=done.is_new)
        show({**record, "offers": done.offers or None}, as_json=as_json)
