"""Carries what is said on connections from one port to another, counts it, and cuts it."""

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

from bench.links.terms import MOST_IN_A_PACKET, Carried, Way

HERE = "127.0.0.1"
# A connection that is closed like this says no more, not even what was on its way.
_RESET = struct.pack("ii", 1, 0)
Carry = Callable[[socket.socket, socket.socket, Way], None]
Talk = Callable[[socket.socket, socket.socket], None]


@dataclass(slots=True, kw_only=True)
class Relay:
    """Takes connections at one end and makes each anew at the other."""

    listener: socket.socket
    dial: Callable[[], socket.socket]
    talk: Talk
    connections: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Tell where it listens."""
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def is_busy(self) -> bool:
        """Say whether any connection is open."""
        return bool(self._open)

    def cut(self) -> None:
        """Break every connection in its middle, as a mast that is gone does."""
        for one in tuple(self._open):
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def running(self) -> Iterator["Relay"]:
        """Relay until the caller is done."""
        Thread(target=self._accept, daemon=True).start()
        try:
            yield self
        finally:
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self.connections += 1
        self._open.append(near)
        try:
            far = self.dial()
        except OSError:
            self._close(near)
            return
        self._open.append(far)
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError):
            self.talk(near, far)
        self._close(near)
        self._close(far)

    def _close(self, one: socket.socket) -> None:
        self._open.remove(one)
        one.close()


def both_ways(carry: Carry) -> Talk:
    """Carry both directions at once, each until whoever speaks has ended."""

    def one_way(source: socket.socket, sink: socket.socket, way: Way) -> None:
        with suppress(OSError):
            carry(source, sink, way)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def talk(near: socket.socket, far: socket.socket) -> None:
        back = Thread(target=one_way, args=(far, near, "down"), daemon=True)
        back.start()
        one_way(near, far, "up")
        back.join()

    return talk


def straight(carried: Carried, counted: Way) -> Talk:
    """Carry bytes as they come, and count those of one direction."""

    def carry(source: socket.socket, sink: socket.socket, way: Way) -> None:
        for piece in pieces(source):
            if way == counted:
                carried.add(way, len(piece))
            sink.sendall(piece)

    return both_ways(carry)


def pieces(source: socket.socket) -> Iterator[bytes]:
    """Yield what a connection says, in no larger pieces than packets."""
    while piece := source.recv(MOST_IN_A_PACKET):
        yield piece


def listening(host: str = HERE, port: int = 0) -> socket.socket:
    """Open a port."""
    return socket.create_server((host, port))


def dialling(port: int) -> Callable[[], socket.socket]:
    """Tell how to connect to a port of this machine."""
    return lambda: socket.create_connection((HERE, port))
