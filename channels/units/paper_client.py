"""Sends papers to the hub once all text is there: the smallest first, each from where it was."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import requests

from channels.units.bundle_http import MOST_PAPER_PIECE, PAPERS, PAPERS_HERE, PREFIX
from channels.units.client import (
    CONNECT_SECONDS,
    LONGEST_WAIT,
    READ_SECONDS,
    SERVER_FAULTS,
    Limits,
)
from channels.units.file_token import token
from channels.units.unit_side import UnitSide
from core.model.paper import Paper
from core.paper_lane import PapersHome
from core.refusals import (
    DeviceRevoked,
    DeviceUnknown,
    DiskLow,
    LinkDown,
    PaperDamaged,
    Refusal,
    SessionOld,
    StorageFull,
)

LONGEST_ANSWER = 64
# A full disk, a key that is not believed, a session that is over: the next paper fares no better.
_FOR_ALL = frozenset(
    {
        *(DeviceRevoked.code, DeviceUnknown.code, DiskLow.code),
        *(LinkDown.code, SessionOld.code, StorageFull.code),
    }
)
_STUCK = "nothing_moved"


@dataclass(slots=True)
class PapersSent:
    """What a sitting carried: papers that the hub has now, bytes that it took, bytes that went."""

    papers: int = 0
    bytes_taken: int = 0
    bytes_sent: int = 0
    requests: int = 0
    cuts: int = 0
    # Why a paper, or all that were left, did not go.
    refused: str = ""


Progress = Callable[[PapersSent], None]


class _Broken(Exception):
    """Stands for a line that broke: another try may mend it."""


class _Declined(Exception):
    """Stands for a hub that says by a code why it does not take a paper."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSender:
    """Speaks with one hub about papers, within the session that carried the text."""

    side: UnitSide
    home: PapersHome
    url: str
    session: Callable[[], int]
    verify: bool | str = True
    opened: Callable[[], requests.Session] = requests.Session
    random: Random = field(default_factory=Random)
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic

    def send(self, limits: Limits, progress: Progress) -> PapersSent:
        """Send until the hub has everything, or the limits are reached, or it wants no more."""
        sent = PapersSent()
        with self.opened() as line:
            line.trust_env, line.verify = False, self.verify
            way = _Way(self, line, sent, limits)
            if self.home.agreed() and not way.agrees(self.home.agreed()):
                self.home.doubt()
            for paper in self.home.waiting():
                try:
                    is_there = way.carried(paper)
                except (_Declined, Refusal) as declined:
                    # What is wrong with one paper holds no other up.
                    sent.refused = declined.code
                    if declined.code in _FOR_ALL:
                        return sent
                    continue
                if not is_there:
                    return sent
                self.home.acknowledged(paper.sha256)
                self.home.agree(way.digest)
                sent.papers += 1
                progress(sent)
        return sent


class _Way:
    """One connection, used for paper after paper."""

    def __init__(
        self, sender: PaperSender, line: requests.Session, sent: PapersSent, limits: Limits
    ) -> None:
        self._sender, self._line, self._sent = sender, line, sent
        self._limits, self._began = limits, sender.monotonic()
        self._tries = 0
        # By what the hub named all that it has of this unit, when it said so last.
        self.digest = ""

    def agrees(self, digest: str) -> bool:
        """Say whether the hub still has what it said; a line that breaks says nothing of it."""
        try:
            status, said = self._said("GET", "")
        except _Broken:
            return True
        return status != requests.codes.ok or said == digest

    def carried(self, paper: Paper) -> bool:
        """Bring a paper to the hub; tell whether it is there, or the limits came before."""
        sealed, is_again = self._sender.home.sealed(paper), False
        while self._may_go_on():
            before = self._sent.bytes_taken
            try:
                return self._brought(paper, sealed)
            except _Broken as fault:
                self._wait(fault, moved=self._sent.bytes_taken > before)
            except _Declined as declined:
                # A byte was changed on the way, once: the hub forgot it all and hears it anew.
                if declined.code != PaperDamaged.code or is_again:
                    raise
                is_again = True
        return False

    def _brought(self, paper: Paper, sealed: bytes) -> bool:
        here = self._asked("GET", paper, "")
        while here < paper.size:
            if not self._may_go_on():
                return False
            piece = sealed[here : here + MOST_PAPER_PIECE]
            self._sent.bytes_sent += len(piece)
            there = self._asked("POST", paper, f"?offset={here}", piece)
            if there <= here:
                raise _Declined(_STUCK)
            self._sent.bytes_taken += there - here
            here = there
        return True

    def _asked(self, method: str, paper: Paper, query: str, piece: bytes | None = None) -> int:
        """Ask the hub, and read how much of the paper it has."""
        status, said = self._said(method, f"/{paper.sha256}{query}", piece)
        if status == requests.codes.ok and said.isdecimal():
            return int(said)
        is_code = said.replace("_", "").isalpha()
        if status >= SERVER_FAULTS and not is_code:
            raise _Broken
        raise _Declined(said if is_code else str(status))

    def _said(self, method: str, place: str, piece: bytes | None = None) -> tuple[int, str]:
        side, path = self._sender.side, f"{PREFIX}{PAPERS}{place}"
        who = (side.place.origin, side.place.epoch, self._sender.session())
        self._sent.requests += 1
        try:
            answer = self._line.request(
                method,
                self._sender.url.rstrip("/") + path,
                data=piece,
                headers={"Authorization": token(side.secret, who, method, path)},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as fault:
            raise _Broken from fault
        with answer:
            said = answer.content[:LONGEST_ANSWER].decode("ascii", "replace").strip()
        self.digest = answer.headers.get(PAPERS_HERE, self.digest)[:LONGEST_ANSWER]
        return answer.status_code, said

    def _may_go_on(self) -> bool:
        limits, spent = self._limits, self._sender.monotonic() - self._began
        is_late = limits.most_seconds is not None and spent >= limits.most_seconds
        # A piece that would go beyond what was allowed is not begun.
        is_spent = limits.most_bytes is not None and (
            self._sent.bytes_sent + MOST_PAPER_PIECE > limits.most_bytes
        )
        return not is_late and not is_spent

    def _wait(self, fault: _Broken, *, moved: bool) -> None:
        """Wait longer each time that nothing moved, as the text does."""
        self._sent.cuts += 1
        self._tries = 0 if moved else self._tries + 1
        if self._tries >= self._limits.tries:
            raise LinkDown(problem=type(fault.__cause__).__name__) from fault
        longest = min(LONGEST_WAIT, self._limits.first_wait * 2**self._tries)
        self._sender.sleep(self._sender.random.uniform(0, longest))
