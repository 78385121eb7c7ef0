"""A bad line that leads from a port of this machine to another one, whatever it is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.links.relay import Relay
from bench.links.terms import Carried


@dataclass(frozen=True, slots=True)
class Figures:
    """What was carried: bytes that arrived, bytes on the air with heads and losses, connections.

    Requests are counted where what is said is seen.
    """

    up: int
    down: int
    on_air: int
    connections: int
    requests: int

    @property
    def total(self) -> int:
        """Tell the bytes that arrived, of both directions."""
        return self.up + self.down

    def since(self, before: "Figures") -> "Figures":
        """Tell what was carried after a moment."""
        return Figures(
            self.up - before.up,
            self.down - before.down,
            self.on_air - before.on_air,
            self.connections - before.connections,
            self.requests - before.requests,
        )


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that runs; the first of its relays is where it begins."""

    relays: tuple[Relay, ...]
    carried: Carried
    on_air: Callable[[], int]
    forget: Callable[[], None]

    @property
    def port(self) -> int:
        """Tell where it begins."""
        return self.relays[0].port

    def figures(self) -> Figures:
        """Tell what it has carried so far."""
        said = self.carried
        began = self.relays[0].connections
        return Figures(said.up, said.down, self.on_air(), began, said.requests)

    def cut(self) -> None:
        """Break every connection that is on it; what is on its way never arrives."""
        self.forget()
        for relay in self.relays:
            relay.cut()

    @property
    def is_busy(self) -> bool:
        """Say whether any connection is open."""
        return self.relays[0].is_busy
