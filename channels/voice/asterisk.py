"""Asterisk's side of the voice door: one FastAGI connection is one call, from hello to goodbye."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from channels.voice.agi import AgiBroken, CallerGone
from channels.voice.conversation import Call, Conversation
from channels.voice.introduction import Introduction, knows
from channels.voice.line import Line
from channels.voice.plan import Plan
from channels.voice.render import Spoken
from channels.voice.sounds import SoundMissing, Sounds
from channels.voice.wire import Wire
from core.ports import Contact
from ivr_flows.effects import Input

COMPLETED, FAILED = "completed", "failed"
CALL_SECONDS = 900.0
LOG = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskDoor:
    """What the door is built of; `conversation` renders plans, `apology` is said if all else fails.

    Turns read a database and make sounds, which the connections must not wait for: `turns` does it.
    """

    conversation: Conversation
    introduction: Introduction
    sounds: Sounds
    apology: Spoken
    turns: Executor
    token: str = field(repr=False)
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
        await self._attend(wire, await self._in_turn(self.introduction.call_of, facts))

    async def _attend(self, wire: Wire, call: Call) -> None:
        """Hold the conversation and keep, once, how it ended."""
        how = FAILED
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

    async def _converse(self, line: Line, call: Call) -> None:
        await line.wire.ask("ANSWER")
        contact = await self._in_turn(self.conversation.begin, call)
        while True:
            plan = Plan.from_text(contact.reply)
            names = await self._in_turn(self.sounds.names, plan.spoken)
            if plan.listen is None:
                await line.say(names)
                await line.wire.hang_up()
                return
            heard = await line.hear(names, plan.listen)
            contact = await self._go_on(replace(call, turn=plan.next_turn), heard)

    async def _go_on(self, call: Call, heard: Input) -> Contact:
        return await self._in_turn(self.conversation.go_on, call, heard)

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
