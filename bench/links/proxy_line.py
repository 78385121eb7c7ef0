"""A bad line without any rights: a proxy that delays, and stands still where a packet is lost.

It has no TCP of its own under it. A lost packet costs what a retransmission does, and a connection
costs a round trip before it says anything.
"""

import queue
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Lock, Thread

from bench.links.bad_line import BadLine
from bench.links.relay import Relay, both_ways, dialling, listening, pieces
from bench.links.terms import Carried, Terms, Way

# The heads of IP and TCP, which take their time on the line too.
HEADS = 52
# What a kernel waits for an answer to the first packet, and at least to any other.
FIRST_TIMEOUT, LEAST_TIMEOUT = 1.0, 0.2
# As many packets are on their way at once as a kernel's window would let out.
WINDOW = 16
Waiting = queue.Queue[tuple[float, bytes]]


@dataclass(slots=True)
class _Air:
    """One direction, shared by all connections: one packet after the other."""

    terms: Terms
    random: Random
    free_at: float = 0.0
    bytes: int = 0
    lock: Lock = field(default_factory=Lock)

    def due(self, size: int) -> float:
        """Take a packet; tell when it is at the other end."""
        with self.lock:
            ends = max(time.monotonic(), self.free_at) + self._take(size)
            while self.random.random() < self.terms.loss:
                # What follows it waits for it, and it takes the line again.
                ends += self.terms.round_trip + LEAST_TIMEOUT + self._take(size)
            self.free_at = ends
            return ends + self.terms.round_trip / 2

    def opened(self) -> float:
        """Tell how long it takes to connect."""
        with self.lock:
            waits, again = self.terms.round_trip, FIRST_TIMEOUT
            while self.random.random() < 2 * self.terms.loss:
                waits, again = waits + again, again * 2
            return waits

    def _take(self, size: int) -> float:
        self.bytes += size + HEADS
        return (size + HEADS) * 8 / self.terms.bits_a_second


@dataclass(frozen=True, slots=True)
class _Proxy:
    """Carries one connection after the other through the same air."""

    air: Mapping[Way, _Air]
    carried: Carried

    def carry(self, source: socket.socket, sink: socket.socket, way: Way) -> None:
        """Take what is said as it can be sent."""
        waiting: Waiting = queue.Queue(WINDOW)
        late = Thread(target=self._deliver, args=(waiting, sink, way), daemon=True)
        late.start()
        try:
            for piece in pieces(source):
                waiting.put((self.air[way].due(len(piece)), piece))
        finally:
            waiting.put((0.0, b""))
            late.join()

    def forget(self) -> None:
        """Let nobody wait for what never arrives."""
        for one in self.air.values():
            one.free_at = 0.0

    def on_air(self) -> int:
        """Tell how many bytes took their time."""
        return sum(one.bytes for one in self.air.values())

    def _deliver(self, waiting: Waiting, sink: socket.socket, way: Way) -> None:
        """Hand each packet over when it is due; where nobody listens any more, let them fall."""
        is_open = True
        while piece := (one := waiting.get())[1]:
            if is_open:
                time.sleep(max(0.0, one[0] - time.monotonic()))
                try:
                    sink.sendall(piece)
                except OSError:
                    is_open = False
                else:
                    self.carried.add(way, len(piece))


@contextmanager
def proxy_line(target: int, terms: Terms) -> Iterator[BadLine]:
    """Lead to a port over a line that is as bad as told."""
    random, dial = terms.random(), dialling(target)
    proxy = _Proxy({"up": _Air(terms, random), "down": _Air(terms, random)}, Carried())

    def dial_late() -> socket.socket:
        time.sleep(proxy.air["up"].opened())
        return dial()

    relay = Relay(listener=listening(), dial=dial_late, talk=both_ways(proxy.carry))
    with relay.running():
        yield BadLine((relay,), proxy.carried, proxy.on_air, proxy.forget)
