"""Asterisk's side of the voice door: one FastAGI connection is one call, from hello to goodbye."""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from channels.voice.agi import AgiBroken, CallerGone
from channels.voice.call import Call
from channels.voice.conversation import Conversation
from channels.voice.introduction import MISSED, PLACED, Introduction, errand_of, knows
from channels.voice.line import Line
from channels.voice.plan import Plan
from channels.voice.render import TALK_SECONDS, Spoken
from channels.voice.returning import Returns
from channels.voice.sounds import SoundMissing, Sounds
from channels.voice.wire import Wire
from ivr_flows.effects import Collect, Input, Record, Transfer, Wait
from ivr_flows.engine import CALL_BUDGET_SECONDS

COMPLETED, FAILED = "completed", "failed"
# The conversation ends itself before; this ends a call whose other side went dumb.
CALL_SECONDS = CALL_BUDGET_SECONDS + TALK_SECONDS + 60.0
LOG = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskDoor:
    """What the door is built of; `conversation` renders plans, `apology` is said if all else fails.

    `messages` is the folder that Asterisk records into, by its own name for it; `person` is the
    channel that a transfer rings, as the dial plan writes it.
    Turns read a database and make sounds, which the connections must not wait for: `turns` does it.
    """

    conversation: Conversation
    introduction: Introduction
    returns: Returns
    sounds: Sounds
    apology: Spoken
    turns: Executor
    token: str = field(repr=False)
    messages: str = ""
    person: str = ""
    seconds: float = CALL_SECONDS

    def __post_init__(self) -> None:
        if not self.token:
            raise ValueError("without its token no call can be told from a stranger")

    async def answer(self, wire: Wire) -> None:
        """Answer one connection; who does not know the token is hung up on and leaves no trace."""
        try:
            facts = await wire.facts()
        except (AgiBroken, CallerGone):
            LOG.warning("a connection that is no call was closed")
            return
        if not knows(facts, self.token):
            LOG.warning("a call without the token was turned away")
            await wire.hang_up()
            return
        call = await self._in_turn(self.introduction.call_of, facts)
        errand, key = errand_of(facts)
        if errand == MISSED:
            # Not a word, not a picked-up line: the dial plan goes on and is busy.
            await self._in_turn(self.returns.missed, call)
            return
        if errand == PLACED:
            call = await self._in_turn(self.returns.placed_on_exchange, call, key)
        await self._attend(wire, call)

    async def _attend(self, wire: Wire, call: Call) -> None:
        """Hold the conversation and keep, once, how it ended."""
        how, clock = FAILED, asyncio.get_running_loop().time
        begun = clock()
        try:
            async with asyncio.timeout(self.seconds):
                await self._converse(Line(wire), call)
            how = COMPLETED
        except CallerGone:
            how = COMPLETED
        except (AgiBroken, SoundMissing, TimeoutError) as fault:
            LOG.warning("call %s could not go on: %s", call.id, type(fault).__name__)
            await self._apologise(Line(wire))
        finally:
            await self._in_turn(self.conversation.end, call, how)
            lasted = math.ceil(clock() - begun)
            direction = "out" if call.placed else "in"
            await self._in_turn(self.returns.charge, call.id, lasted, direction)

    async def _converse(self, line: Line, call: Call) -> None:
        await line.wire.ask("ANSWER")
        contact = await self._in_turn(self.returns.begin, self.conversation, call)
        while True:
            plan = Plan.from_text(contact.reply)
            names = await self._in_turn(self.sounds.names, plan.spoken)
            if plan.wait is None:
                await line.say(names)
                await line.wire.hang_up()
                return
            call = replace(call, turn=plan.next_turn)
            heard = await self._hear(line, call, plan.wait, names)
            contact = await self._in_turn(self.conversation.go_on, call, heard)

    async def _hear(self, line: Line, call: Call, wait: Wait, names: Sequence[str]) -> Input:
        match wait:
            case Record():
                return await line.record(names, wait, f"{self.messages}/{call.id}t{call.turn}")
            case Transfer():
                return await line.transfer(names, wait, self.person)
            case Collect():
                return await line.hear(names, wait)

    async def _apologise(self, line: Line) -> None:
        try:
            (name,) = await self._in_turn(self.sounds.names, (self.apology,))
            await line.apologise(name)
            await line.wire.hang_up()
        except (AgiBroken, CallerGone, SoundMissing):
            LOG.warning("a caller could not even be told so; the dial plan has to")

    async def _in_turn(self, make: Callable[..., Made], *given: object) -> Made:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.turns, make, *given)
