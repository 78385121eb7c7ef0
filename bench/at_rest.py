"""Measures what sealing the database costs: the same work on a plain file and on a sealed one.

`python -m bench.at_rest`: cases of the sample are imported, asked for one by one, and rebuilt.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from bench.cases import fill
from config.founding import found
from config.house import House, build
from config.secrets_on_disk import make_database_key
from config.settings import Settings
from config.shipped import Shipped, read_shipped
from core.model.case_number import CaseNumber

CASES, ROUNDS = 500, 3
Spent = Mapping[str, float]


@click.command()
@click.option("--cases", default=CASES, show_default=True, help="Cases of the sample command.")
@click.option("--rounds", default=ROUNDS, show_default=True, help="Rounds; the median is told.")
def main(cases: int, rounds: int) -> None:
    """Print how much longer a sealed database takes than a plain one in the same run."""
    tell(cases, rounds)


def tell(cases: int = CASES, rounds: int = ROUNDS) -> None:
    """Do the same work on both, turn by turn, and print the ratios."""
    shipped = read_shipped(Settings())
    found_out: dict[bool, list[Spent]] = {False: [], True: []}
    for _ in range(rounds):
        for is_sealed in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                spent = _work(Path(folder), shipped, cases, is_sealed=is_sealed)
            found_out[is_sealed].append(spent)
    click.echo(f"\nat rest: {cases} cases, SQLCipher beside a plain file, median of {rounds}")
    for step in found_out[False][0]:
        plain, sealed = (
            statistics.median(one[step] for one in found_out[which]) for which in (False, True)
        )
        click.echo(f"{step:<24} {sealed:8.2f} s  plain {plain:6.2f} s  ratio {sealed / plain:.2f}")


def _work(var: Path, shipped: Shipped, cases: int, *, is_sealed: bool) -> Spent:
    settings = Settings(var_folder=var, database_url="")
    if is_sealed:
        make_database_key(settings)
    house = build(settings, shipped=shipped)
    try:
        found(house)
        spent = {"import": _seconds(lambda: fill(house, cases))}
        spent["ask for each case"] = _seconds(lambda: _ask(house))
        spent["open and ask anew"] = _seconds(lambda: _anew(settings, shipped))
        journal, reckon = house.shelf.journal, house.shelf.ledger.reckon()
        spent["rebuild"] = _seconds(lambda: journal.rebuild(reckon, lambda _: None))
    finally:
        house.close()
    return spent


def _ask(house: House) -> None:
    for number in _numbers(house):
        house.shelf.cases.find(number, None)


def _anew(settings: Settings, shipped: Shipped) -> None:
    house = build(settings, shipped=shipped)
    _ask(house)
    house.close()


def _numbers(house: House) -> list[CaseNumber]:
    with house.shelf.database.snapshot() as connection:
        found_there = connection.exec_driver_sql("SELECT number FROM case_file").scalars().all()
    return [CaseNumber(digits) for digits in found_there]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
