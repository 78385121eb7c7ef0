"""Carries bundles on a stick, out of a unit and into the hub, and the answers back."""

from collections.abc import Iterator
from pathlib import Path

import click

from channels.units.carrying import Imported, export, take_answers, take_in
from config.cli.frame import REFUSED, json_option, opened, show
from config.cli.unit_papers import papers_off_stick, papers_on_stick, words_off_stick
from config.exchanging import hub_side_of, place_in, unit_side_of
from config.house import House
from config.unit_keys import hub_pair, kept_pair
from config.unit_lock import alone
from config.unit_receipt import print_receipt

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("export")
@click.argument("folder", type=FOLDER)
@click.option("--papers", is_flag=True, help="También los papeles y fotos que quepan.")
@json_option
def export_stick(folder: Path, *, papers: bool, as_json: bool) -> None:
    """Escribe en una memoria USB lo que falta en la sede, cerrado para ella sola."""
    with opened() as house:
        place, var = place_in(house), house.settings.var_folder
        with alone(var):
            exported = export(
                unit_side_of(house),
                folder,
                recipient=place.hub_recipient,
                on=house.clock.today(),
            )
            carried = papers_on_stick(house, folder) if papers else {}
        receipt = print_receipt(exported, var / "unit" / "receipts")
        show(
            {
                "file": str(exported.written.path),
                "events": exported.events,
                "bytes": exported.written.size,
                "sha256": exported.written.sha256,
                "receipt": str(receipt),
            }
            | carried,
            as_json=as_json,
        )


@click.command("import")
@click.argument("folder", type=FOLDER)
@json_option
def import_stick(folder: Path, *, as_json: bool) -> None:
    """Toma lo que trae una memoria USB: en la sede, de unidades; en una unidad, respuestas."""
    was_refused = False
    with opened() as house:
        for one in _imported(house, folder):
            was_refused |= bool(one.code)
            record = {"file": one.name, "unit": one.origin, "events": one.events, "code": one.code}
            if one.answer is not None:
                record["answer"] = str(one.answer.path)
            show(record, as_json=as_json)
    if was_refused:
        raise SystemExit(REFUSED)


def _imported(house: House, folder: Path) -> Iterator[Imported]:
    if house.place is None:
        side = hub_side_of(house)
        yield from take_in(side, folder, identity=hub_pair(house.keys).identity)
        yield from papers_off_stick(house, side, folder)
        return
    var = house.settings.var_folder
    with alone(var):
        unit = unit_side_of(house)
        yield from take_answers(unit, folder, identity=kept_pair(var).identity)
        yield from words_off_stick(house, unit, folder)
