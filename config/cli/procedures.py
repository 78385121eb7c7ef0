"""Lists the catalogue as the poster of an office prints it."""

import click

from config.cli.frame import json_option, opened, show


@click.command("procedures")
@json_option
def verb(as_json: bool) -> None:
    """Lista los trámites con las dos cifras que se marcan por teléfono o se mandan por mensaje."""
    with opened() as house:
        for procedure in house.inquiry.procedures():
            if as_json:
                record = {
                    "shortcut": f"{procedure.shortcut:02d}",
                    "code": procedure.code,
                    "name": procedure.name,
                }
                show(record, as_json=True)
            else:
                click.echo(f"{procedure.shortcut:02d}  {procedure.short_name} ({procedure.code})")
