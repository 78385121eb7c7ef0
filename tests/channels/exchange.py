"""A voice door for Asterisk over stand-ins, open on a real port for as long as a test needs it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from channels.voice.asterisk import AsteriskDoor
from channels.voice.conversation import AFTER_ALL_TURNS, Conversation
from channels.voice.introduction import Introduction
from channels.voice.plan import plan_text
from channels.voice.questions import Counter, Inquiring
from channels.voice.render import Spoken
from channels.voice.sounds import Records, Sounds
from channels.voice.switchboard import Switchboard
from channels.voice.wire import Wire
from core.ports import Wording
from ivr_flows.script import Script, shipped
from tests.channels.agi_peer import TOKEN, Asterisk, Library, message_of
from tests.channels.callers import (
    FakeFinding,
    FakeInquiry,
    FakeReaching,
    blind,
    country_of,
)
from tests.channels.returners import FakeReturning
from tests.fakes import FakeClock, FakeContacts, PlainWording
from tests.loops import awaited

APOLOGY = "voice.lost()"


@dataclass
class Exchange:
    """The door, what stands behind it, and the sounds that Asterisk reads."""

    folder: Path
    inquiry: Inquiring = field(default_factory=FakeInquiry)
    finding: FakeFinding = field(default_factory=FakeFinding)
    reaching: FakeReaching = field(default_factory=FakeReaching)
    returning: FakeReturning = field(default_factory=FakeReturning)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    clock: FakeClock = field(default_factory=FakeClock)
    wording: Wording = field(default_factory=PlainWording)
    script: Script = field(default_factory=lambda: shipped("status"))
    records: Records | None = None
    unspeakable: Callable[[str], bool] = lambda _text: False
    seconds: float = 60.0
    most: int = 10

    def __post_init__(self) -> None:
        self.library = Library(self.folder, self.unspeakable)
        self.slow_library = replace(self.library, folder=self.folder / "slow", first_name="slow")
        self.marks = count(1)

    def door(self, turns: ThreadPoolExecutor) -> AsteriskDoor:
        return AsteriskDoor(
            conversation=Conversation(
                counter=Counter(self.inquiry, self.finding, self.reaching),
                wording=self.wording,
                contacts=self.contacts,
                clock=self.clock,
                script=self.script,
                render=plan_text,
            ),
            introduction=Introduction(blind, country_of, lambda: f"{next(self.marks):04}"),
            returns=self.returning.returns(),
            sounds=Sounds(
                usual=self.library,
                slow=self.slow_library,
                records=self.records or self.library,
                here=self.folder,
            ),
            apology=Spoken("es", APOLOGY),
            turns=turns,
            token=TOKEN,
            messages="/var/spool/left",
            person="PJSIP/ventanilla",
            seconds=self.seconds,
        )

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """Listen on a port of its own; every call is over before this is."""
        with ThreadPoolExecutor(1) as turns:
            async with listening(self.door(turns).answer, self.most) as port:
                yield port

    def hears(self, caller: Asterisk) -> Asterisk:
        """Let one caller call; the house closes the line after it wrote down how the call ended."""

        async def call() -> Asterisk:
            async with self.open() as port:
                return await caller.call(port)

        return awaited(call())

    def caller(self, *keys: str) -> Asterisk:
        """Make a caller who hears everything, then does these things."""
        return Asterisk(self.library, keys)


@asynccontextmanager
async def listening(answer: Callable[[Wire], object], most: int) -> AsyncIterator[int]:
    """Open a switchboard and close it afterwards."""
    opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    stopped = asyncio.Event()
    board = Switchboard(answer=answer, most=most)  # type: ignore[arg-type] # any coroutine
    serving = asyncio.create_task(board.serve(("127.0.0.1", 0), stopped, opened.set_result))
    try:
        yield await opened
    finally:
        stopped.set()
        await serving


def ended(exchange: Exchange) -> list[str]:
    """List how the calls ended, each of them once."""
    kept = exchange.contacts.kept
    return [kept[key].outcome for key in sorted(kept) if key[1] == AFTER_ALL_TURNS]


def messages(heard: Asterisk) -> list[str]:
    """List what was heard, without its facts."""
    return [message_of(words) for words in heard.heard]
