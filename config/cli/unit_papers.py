"""What the verbs of a unit tell of papers, and how they go after the text."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click

from channels.porch.refusal_words import CHANNEL, LANGUAGE
from channels.units.carrying import Imported
from channels.units.client import Limits, UnitClient
from channels.units.hub_side import HubSide
from channels.units.paper_client import PapersSent
from channels.units.paper_stick import export_papers, take_papers, take_words
from channels.units.unit_side import UnitSide
from config.house import House
from config.papers import (
    paper_sender_of,
    paper_sweep_of,
    papers_arriving_of,
    papers_home_of,
)
from config.unit_keys import kept_pair
from core.model.answers import Line

A_KILOBYTE = 1024
# Why papers stay behind, as the catalogue words it; any other code is told by itself.
WORDED = frozenset(
    {"disk_low", "link_down", "paper_damaged", "paper_gone", "paper_unknown", "storage_full"}
)


class Allowed:
    """What a sitting may cost in all, of which the text takes its part first."""

    def __init__(self, most_bytes: int | None, most_seconds: float | None) -> None:
        self._most_bytes, self._most_seconds = most_bytes, most_seconds
        self._began = time.monotonic()

    @property
    def for_text(self) -> Limits:
        """Tell all of it."""
        return Limits(most_bytes=self._most_bytes, most_seconds=self._most_seconds)

    def left(self, spent: int) -> Limits:
        """Tell what is left for papers once so many bytes are spent."""
        seconds, so_far = self._most_seconds, time.monotonic() - self._began
        return Limits(
            most_bytes=None if self._most_bytes is None else max(0, self._most_bytes - spent),
            most_seconds=None if seconds is None else max(0.0, seconds - so_far),
        )


def send_papers(house: House, client: UnitClient, limits: Limits) -> dict[str, object]:
    """Send papers where no text waits any more; what went wrong takes nothing back."""
    # No worker sweeps on a laptop that is opened for a day's work.
    paper_sweep_of(house)()
    sender = paper_sender_of(house, client)
    sent = PapersSent() if client.side.waits() else sender.send(limits, _progress)
    record: dict[str, object] = {
        "papers_up": sent.papers,
        "paper_bytes": sent.bytes_sent,
        "papers_missing": papers_missing(house),
    }
    if sent.refused:
        record |= {"papers_refused": sent.refused, "papers_words": _why(house, sent.refused)}
    return record


def _why(house: House, code: str) -> str:
    """Say why papers were left, and what to do."""
    name = code if code in WORDED else "other"
    line = Line(f"{CHANNEL}.papers.left.{name}", {} if code in WORDED else {"code": code})
    return house.wording.compose(LANGUAGE, CHANNEL, (line,)).texts[0]


def papers_told(house: House) -> dict[str, object]:
    """Tell of the papers of this unit how many lie here and how many the hub said it has."""
    standing = papers_home_of(house).standing()
    return {
        "papers": standing.told,
        "papers_here": standing.here,
        "papers_at_hub": standing.at_hub,
    }


def papers_missing(house: House) -> int:
    """Count the papers of this unit that the hub has not said to have."""
    return papers_home_of(house).missing()


def papers_waiting(house: House) -> dict[str, object]:
    """Tell what would go up after the text."""
    waiting = papers_home_of(house).waiting()
    return {"papers_up": len(waiting), "paper_bytes": sum(paper.size for paper in waiting)}


def papers_on_stick(house: House, folder: Path) -> dict[str, object]:
    """Put papers on a stick after the text, as many as there is room for."""
    out = export_papers(papers_home_of(house), folder, lambda stick: shutil.disk_usage(stick).free)
    return {"papers": out.on_stick, "papers_left": out.left}


def papers_off_stick(house: House, side: HubSide, folder: Path) -> Iterator[Imported]:
    """Take in at the hub the papers that lie on a stick: their text is there by now."""
    yield from take_papers(side, papers_arriving_of(house), folder)


def words_off_stick(house: House, side: UnitSide, folder: Path) -> Iterator[Imported]:
    """Believe at a unit which papers the hub says that it has."""
    identity = kept_pair(house.settings.var_folder).identity
    yield from take_words(side, papers_home_of(house), folder, identity=identity)


def _progress(sent: PapersSent) -> None:
    size = max(1, round(sent.bytes_sent / A_KILOBYTE))
    click.echo(f"{size} KB: subieron {sent.papers} papeles.", err=True)
