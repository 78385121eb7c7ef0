"""Carries bundles on a stick: the same bytes as by network, in an envelope for one reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from channels.units.hub_side import HubSide
from channels.units.spoken import AnswerTold
from channels.units.stick import DOWN, UP, Written, file_name, files_on, read_whole, write_whole
from channels.units.unit_side import UnitSide
from channels.units.wire.bundle import MOST_BUNDLE_BYTES
from channels.units.wire.envelope import close_envelope, open_envelope
from core.exchanging import STICK
from core.model.exchange_session import ExchangeSession
from core.refusals import AnswerAhead, BundleCut, EnvelopeForeign, Refusal

# What an answer on a stick may bring is up to the hub, not to what a line can carry.
_ANY = 0
_ROOM = MOST_BUNDLE_BYTES // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file for the hub, with what its carrier's receipt tells."""

    written: Written
    origin: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file; `code` says why it, or the rest of it, was not taken in."""

    name: str
    origin: str = ""
    events: int = 0
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    answer: Written | None = None


def export(side: UnitSide, folder: Path, *, recipient: str, on: date) -> Exported:
    """Write what is pending for the hub; what was exported before and not acknowledged as well."""
    request = side.request(room=_ROOM, most_bytes=_ANY)
    name = file_name(side.place.origin, on, request.session, count=request.events, suffix=UP)
    written = write_whole(folder / name, close_envelope(request.bundle, recipient))
    _note(side, bytes_up=written.size)
    return Exported(written=written, origin=side.place.origin, events=request.events)


def take_in(side: HubSide, folder: Path, *, identity: str) -> Iterator[Imported]:
    """Take in at the hub what units sent, and write an answer for each beside it."""
    for path in files_on(folder, UP):
        listening = side.listen(STICK)
        try:
            listening.feed(open_envelope(read_whole(path), identity))
            answer = listening.answer()
        except Refusal as refusal:
            talk = listening.talk
            yield Imported(
                name=path.name,
                origin=talk.device.origin if talk else "",
                events=talk.events_up if talk else 0,
                code=refusal.code,
                facts=refusal.facts,
            )
            continue
        talk = listening.talk
        if talk is None:
            raise BundleCut(segments=0, expected=0)
        closed = close_envelope(answer, talk.device.recipient)
        yield Imported(
            name=path.name,
            origin=talk.device.origin,
            events=talk.events_up,
            code=talk.suspect or next(iter(talk.faults), ""),
            answer=write_whole(path.with_suffix(DOWN), closed),
        )


def take_answers(side: UnitSide, folder: Path, *, identity: str) -> Iterator[Imported]:
    """Take in at a unit what the hub answered, in whatever order the files lie there."""
    waiting = files_on(folder, DOWN)
    while waiting:
        ahead: list[Path] = []
        for path in waiting:
            try:
                imported = _take_answer(side, path, identity)
            except AnswerAhead:
                ahead.append(path)
            else:
                yield imported
        if len(ahead) == len(waiting):
            for path in ahead:
                yield Imported(name=path.name, code=AnswerAhead.code)
            return
        waiting = ahead


def _take_answer(side: UnitSide, path: Path, identity: str) -> Imported:
    learnt: list[AnswerTold] = []
    hearing = side.hear(None, learnt.append)
    envelope, code = b"", ""
    try:
        envelope = read_whole(path)
        hearing.feed(open_envelope(envelope, identity))
        code = hearing.finish().refused
    except AnswerAhead:
        raise
    except EnvelopeForeign as refusal:
        # Another unit's answer, most often: whoever carries it takes it there.
        return Imported(name=path.name, code=refusal.code)
    except Refusal as refusal:
        code = refusal.code
    _note(side, bytes_down=len(envelope), events_down=hearing.events, code=code)
    return Imported(name=path.name, origin=side.place.origin, events=hearing.events, code=code)


def _note(
    side: UnitSide, *, bytes_up: int = 0, bytes_down: int = 0, events_down: int = 0, code: str = ""
) -> None:
    side.sessions.note(
        ExchangeSession(
            origin=side.place.origin,
            at=side.clock.now(),
            transport=STICK,
            bytes_up=bytes_up,
            bytes_down=bytes_down,
            events_down=events_down,
            code=code,
        )
    )
