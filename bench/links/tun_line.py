"""A bad line with the kernel's own TCP at both ends: two networks joined by two TUN devices.

Every packet between them passes through here: it may be lost, waits for its turn and comes late.
"""

import heapq
import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread

from bench.links.bad_line import BadLine
from bench.links.namespaces import Network
from bench.links.relay import Relay, dialling, listening, straight
from bench.links.terms import Carried, Terms

# Addresses kept for examples: they lead nowhere else.
HUB, UNIT, PORT = "192.0.2.1", "192.0.2.2", 4433
_IP4, _BIGGEST, _LONGEST = 4, 65_536, 0.2
# So that little more is taken from a speaker than is on its way.
_SEND_BUFFER = 8 * 1024


@dataclass(slots=True, order=True)
class _Flying:
    """A packet on its way: when it arrives, and where."""

    due: float
    number: int
    device: int = field(compare=False)
    packet: bytes = field(compare=False)


@dataclass(slots=True)
class Air:
    """Moves packets from each device to the other one, as badly as told."""

    terms: Terms
    devices: tuple[int, int]
    over: Event = field(default_factory=Event)
    gone: Event = field(default_factory=Event)
    packets: int = 0
    lost: int = 0
    bytes: int = 0

    def run(self) -> None:
        """Move packets until it is over."""
        random, number = self.terms.random(), count()
        flying: list[_Flying] = []
        free_at = dict.fromkeys(self.devices, 0.0)
        while not self.over.is_set():
            if self.gone.is_set():
                self.gone.clear()
                flying.clear()
                free_at = dict.fromkeys(self.devices, 0.0)
            self._land(flying)
            wait = _LONGEST if not flying else max(0.0, flying[0].due - time.monotonic())
            ready, _, _ = select.select(self.devices, (), (), min(_LONGEST, wait))
            for device in ready:
                for packet in _read(device):
                    self.packets, self.bytes = self.packets + 1, self.bytes + len(packet)
                    other = sum(self.devices) - device
                    waiting = sum(one.device == other for one in flying)
                    if random.random() < self.terms.loss or waiting >= self.terms.queue:
                        self.lost += 1
                        continue
                    lasts = len(packet) * 8 / self.terms.bits_a_second
                    free_at[device] = max(time.monotonic(), free_at[device]) + lasts
                    due = free_at[device] + self.terms.round_trip / 2
                    heapq.heappush(flying, _Flying(due, next(number), other, packet))

    def _land(self, flying: list[_Flying]) -> None:
        while flying and flying[0].due <= time.monotonic():
            one = heapq.heappop(flying)
            with suppress(OSError):
                os.write(one.device, one.packet)


def _read(device: int) -> Iterator[bytes]:
    with suppress(BlockingIOError):
        while True:
            packet = os.read(device, _BIGGEST)
            if packet[0] >> 4 == _IP4:
                yield packet


@contextmanager
def tun_line(target: int, terms: Terms) -> Iterator[BadLine]:
    """Lead to a port through both networks; whoever may not make them gets an OSError."""
    with ExitStack() as open_here:
        hub, unit = Network.at(HUB), Network.at(UNIT)
        air = Air(terms, (hub.device, unit.device))
        moving = Thread(target=air.run, daemon=True)
        moving.start()
        open_here.callback(_end, air, moving, (hub, unit))
        at_hub = hub.inside(lambda: listening(HUB, PORT))
        carried = Carried()
        # What goes each way is counted where it arrives.
        far = Relay(listener=at_hub, dial=dialling(target), talk=straight(carried, "up"))
        open_here.enter_context(far.running())

        def dial() -> socket.socket:
            line = unit.inside(socket.socket)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
            line.connect((HUB, PORT))
            return line

        near = Relay(listener=listening(), dial=dial, talk=straight(carried, "down"))
        open_here.enter_context(near.running())
        yield BadLine((near,), carried, lambda: air.bytes, air.gone.set)


def _end(air: Air, moving: Thread, networks: tuple[Network, Network]) -> None:
    air.over.set()
    moving.join()
    for network in networks:
        network.close()
