"""Carries papers on a stick beside the text, and the hub's word that it has them back.

Papers lie there sealed under their person's key, which is on no stick in plain; the word is signed
and closed like every answer.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from channels.units.carrying import Imported
from channels.units.hub_side import HubSide
from channels.units.stick import files_on, read_whole, write_whole
from channels.units.unit_side import UnitSide
from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.envelope import close_envelope, open_envelope
from core.model.event import instant
from core.paper_lane import PapersArriving, PapersHome
from core.refusals import (
    BundleDamaged,
    BundleForeign,
    DeviceRevoked,
    DeviceUnknown,
    PaperDamaged,
    Refusal,
    StorageFull,
)

PAPER, WORD = ".cvp", ".cvr"
KIND = "papers"
# Left free on a stick, for the answers that come back on it.
LEFT_FREE = 2 * 2**20
# As many names as a header holds with room to spare.
MOST_NAMES = 500
_BETWEEN = "_"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersOut:
    """How many papers are on the stick now, and how many had no room on it."""

    on_stick: int
    left: int


def export_papers(home: PapersHome, folder: Path, free: Callable[[Path], int]) -> PapersOut:
    """Write what the hub has not acknowledged, the smallest first, as long as there is room."""
    waiting = home.waiting()
    for at, paper in enumerate(waiting):
        path = folder / f"{home.origin}{_BETWEEN}{paper.sha256}{PAPER}"
        if path.is_file() and path.stat().st_size == paper.size:
            continue
        full = PapersOut(on_stick=at, left=len(waiting) - at)
        if free(folder) - paper.size < LEFT_FREE:
            return full
        try:
            write_whole(path, home.sealed(paper))
        except StorageFull:
            return full
    return PapersOut(on_stick=len(waiting), left=0)


def take_papers(side: HubSide, arriving: PapersArriving, folder: Path) -> Iterator[Imported]:
    """Take in at the hub what lies on a stick, and write for each unit which are here now."""
    arrived: dict[str, list[str]] = {}
    for path in files_on(folder, PAPER):
        origin, _, name = path.stem.partition(_BETWEEN)
        try:
            _believe(side, origin)
            paper = arriving.expected(origin, name)
            if path.stat().st_size != paper.size:
                raise PaperDamaged
            arriving.take(paper, read_whole(path))
        except Refusal as refusal:
            yield Imported(name=path.name, origin=origin, code=refusal.code, facts=refusal.facts)
            continue
        arrived.setdefault(origin, []).append(name)
    for origin, names in arrived.items():
        yield from _words(side, origin, names, folder)


def take_words(
    side: UnitSide, home: PapersHome, folder: Path, *, identity: str
) -> Iterator[Imported]:
    """Believe at a unit which papers the hub says that it has."""
    for path in files_on(folder, WORD):
        try:
            names = _read(side, read_whole(path), identity)
        except Refusal as refusal:
            yield Imported(name=path.name, code=refusal.code)
            continue
        for name in names:
            home.acknowledged(name)
        yield Imported(name=path.name, origin=home.origin)


def _believe(side: HubSide, origin: str) -> None:
    device = side.exchanging.devices.get(origin)
    if device is None:
        raise DeviceUnknown(unit=origin)
    if device.suspicion(side.exchanging.clock.today()):
        raise DeviceRevoked(unit=origin)


def _words(side: HubSide, origin: str, names: list[str], folder: Path) -> Iterator[Imported]:
    device = side.exchanging.devices.get(origin)
    if device is None:
        raise DeviceUnknown(unit=origin)
    for at in range(0, len(names), MOST_NAMES):
        header = BundleHeader(
            kind=KIND,
            origin=origin,
            epoch=0,
            session=str(at),
            created=instant(side.exchanging.clock.now()),
            told={KIND: sorted(names)[at : at + MOST_NAMES]},
        )
        bundle = BundleWriter(side.secret).write(header, ())
        path = folder / f"{origin}{_BETWEEN}{KIND}{_BETWEEN}{at}{WORD}"
        answer = write_whole(path, close_envelope(bundle, device.recipient))
        yield Imported(name=path.name, origin=origin, answer=answer)


def _read(side: UnitSide, envelope: bytes, identity: str) -> Iterable[str]:
    def key_of(header: BundleHeader) -> bytes:
        if (header.kind, header.origin) != (KIND, side.place.origin):
            raise BundleForeign
        return side.hub_key

    reader = BundleReader(key_of)
    reader.feed(open_envelope(envelope, identity))
    names = reader.finish().told.get(KIND)
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise BundleDamaged(problem="told")
    return names
