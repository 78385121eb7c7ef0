"""Stand-ins for what the doors ask about calls that the house misses, places and pays for."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from channels.voice.returning import Returns
from core.calling_back import MissedCall
from core.model.charge import Direction
from core.ports import Contact


@dataclass
class FakeReturning:
    """Knows the calls that a test says the house placed: whom each key belongs to."""

    placed: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    missed_calls: list[MissedCall] = field(default_factory=list)
    rang_in_vain: list[str] = field(default_factory=list)
    charged: list[tuple[str, int, Direction]] = field(default_factory=list)
    often: set[str] = field(default_factory=set)
    looks: list[str | None] = field(default_factory=list)

    def missed(self, call: MissedCall, /) -> Contact:
        """Take the call in."""
        self.missed_calls.append(call)
        return Contact(
            channel="missed",
            provider_id=call.id,
            turn=0,
            caller=call.caller,
            at=datetime(2026, 11, 23, 17, tzinfo=UTC),
            language="",
            outcome="missed",
            state="",
            reply="",
        )

    def answered(self, key: str, _call: str, /) -> str | None:
        """Tell whom the key belongs to."""
        return self.placed.get(key)

    def phone(self, caller: str, /) -> str:
        """Tell the phone of a caller."""
        return self.phones.get(caller, "")

    def unanswered(self, call: str, /) -> None:
        """Note that nobody answered."""
        self.rang_in_vain.append(call)

    def charge(self, call: str, seconds: int, direction: Direction) -> None:
        """Note what a call came to."""
        self.charged.append((call, seconds, direction))

    def is_too_often(self, caller: str | None, _call: str) -> bool:
        """Say so of whoever the test names."""
        self.looks.append(caller)
        return caller in self.often

    def returns(self) -> Returns:
        """Give a door all of it."""
        return Returns(returning=self, charge=self.charge, is_too_often=self.is_too_often)
