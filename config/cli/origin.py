"""Begins epochs of this installation, and revokes what a lost one has issued."""

import click

from config.cli.frame import json_option, opened, show
from config.founding import EPOCH_BITS, SYSTEM, begin_epoch
from core.store.epochs import StoreEpochs


@click.group("origin")
def verb() -> None:
    """Quién escribe aquí, con qué códigos de número."""


@verb.command("renew")
@click.option("--codes", required=True, help="Códigos de tres cifras que nadie usó, con coma.")
@json_option
def renew(*, codes: str, as_json: bool) -> None:
    """Empieza una época nueva: hace falta después de restaurar, copiar o reinstalar."""
    with opened() as house:
        epoch = begin_epoch(house, tuple(codes.split(",")))
        show({"origin": house.settings.origin, "epoch": epoch}, as_json=as_json)


@verb.command("revoke")
@click.argument("origin")
@click.argument("epoch", type=click.IntRange(0, 2**EPOCH_BITS - 1))
def revoke(origin: str, epoch: int) -> None:
    """Cierra las claves que dio un origen perdido, hasta que se den otras."""
    with opened() as house:
        closed = StoreEpochs(house.shelf.ledger).revoke(origin, epoch, actor=SYSTEM)
    show({"origin": origin, "epoch": epoch, "codes_closed": closed}, as_json=False)
