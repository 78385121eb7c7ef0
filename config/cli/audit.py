"""Proves that nothing in the journal was changed, added or taken away."""

import click

from config.cli.frame import json_option, opened, progress, show


@click.group("audit")
def verb() -> None:
    """Pruebas sobre el diario de hechos."""


@verb.command("verify")
@json_option
def verify(as_json: bool) -> None:
    """Recorre todas las cadenas y compara cada dato sellado con la bóveda."""
    with opened() as house:
        journal = house.shelf.journal
        with progress("Verificando", journal.count()) as advance:
            verified = journal.verify(advance)
        heads = [{"event": str(event), "hash": digest} for event, digest in verified.heads]
        show({"intact": True, "events": verified.events, "heads": heads}, as_json=as_json)
