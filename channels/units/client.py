"""Exchanges with the hub over a line that may break at any byte: nothing is lost, little is resent.

After a cut the first request carries no events: its answer tells what had arrived after all.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import requests

from channels.units.bundle_http import BUNDLE_TYPE, EXCHANGE, PREFIX
from channels.units.fetching import Fetching
from channels.units.spoken import AnswerTold
from channels.units.unit_side import Hearing, Request, UnitSide
from core.exchanging import HTTP
from core.model.exchange_session import ExchangeSession
from core.refusals import (
    BundleCut,
    BundleDamaged,
    BundleForeign,
    EpochTaken,
    ExchangeRefused,
    HubBehind,
    LinkDown,
    Refusal,
)

CONNECT_SECONDS, READ_SECONDS = 20.0, 60.0
# What a good line may be asked to carry at once, and what one that broke may.
AT_ONCE, AFTER_A_CUT = 256 * 1024, 6 * 1024
MOST_TRIES = 8
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
_PIECE = 512
SERVER_FAULTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one sitting may cost: bytes of bundles in both directions, and seconds."""

    most_bytes: int | None = None
    most_seconds: float | None = None
    tries: int = MOST_TRIES
    first_wait: float = FIRST_WAIT


@dataclass(slots=True)
class Tally:
    """What a sitting has carried so far."""

    requests: int = 0
    cuts: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    file_bytes: int = 0
    events_up: int = 0
    events_down: int = 0
    drift_seconds: int = 0

    @property
    def bytes(self) -> int:
        """Tell the bytes of both directions."""
        return self.bytes_up + self.bytes_down

    def add_of_file(self, size: int) -> None:
        """Count bytes of a file that are here to stay."""
        self.bytes_down += size
        self.file_bytes += size


Progress = Callable[[Tally], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClient:
    """Speaks with one hub over one connection, which is kept open as long as it lasts."""

    side: UnitSide
    url: str
    fetching: Fetching | None = None
    # The certificates that the hub's is believed by: a file, or those of the machine.
    verify: bool | str = True
    random: Random = field(default_factory=Random)
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic

    def sync(self, limits: Limits, progress: Progress) -> Tally:
        """Exchange until both sides have everything, or the limits are reached."""
        tally, tries, began = Tally(), 0, self.monotonic()
        careful, only_ask = False, False
        with requests.Session() as line:
            # A proxy of the environment would see who asks; one that is wanted is in the address.
            line.trust_env, line.verify = False, self.verify
            while self._may_go_on(limits, tally, began):
                size = AFTER_A_CUT if careful else AT_ONCE
                left = self._left(limits, tally, size)
                before = self._reached(tally)
                try:
                    told = self._once(line, tally, 0 if only_ask else left, left)
                except _BROKEN as fault:
                    tally.cuts += 1
                    tries = 0 if self._reached(tally) != before else tries + 1
                    if tries >= limits.tries:
                        raise LinkDown(problem=type(fault).__name__) from fault
                    careful = only_ask = True
                    self._wait(limits, tries)
                else:
                    progress(tally)
                    tries = 0
                    if told.refused:
                        raise ExchangeRefused(answer=told.refused)
                    if not told.more and self._is_done():
                        return tally
                    _check(told, moved=only_ask or before != self._reached(tally))
                    only_ask = False
        return tally

    def _is_done(self) -> bool:
        must_load = self.fetching is not None and self.side.must_load()
        return not must_load and not self.side.waits()

    def _reached(self, tally: Tally) -> tuple[object, ...]:
        """Tell how far they came: whoever goes on from elsewhere did not try in vain."""
        lost = sorted(self.side.place.lost.items())
        return tally.events_up, tally.events_down, tally.file_bytes, lost

    def _may_go_on(self, limits: Limits, tally: Tally, began: float) -> bool:
        is_late = (
            limits.most_seconds is not None and self.monotonic() - began >= limits.most_seconds
        )
        is_spent = limits.most_bytes is not None and tally.bytes >= limits.most_bytes
        return not is_late and not is_spent

    def _left(self, limits: Limits, tally: Tally, size: int) -> int:
        return size if limits.most_bytes is None else min(size, limits.most_bytes - tally.bytes)

    def _wait(self, limits: Limits, tries: int) -> None:
        """Wait longer each time, and by chance: many units come back when a mast does."""
        longest = min(LONGEST_WAIT, limits.first_wait * 2**tries)
        self.sleep(self.random.uniform(0, longest))

    def _once(self, line: requests.Session, tally: Tally, room: int, most: int) -> AnswerTold:
        """Send one request and take its answer in as it comes."""
        holds = self.fetching.holds if self.fetching is not None else ""
        request = self.side.request(room=room, most_bytes=most, holds=holds)
        sitting = _Sitting(self.side, request, tally, self.monotonic())
        try:
            told = self._carried(line, request, sitting)
            if told.file and self.fetching is not None:
                self.fetching.fetch(
                    line, self.url, told.file, session=request.session, came=tally.add_of_file
                )
        except Refusal as refusal:
            sitting.note(self.monotonic(), refusal.code)
            raise
        except (requests.RequestException, _ServerFault):
            sitting.note(self.monotonic(), LinkDown.code)
            raise
        sitting.note(self.monotonic(), told.refused or next(iter(told.faults), ""))
        return told

    def _carried(self, line: requests.Session, request: Request, sitting: "_Sitting") -> AnswerTold:
        answer = line.post(
            self.url.rstrip("/") + PREFIX + EXCHANGE,
            data=request.bundle,
            headers={"Content-Type": BUNDLE_TYPE, "Accept-Encoding": "identity"},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            stream=True,
            allow_redirects=False,
        )
        with answer:
            if answer.status_code >= SERVER_FAULTS:
                raise _ServerFault
            if answer.status_code != requests.codes.ok:
                raise self._declined(_code(answer))
            for piece in answer.iter_content(_PIECE):
                sitting.feed(piece)
        return sitting.hearing.finish()

    def _declined(self, code: str) -> Refusal:
        """Tell by its own name what somebody must do about it before the next try."""
        if code == EpochTaken.code:
            return EpochTaken(epoch=self.side.place.epoch)
        return HubBehind() if code == HubBehind.code else ExchangeRefused(answer=code)


class _ServerFault(Exception):
    """Stands for a hub, or what lies before it, that cannot answer now."""


# What another try may mend.
_BROKEN = (requests.RequestException, BundleCut, BundleDamaged, _ServerFault)


class _Sitting:
    """One request and its answer, counted."""

    def __init__(self, side: UnitSide, request: Request, tally: Tally, begun: float) -> None:
        self._side, self._request, self._tally, self._begun = side, request, tally, begun
        self._heard = 0
        self.hearing: Hearing = side.hear(request.session, self._learn)
        self._acked = 0
        tally.requests += 1
        tally.bytes_up += len(request.bundle)

    def feed(self, piece: bytes) -> None:
        """Count bytes and take them in."""
        self._heard += len(piece)
        self._tally.bytes_down += len(piece)
        before = self.hearing.events
        try:
            self.hearing.feed(piece)
        except (BundleForeign, BundleDamaged):
            if self.hearing.told is None and self._heard == len(piece):
                # Not a byte of ours: a page of the network's that asks to sign in.
                raise ExchangeRefused(answer="foreign_page") from None
            raise
        finally:
            self._tally.events_down += self.hearing.events - before

    def note(self, now: float, code: str) -> None:
        """Keep how it went."""
        self._side.sessions.note(
            ExchangeSession(
                origin=self._side.place.origin,
                at=self._side.clock.now(),
                transport=HTTP,
                bytes_up=len(self._request.bundle),
                bytes_down=self._heard,
                events_up=self._acked,
                events_down=self.hearing.events,
                milliseconds=round((now - self._begun) * 1000),
                drift_seconds=self._tally.drift_seconds,
                code=code,
            )
        )

    def _learn(self, told: AnswerTold) -> None:
        self._acked = sum(place.count for ack in told.acks for place in ack.placed)
        self._tally.events_up += self._acked
        drift = self._side.clock.now() - told.clock
        self._tally.drift_seconds = round(drift.total_seconds())


def _code(answer: requests.Response) -> str:
    """Read why the hub declined: a code of ours, or the number of whoever spoke for it."""
    word = next(answer.iter_content(64), b"").decode("ascii", "replace").strip()
    return word if word.replace("_", "").isalpha() else str(answer.status_code)


def _check(told: AnswerTold, *, moved: bool) -> None:
    """Stop where the next request would bring no more than this one did."""
    if told.faults and not moved:
        raise ExchangeRefused(answer=told.faults[0])
    if not moved and not told.load and not told.file and not told.anew:
        raise ExchangeRefused(answer="nothing_moved")
