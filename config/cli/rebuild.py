"""Makes what is read anew from the journal."""

import click

from config.cli.frame import json_option, opened, progress, show


@click.command("rebuild")
@json_option
def verb(as_json: bool) -> None:
    """Rehace, desde el diario, todo lo que se consulta."""
    with opened() as house:
        journal = house.shelf.journal
        with progress("Rehaciendo", journal.count()) as advance:
            done = journal.rebuild(house.shelf.ledger.reckon(), advance)
        show({"events": done}, as_json=as_json)
