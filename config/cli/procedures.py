"""Lists the catalogue as the poster of an office prints it, or what someone must read again."""

import click

from config.cataloguing import freshness_of
from config.cli.frame import json_option, opened, show
from core.model.procedure import Procedure


@click.command("procedures")
@click.option("--stale", is_flag=True, help="De cada país, los que alguien debe leer otra vez.")
@json_option
def verb(*, stale: bool, as_json: bool) -> None:
    """Lista los trámites con las dos cifras que se marcan por teléfono o se mandan por mensaje."""
    with opened() as house:
        if stale:
            for procedure in freshness_of(house).overdue():
                _show_stale(procedure, as_json=as_json)
            return
        for procedure in house.inquiry.procedures():
            _show(procedure, as_json=as_json)


def _show(procedure: Procedure, *, as_json: bool) -> None:
    figures = None if procedure.shortcut is None else f"{procedure.shortcut:02d}"
    if as_json:
        record = {"shortcut": figures, "code": procedure.code, "name": procedure.name}
        show(record, as_json=True)
        return
    click.echo(f"{figures or '--'}  {procedure.short_name} ({procedure.code})")


def _show_stale(procedure: Procedure, *, as_json: bool) -> None:
    record = {
        "key": procedure.key,
        "name": procedure.name,
        "read_on": procedure.read_on,
        "valid_until": procedure.valid_until,
    }
    if as_json:
        show(record, as_json=True)
        return
    until = f", vale hasta {procedure.valid_until}" if procedure.valid_until else ""
    click.echo(f"{procedure.key}  {procedure.short_name} (leído {procedure.read_on}{until})")
