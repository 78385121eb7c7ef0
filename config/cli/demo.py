"""Shows the main job of the house: one case asked by phone, by text and by letter."""

import time
from collections.abc import Iterator

import click

from channels.handset.phone import Telephone
from config.cli.frame import opened, progress_so_far
from config.demonstration import (
    Scene,
    choose_case,
    import_sample,
    is_imported,
    sample_size,
)
from config.handset import in_process, telephone_of
from config.house import House
from config.web import create_app
from core.importing import ImportReport
from core.letter_hands import Hand
from core.model.letter import LetterState

HEADING = "La carta que saldría por correo"
WORKER = Hand(by="system:worker", via="worker")


@click.command("demo")
def verb() -> None:
    """Importa la muestra y cuenta un expediente por llamada, por mensaje y por carta."""
    from config.worker import dispatch_of  # noqa: PLC0415 - loads the press

    with opened() as house:
        if is_imported(house):
            click.echo("La muestra ya está importada.")
        else:
            _import(house)
        scene = choose_case(house)
        telephone = telephone_of(house, in_process(create_app(house)), scene.phone)
        run = str(time.time_ns())
        for line in (*hold_call(telephone, scene, run), *hold_texts(telephone, scene, run)):
            click.echo(line)
        dispatch_of(house).run()
        click.echo(_letter(house, scene))


def _import(house: House) -> None:
    with progress_so_far("Importando la muestra", sample_size()) as reach:
        reports = import_sample(house, reach)
    for report in reports:
        click.echo(_counted(report))


def _counted(report: ImportReport) -> str:
    return (
        f"{report.read} filas: {report.opened} expedientes nuevos, {report.changed} cambiados, "
        f"{report.unchanged} sin cambio, {report.refused} no entraron"
    )


def hold_call(telephone: Telephone, scene: Scene, run: str) -> Iterator[str]:
    """Dial, choose the case, key number and clave, and ask for the letter."""
    yield f"\n--- Una llamada sobre el expediente {scene.number.grouped}"
    call = telephone.call(f"DEMO{run}")
    yield from (f"< {said}" for said in call.said)
    for keys in ("1", scene.number.digits, scene.clave, "2"):
        yield f"> {keys}"
        call = call.key_in(keys)
        yield from (f"< {said}" for said in call.said)
    call.hang_up()


def hold_texts(telephone: Telephone, scene: Scene, run: str) -> Iterator[str]:
    """Text number and clave, then ask for the rest."""
    yield "\n--- Un mensaje de texto sobre el mismo expediente"
    for place, words in enumerate((f"{scene.number.grouped} {scene.clave}", "MAS")):
        yield f"> {words}"
        yield from (f"< {said}" for said in telephone.text(words, f"DEMO{run}T{place}"))


def _letter(house: House, scene: Scene) -> str:
    """Print what waits, as at the end of a day; tell where the letter lies that was asked for."""
    from config.cli.letters_run import print_runs  # noqa: PLC0415 - loads the press

    letters = house.shelf.letters.of_case(scene.number.digits)
    if not letters:
        return f"\n--- {HEADING}: no hay: el expediente no tiene dirección"
    letter = letters[0]
    if letter.state is LetterState.QUEUED:
        for _ in print_runs(house, letter.institution, WORKER):
            pass
    place = house.shelf.runs.place_of(letter.id)
    if place is None or place.problem:
        return f"\n--- {HEADING}: no hay: {'' if place is None else place.problem}"
    path = house.settings.var_folder / "print" / place.run / f"{place.route}.pdf"
    return f"\n--- {HEADING}: {path}"
