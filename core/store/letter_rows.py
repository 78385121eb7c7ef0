"""Between letters, runs and their rows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from core.model.event import instant
from core.model.letter import Letter, LetterKind, LetterState, LetterStep, ReturnReason
from core.model.letter_id import LetterId
from core.model.print_run import Place, PrintRun, RouteFile, RunState
from core.ports.letters import StepTaken

Row = RowMapping | Mapping[str, Any]


def letter_row(letter: Letter) -> dict[str, Any]:
    """Write a letter as the columns of its row."""
    moments = {"made_at": instant(letter.made_at), "since": instant(letter.since)}
    words = {"id": letter.id.code, "kind": letter.kind.value, "state": letter.state.value}
    reason = None if letter.reason is None else letter.reason.value
    return {**asdict(letter), **moments, **words, "reason": reason}


def to_letter(row: Row) -> Letter:
    """Read a letter back."""
    moments = {name: datetime.fromisoformat(row[name]) for name in ("made_at", "since")}
    reason = None if row["reason"] is None else ReturnReason(row["reason"])
    told = {
        "is_large": bool(row["is_large"]),
        "id": LetterId(row["id"]),
        "kind": LetterKind(row["kind"]),
        "state": LetterState(row["state"]),
    }
    return Letter(**{**row, **moments, **told, "reason": reason})


def step_row(taken: StepTaken) -> dict[str, Any]:
    """Write a step as the columns of its row."""
    return {
        "letter": taken.letter.code,
        "step": taken.step.value,
        "at": instant(taken.at),
        "member": taken.by,
        "via": taken.via,
        "run": taken.run,
        "reason": taken.reason,
        "next": taken.then,
    }


def to_step(row: Row) -> StepTaken:
    """Read a step back."""
    return StepTaken(
        letter=LetterId(row["letter"]),
        step=LetterStep(row["step"]),
        at=datetime.fromisoformat(row["at"]),
        by=row["member"],
        via=row["via"],
        run=row["run"],
        reason=row["reason"],
        then=row["next"],
    )


def run_row(run: PrintRun) -> dict[str, Any]:
    """Write a run as the columns of its row."""
    moments = {"closed_at": instant(run.closed_at), "since": instant(run.since)}
    cut_off = None if run.cut_off is None else instant(run.cut_off)
    return {**asdict(run), **moments, "cut_off": cut_off, "state": run.state.value}


def to_run(row: Row) -> PrintRun:
    """Read a run back."""
    moments = {
        name: None if row[name] is None else datetime.fromisoformat(row[name])
        for name in ("cut_off", "closed_at", "since")
    }
    return PrintRun(**{**row, **moments, "state": RunState(row["state"])})


def place_row(place: Place) -> dict[str, Any]:
    """Write a place as the columns of its row."""
    return {**asdict(place), "letter": place.letter.code}


def to_place(row: Row) -> Place:
    """Read a place back."""
    return Place(**{**row, "letter": LetterId(row["letter"])})


def file_row(file: RouteFile) -> dict[str, Any]:
    """Write what was printed as the columns of its row."""
    return asdict(file)


def to_file(row: Row) -> RouteFile:
    """Read back what was printed."""
    return RouteFile(**row)
