"""The connection of one call: commands out, replies in, and the end of the caller noticed."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from channels.voice.agi import (
    DEAD,
    HANGUP,
    LONGEST_LINE,
    MOST_LINES,
    AgiBroken,
    CallerGone,
    Reply,
    begins_usage,
    command,
    read_reply,
)
from channels.voice.introduction import read_facts

HASTE_SECONDS = 5.0
LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Wire:
    """Asks Asterisk one thing after another; whatever ends the call is `CallerGone`."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    hung_up: bool = False

    async def facts(self) -> Mapping[str, str]:
        """Read what is told of the call, which Asterisk does at once or never."""
        lines: list[str] = []
        try:
            async with asyncio.timeout(HASTE_SECONDS):
                while line := (await self._line()).rstrip("\r\n"):
                    lines.append(line)
                    if len(lines) > MOST_LINES:
                        raise AgiBroken("too many facts")
        except TimeoutError as fault:
            raise AgiBroken("the facts came too late") from fault
        return read_facts(lines)

    async def ask(
        self, *words: str, seconds: float = HASTE_SECONDS, counts_afterwards: bool = False
    ) -> Reply:
        """Send a command and wait for its reply, however many lines stand between.

        Of a caller who left meanwhile the reply means nothing, unless it `counts_afterwards`.
        """
        if self.hung_up:
            raise CallerGone
        try:
            async with asyncio.timeout(seconds):
                self.writer.write(f"{command(*words)}\n".encode())
                await self.writer.drain()
                reply = await self._reply()
        except TimeoutError as fault:
            raise AgiBroken(f"no reply to {words[0]}") from fault
        except ConnectionError as fault:
            raise CallerGone from fault
        is_left = not counts_afterwards and self.hung_up
        if is_left or reply.code == DEAD:
            raise CallerGone
        return reply

    async def hang_up(self) -> None:
        """End the call; one that is over stays over."""
        try:
            await self.ask("HANGUP")
        except CallerGone:
            return
        except AgiBroken:
            LOG.warning("a call could not be hung up in order; its connection is closed")

    async def close(self) -> None:
        """Let go of the connection, which tells Asterisk to go on with its own plan."""
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except ConnectionError:
            return

    async def _reply(self) -> Reply:
        ending = ""
        for _ in range(MOST_LINES):
            line = (await self._line()).rstrip("\r\n")
            if line == HANGUP:
                self.hung_up = True
            elif ending:
                if line.startswith(ending):
                    return read_reply(line)
            else:
                ending = begins_usage(line)
                if not ending:
                    return read_reply(line)
        raise AgiBroken("too many lines without a reply")

    async def _line(self) -> str:
        try:
            line = await self.reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as fault:
            raise AgiBroken(f"a line of more than {LONGEST_LINE} bytes") from fault
        except (asyncio.IncompleteReadError, ConnectionError) as fault:
            raise CallerGone from fault
        return line.decode("utf-8", "replace")
