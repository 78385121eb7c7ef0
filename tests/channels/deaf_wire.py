"""A wire without a network: all that Asterisk will ever say is said already."""

import asyncio

from channels.voice.agi import LONGEST_LINE
from channels.voice.wire import Wire


class Deaf(asyncio.Transport):
    """Takes whatever is written, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""

    def write(self, written: bytes | bytearray | memoryview) -> None:
        self.written += bytes(written)

    def is_closing(self) -> bool:
        return True  # so that nothing is left to be closed when its loop is


def wire_that_hears(told: bytes, transport: Deaf | None = None) -> Wire:
    """Open a wire on which everything that will ever be said was said already."""
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    reader.feed_data(told)
    reader.feed_eof()
    protocol = asyncio.StreamReaderProtocol(reader)
    loop = asyncio.get_running_loop()
    return Wire(reader, asyncio.StreamWriter(transport or Deaf(), protocol, reader, loop))
