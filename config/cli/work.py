"""Empties the outbox once, as the worker does every few seconds."""

import click

from config.cli.frame import json_option, opened, show


@click.command("work")
@json_option
def verb(as_json: bool) -> None:
    """Envía e imprime ahora todo lo que espera en la bandeja de salida."""
    from config.worker import dispatch_of  # noqa: PLC0415 - loads the press

    with opened() as house:
        tried = dispatch_of(house).run()
        show({"tried": tried, **house.shelf.outbox.counts()}, as_json=as_json)
