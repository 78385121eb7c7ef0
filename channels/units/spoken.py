"""What the two sides say in the headers of their bundles, and how it is read back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.cursor_words import read_cursors, write_cursors
from channels.units.wire.json_value import Json
from channels.units.wire.written import UNREADABLE
from core.exchanging import Hello, Told
from core.model.event import canonical, day, instant
from core.model.exchange import PENDING, Acknowledged, Chain, Cursors, Place, Quarantined, Scope
from core.refusals import BundleDamaged

REQUEST, ANSWER, LOAD = "request", "answer", "load"
Words = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTold:
    """What a unit may have, as it keeps it: its districts, its crew and its last day."""

    buckets: frozenset[str]
    crew: frozenset[str]
    expires_on: date

    @property
    def mark(self) -> str:
        """Name it in few letters, so that it is told only when it changed."""
        return hashlib.sha256(canonical(self.words())).hexdigest()[:8]

    def words(self) -> list[Json]:
        """Write it."""
        return [sorted(self.buckets), sorted(self.crew), day(self.expires_on)]

    @classmethod
    def read(cls, words: Sequence[Json]) -> "ScopeTold":
        """Read it back."""
        buckets, crew, last = words
        return cls(
            buckets=frozenset(buckets), crew=frozenset(crew), expires_on=date.fromisoformat(last)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """What an answer says before its segments.

    The first `load` segments are a first load of new districts, each of the others brings the
    districts down to one of `down`; `begins` is set where an answer is carried by hand. A first
    load that is too large for an answer lies in the `file` of this name. With `anew` every
    district is to be loaded again.
    """

    acks: tuple[Acknowledged, ...]
    clock: datetime
    load: int
    down: tuple[int, ...]
    more: bool
    refused: str
    faults: tuple[str, ...]
    scope: ScopeTold | None
    begins: Cursors
    file: str = ""
    anew: bool = False


def hello_words(
    cursors: Cursors,
    chains: Mapping[int, Chain],
    *,
    knows_scope: str,
    most_bytes: int,
    holds: str = "",
    begun: str = "",
) -> Words:
    """Write what a unit says of itself."""
    held: Words = {"holds": holds} if holds else {}
    return held | {
        "begun": begun,
        "cursors": write_cursors(cursors),
        "chains": {str(epoch): _chain_words(chain) for epoch, chain in chains.items()},
        "scope": knows_scope,
        "most": most_bytes,
    }


def read_hello(header: BundleHeader, digest: str) -> Hello:
    """Read what a unit says of itself."""
    try:
        said = header.told
        return Hello(
            origin=header.origin,
            epoch=header.epoch,
            session=int(header.session),
            digest=digest,
            cursors=read_cursors(said["cursors"]),
            chains={int(epoch): _chain(words) for epoch, words in said["chains"].items()},
            begun=str(said.get("begun", "")),
            knows_scope=str(said["scope"]),
            most_bytes=int(said["most"]),
            holds=str(said.get("holds", "")),
            told_at=_clock_of(header),
        )
    except UNREADABLE as fault:
        raise BundleDamaged(problem="told") from fault


def _clock_of(header: BundleHeader) -> datetime | None:
    """Read what a unit's clock was; one that tells nothing is no reason to refuse anything."""
    try:
        told_at = datetime.fromisoformat(header.created)
    except ValueError:
        return None
    return told_at if told_at.tzinfo is not None else None


def answer_words(
    told: Told,
    hello: Hello,
    *,
    load: int,
    down: Sequence[int],
    more: bool,
    by_hand: bool,
    file: str = "",
) -> Words:
    """Write what the hub says; what is empty is left out."""
    scope = ScopeTold(buckets=told.scope.buckets, crew=told.scope.crew, expires_on=told.expires_on)
    words: Words = {
        "acks": [_ack_words(ack) for ack in told.acks],
        "load": load,
        "file": file,
        "down": list(down),
        "more": more,
        "refused": told.refused,
        "faults": list(told.faults),
        "scope": [] if scope.mark == hello.knows_scope else scope.words(),
        "begins": write_cursors(hello.cursors) if by_hand else [],
        "anew": told.anew,
    }
    return {"clock": instant(told.clock)} | {name: said for name, said in words.items() if said}


def read_answer(header: BundleHeader) -> AnswerTold:
    """Read what the hub says."""
    said = header.told
    try:
        scope = said.get("scope")
        return AnswerTold(
            acks=tuple(_ack(header.origin, words) for words in said.get("acks", [])),
            clock=datetime.fromisoformat(said["clock"]),
            load=int(said.get("load", 0)),
            down=tuple(int(seq) for seq in said.get("down", [])),
            more=bool(said.get("more", False)),
            refused=str(said.get("refused", "")),
            faults=tuple(str(code) for code in said.get("faults", [])),
            scope=ScopeTold.read(scope) if scope else None,
            begins=read_cursors(said.get("begins", ())),
            file=str(said.get("file", "")),
            anew=bool(said.get("anew", False)),
        )
    except UNREADABLE as fault:
        raise BundleDamaged(problem="told") from fault


def _chain_words(chain: Chain) -> list[Json]:
    return [chain.acked, chain.last, *chain.aside]


def _chain(words: Sequence[Json]) -> Chain:
    acked, last, *aside = (int(word) for word in words)
    if not 0 <= acked <= last <= PENDING:
        raise ValueError(last)
    return Chain(acked=acked, last=last, aside=tuple(aside))


def _ack_words(ack: Acknowledged) -> list[Json]:
    places = [[one.seq, one.hub_seq, one.count] for one in ack.placed]
    quarantined = [[one.seq, one.code] for one in ack.quarantined]
    words: list[Json] = [ack.epoch, ack.seq, places, quarantined, ack.mark]
    if ack.legible or ack.is_short:
        words += [list(ack.legible), ack.is_short]
    return words


def _ack(origin: str, words: Sequence[Json]) -> Acknowledged:
    epoch, seq, places, quarantined, mark, *more = words
    legible, is_short = more or ((), False)
    return Acknowledged(
        origin=origin,
        epoch=int(epoch),
        seq=int(seq),
        mark=str(mark),
        placed=tuple(Place(int(a), int(b), int(c)) for a, b, c in places),
        quarantined=tuple(Quarantined(int(a), str(code)) for a, code in quarantined),
        legible=tuple(int(one) for one in legible),
        is_short=bool(is_short),
    )


def scope_of(scope: Scope, expires_on: date) -> ScopeTold:
    """Tell a scope as a unit keeps it."""
    return ScopeTold(buckets=scope.buckets, crew=scope.crew, expires_on=expires_on)
