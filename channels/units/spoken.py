"""What the two sides say in the headers of their bundles, and how it is read back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.json_value import Json
from channels.units.wire.written import UNREADABLE
from core.exchanging import Hello, Told
from core.model.event import canonical, day, instant
from core.model.exchange import Acknowledged, Cursors, Place, Quarantined, Scope
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
    load that is too large for an answer lies in the `file` of this name.
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


def hello_words(
    cursors: Cursors,
    after: Mapping[int, int],
    *,
    knows_scope: str,
    most_bytes: int,
    holds: str = "",
) -> Words:
    """Write what a unit says of itself."""
    held: Words = {"holds": holds} if holds else {}
    return held | {
        "cursors": dict(cursors),
        "after": {str(epoch): seq for epoch, seq in after.items()},
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
            cursors={str(bucket): int(seq) for bucket, seq in said["cursors"].items()},
            after={int(epoch): int(seq) for epoch, seq in said["after"].items()},
            knows_scope=str(said["scope"]),
            most_bytes=int(said["most"]),
            holds=str(said.get("holds", "")),
        )
    except UNREADABLE as fault:
        raise BundleDamaged(problem="told") from fault


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
        "begins": dict(hello.cursors) if by_hand else {},
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
            begins={str(bucket): int(seq) for bucket, seq in said.get("begins", {}).items()},
            file=str(said.get("file", "")),
        )
    except UNREADABLE as fault:
        raise BundleDamaged(problem="told") from fault


def _ack_words(ack: Acknowledged) -> list[Json]:
    places = [[one.seq, one.hub_seq, one.count] for one in ack.placed]
    return [ack.epoch, ack.seq, places, [[one.seq, one.code] for one in ack.quarantined]]


def _ack(origin: str, words: Sequence[Json]) -> Acknowledged:
    epoch, seq, places, quarantined = words
    return Acknowledged(
        origin=origin,
        epoch=int(epoch),
        seq=int(seq),
        placed=tuple(Place(int(a), int(b), int(c)) for a, b, c in places),
        quarantined=tuple(Quarantined(int(a), str(code)) for a, code in quarantined),
    )


def scope_of(scope: Scope, expires_on: date) -> ScopeTold:
    """Tell a scope as a unit keeps it."""
    return ScopeTold(buckets=scope.buckets, crew=scope.crew, expires_on=expires_on)
