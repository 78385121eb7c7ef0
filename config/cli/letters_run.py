"""Print runs: closed, printed, marked as printed, sampled, and opened again for one letter."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click

from config.cli.frame import Record, json_option, opened, show
from config.cli.letters_hand import hand_of, key_of
from config.house import House
from core.letter_hands import Hand
from core.model.print_run import PrintRun, RunState
from core.refusals import RunEmpty

FOLDER = click.Path(file_okay=False, path_type=Path)
SAMPLE = 5


@click.command("run")
@click.argument("institution", required=False)
@click.option("--user", required=True, help="Quién cierra el tiraje.")
@json_option
def run(institution: str | None, *, user: str, as_json: bool) -> None:
    """Cierra el tiraje de una entidad y lo imprime; el que quedó a medias sigue donde iba."""
    with opened() as house:
        hand = hand_of(house, user)
        key = key_of(house, institution) if institution else hand.institution
        for made in print_runs(house, key, hand):
            show(run_record(house, made), as_json=as_json)


def print_runs(house: House, institution: str, hand: Hand) -> Iterator[PrintRun]:
    """Print what an earlier try left, then what waits now."""
    from config.pressroom import letter_press_of  # noqa: PLC0415 - loads the press

    press = letter_press_of(house)
    left = [
        one for one in house.shelf.runs.in_state(RunState.CLOSED) if one.institution == institution
    ]
    try:
        left.append(house.post.runs.close(institution, hand))
    except RunEmpty:
        if not left:
            raise
    for one in left:
        with told_rate(f"Tiraje {one.id}", one.letters) as advance:
            made = press.print(one, hand, advance)
        yield made


@contextmanager
def told_rate(label: str, letters: int) -> Iterator[Callable[[int], None]]:
    """Show how far a run has come, how fast it goes and how long it still takes."""
    began, done = monotonic(), 0

    def rate(_item: object) -> str:
        return f"{done / 2 / max(monotonic() - began, 0.001):.0f} cartas/s"

    # Each letter is worded and then printed: two steps of the bar.
    with click.progressbar(
        length=2 * letters,
        label=label,
        file=sys.stderr,
        show_eta=True,
        show_percent=True,
        item_show_func=rate,
        update_min_steps=max(1, letters // 100),
    ) as bar:

        def advance(steps: int) -> None:
            nonlocal done
            done += steps
            bar.update(steps, done)

        yield advance


def run_record(house: House, made: PrintRun) -> Record:
    """Tell a run: what was made of it, and what it could not print."""
    places = house.shelf.runs.places(made.id)
    folder = house.settings.var_folder / "print" / made.id
    return {
        "run": made.id,
        "state": made.state.value,
        "letters": sum(not place.problem for place in places),
        "sheets": sum(place.sheets for place in places),
        "files": [str(folder / file.name) for file in house.shelf.runs.files(made.id)],
        "manifest_sha256": made.manifest_sha256,
        "set_aside": [
            f"{place.letter.grouped} {place.problem}" for place in places if place.problem
        ],
    }


@click.command("printed")
@click.argument("name")
@click.option("--user", required=True, help="Quién lo imprimió.")
@json_option
def printed(name: str, *, user: str, as_json: bool) -> None:
    """Anota que un tiraje ya está en papel: sus cartas pasan a impresas."""
    with opened() as house:
        hand = hand_of(house, user)
        found = house.post.runs.get(name, hand)
        moved = house.post.runs.printed(found.id, hand)
        show({"run": found.id, "printed": moved}, as_json=as_json)


@click.command("sample")
@click.argument("name")
@click.option("--letters", type=click.IntRange(1, 100), default=SAMPLE, help="Cuántas cartas.")
@click.option("--out", type=FOLDER, required=True, help="En qué carpeta se escribe el PDF.")
@click.option("--user", required=True, help="Quién la revisa.")
@json_option
def sample(name: str, *, letters: int, out: Path, user: str, as_json: bool) -> None:
    """Saca unas cartas de un tiraje, de principio a fin, para revisarlas en papel."""
    from config.run_keeping import RunKeeping  # noqa: PLC0415 - loads pikepdf

    with opened() as house:
        found = house.post.runs.get(name, hand_of(house, user))
        path = _write(out, f"muestra-{found.id}", RunKeeping(house).sample(found, letters))
        show({"run": found.id, "file": str(path)}, as_json=as_json)


@click.command("extract")
@click.argument("code")
@click.option("--out", type=FOLDER, required=True, help="En qué carpeta se escribe el PDF.")
@click.option("--user", required=True, help="Quién la pide.")
@json_option
def extract(code: str, *, out: Path, user: str, as_json: bool) -> None:
    """Saca una carta de su tiraje, tal como se imprimió, mientras se guarda."""
    from config.run_keeping import RunKeeping  # noqa: PLC0415 - loads pikepdf

    with opened() as house:
        letter = house.post.mailing.get(code, hand_of(house, user))
        path = _write(out, letter.id.code, RunKeeping(house).letter(letter))
        show({"letter": letter.id.grouped, "file": str(path)}, as_json=as_json)


def _write(out: Path, name: str, pdf: bytes) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.pdf"
    path.write_bytes(pdf)
    return path
