"""Takes FastAGI connections, only so many at a time, and ends them all when it is told to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from channels.voice.agi import LONGEST_LINE
from channels.voice.wire import Wire

GRACE_SECONDS = 3.0
LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Switchboard:
    """Gives each connection to `answer`; one too many is closed, so that the dial plan goes on."""

    answer: Callable[[Wire], Awaitable[None]]
    most: int
    calls: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(
        self, address: tuple[str, int], stopped: asyncio.Event, told: Callable[[int], None]
    ) -> None:
        """Listen until told to stop; `told` hears the port once it is open."""
        host, port = address
        server = await asyncio.start_server(self._connected, host, port, limit=LONGEST_LINE)
        try:
            told(server.sockets[0].getsockname()[1])
            await stopped.wait()
        finally:
            server.close()
            await self._end_all()
            await server.wait_closed()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self.calls) >= self.most:
            LOG.warning("all %d lines are taken: a call was turned away", self.most)
            writer.close()
            return
        task = asyncio.get_running_loop().create_task(self._one(Wire(reader, writer)))
        self.calls.add(task)
        task.add_done_callback(self._ended)

    async def _one(self, wire: Wire) -> None:
        try:
            await self.answer(wire)
        finally:
            await wire.close()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.calls.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            LOG.error("a call broke off", exc_info=fault)

    async def _end_all(self) -> None:
        calls = tuple(self.calls)
        for call in calls:
            call.cancel()
        if calls:
            await asyncio.wait(calls, timeout=GRACE_SECONDS)
