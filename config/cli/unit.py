"""Units: enrolled, begun, exchanged with by network or on a stick, renewed and shut out."""

import click

from config.cli.unit_carry import export_stick, import_stick
from config.cli.unit_dictionary import verb as dictionary
from config.cli.unit_hub import enrol_unit, list_units, renew_device, revoke, scope
from config.cli.unit_laptop import init, keygen, renew_epoch, status
from config.cli.unit_lost import found, lost, rejoin_unit
from config.cli.unit_purge import purge_unit
from config.cli.unit_sync import sync


@click.group("unit")
def verb() -> None:
    """Unidades itinerantes: inscribirlas, intercambiar con la sede, renovarlas."""


for command in (
    keygen,
    init,
    sync,
    status,
    export_stick,
    import_stick,
    renew_epoch,
    enrol_unit,
    list_units,
    scope,
    renew_device,
    revoke,
    lost,
    found,
    rejoin_unit,
    purge_unit,
    dictionary,
):
    verb.add_command(command)
