"""Takes in the plan of a trip from a CSV or XLSX file."""

from pathlib import Path

import click

from channels.files.office_file import look_over
from channels.files.problems import words_of
from channels.files.trip_list import read_plan
from config.cli.case import act_of
from config.cli.frame import Record, Words, json_option, opened, show
from core.trip_planning import Fate, PlanReport

FAULTY = 2
COUNTS = {
    Fate.NEW: "paradas nuevas",
    Fate.MOVED: "cambian de fecha (se avisa)",
    Fate.CHANGED: "cambian en lo demás",
    Fate.CANCELLED: "ya no están: se cancelan (se avisa)",
    Fate.UNCHANGED: "sin cambio",
}


@click.command("plan")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", type=Words(), required=True, help="Qué unidad viaja.")
@click.option("--trip", type=Words(), help="Nombre del viaje; si falta, el del archivo.")
@click.option("--dry-run", is_flag=True, help="Dice qué haría, sin escribir nada.")
@click.option("--user", required=True, help="Quién lo planea.")
@json_option
@click.pass_context
def plan(
    context: click.Context,
    *,
    file: Path,
    unit: str,
    trip: str | None,
    dry_run: bool,
    user: str,
    as_json: bool,
) -> None:
    """Toma el plan: distrito, lugar, fecha y, si hay, nombre corto, horas, servicios, tareas."""
    seen = look_over(file)
    with opened() as house:
        report = house.trips.planning.take_in(
            read_plan(seen, house.gazetteer),
            act_of(house, user),
            trip=trip or file.stem,
            unit=unit,
            dry_run=dry_run,
        )
    if as_json:
        show(record_of(report), as_json=True)
    for line in () if as_json else lines_of(report):
        click.echo(line)
    if report.faults:
        context.exit(FAULTY)


def record_of(report: PlanReport) -> Record:
    """Write a report as a record."""
    faults = [
        {"row": f.row, "column": f.column, "problem": f.problem, "found": f.found}
        for f in report.faults
    ]
    counts = {fate.value: report.counts[fate] for fate in Fate}
    return {"trip": report.trip, **counts, "dry_run": report.dry_run, "faults": faults}


def lines_of(report: PlanReport) -> tuple[str, ...]:
    """Write a report for a person: every fault, or what the plan did."""
    if report.faults:
        faults = tuple(words_of(fault) for fault in report.faults)
        return (*faults, f"{len(faults)} faltas: no se anotó nada.")
    counts = tuple(f"{report.counts[fate]:>5} {words}" for fate, words in COUNTS.items())
    return (f"Viaje {report.trip}", *counts, *(("Fue un ensayo.",) if report.dry_run else ()))
