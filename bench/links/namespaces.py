"""A network of its own inside this process: a thread that left the machine's, with one device.

Nothing of it has a name outside: when the process ends, however it ends, it is gone.
"""

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.links.terms import MOST_IN_A_PACKET

TUN = "/dev/net/tun"
_NEW_NETWORK = 0x40000000
_MAKE_TUN, _IS_TUN, _NO_HEAD = 0x400454CA, 0x0001, 0x1000
_SET_ADDRESS, _SET_MASK, _SET_MTU, _SET_FLAGS = 0x8916, 0x891C, 0x8922, 0x8914
_IS_UP, _MASK = 0x1 | 0x40, "255.255.255.0"
_DEVICE = b"line"


@dataclass(frozen=True, slots=True)
class Network:
    """One end of a line: its address, its device as a file, and the thread that lives there."""

    address: str
    device: int
    _thread: ThreadPoolExecutor

    @classmethod
    def at(cls, address: str) -> "Network":
        """Make one; whoever may not gets an OSError."""
        thread = ThreadPoolExecutor(1)
        try:
            device = thread.submit(_begin, address).result()
        except OSError:
            thread.shutdown()
            raise
        return cls(address, device, thread)

    def inside(self, make: Callable[[], socket.socket]) -> socket.socket:
        """Make a socket there; where it is used from does not matter."""
        return self._thread.submit(make).result()

    def close(self) -> None:
        """Let it go."""
        os.close(self.device)
        self._thread.shutdown()


def _begin(address: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "unshare")
    device = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
    try:
        fcntl.ioctl(device, _MAKE_TUN, struct.pack("16sH22x", _DEVICE, _IS_TUN | _NO_HEAD))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            _set_up(any_socket.fileno(), address)
    except OSError:
        os.close(device)
        raise
    return device


def _set_up(control: int, address: str) -> None:
    for what, said in ((_SET_ADDRESS, address), (_SET_MASK, _MASK)):
        inet = struct.pack("16sHH4s16x", _DEVICE, socket.AF_INET, 0, socket.inet_aton(said))
        fcntl.ioctl(control, what, inet)
    fcntl.ioctl(control, _SET_MTU, struct.pack("16si20x", _DEVICE, MOST_IN_A_PACKET))
    fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sH22x", _DEVICE, _IS_UP))
