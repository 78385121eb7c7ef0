"""Calls that the house places, misses or pays for: what every carrier's door does with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from channels.voice.call import Call
from channels.voice.conversation import Conversation
from core.calling_back import MissedCall
from core.model.charge import Direction
from core.ports import Contact
from core.refusals import CalledTooOften


class Returning(Protocol):
    """The part of the core that calls people back."""

    def missed(self, call: MissedCall, /) -> Contact:
        """Keep a call that was not answered, and wish it back if it may be."""
        ...

    def answered(self, key: str, call: str, /) -> str | None:
        """Note that a call of ours was answered; tell whom it goes to, if there is such."""
        ...

    def phone(self, caller: str, /) -> str:
        """Tell the phone that a call of ours goes to."""
        ...

    def unanswered(self, call: str, /) -> None:
        """Wish for one other try of a call of ours, and then for none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What a door asks about such calls; `is_too_often` costs every call one look.

    `charge` keeps what a call cost by its name, its seconds and its direction.
    """

    returning: Returning
    charge: Callable[[str, int, Direction], None]
    is_too_often: Callable[[str | None, str], bool]

    def begin(self, conversation: Conversation, call: Call) -> Contact:
        """Begin a conversation, or end the call of a phone that called too often today."""
        if self.is_too_often(call.caller, call.id):
            return conversation.turn_away(call, CalledTooOften())
        return conversation.begin(call)

    def missed(self, call: Call) -> None:
        """Take in a call that nobody answers."""
        self.returning.missed(MissedCall(id=call.id, caller=call.caller, phone=call.phone))

    def placed(self, call: Call, key: str) -> Call:
        """Say of a call whether it is the one that the house placed, to this very phone."""
        caller = self.returning.answered(key, call.id)
        return replace(call, placed=caller is not None and caller == call.caller)

    def placed_on_exchange(self, call: Call, key: str) -> Call:
        """Say so where the exchange brings the key alone: the wish tells whom it goes to."""
        caller = self.returning.answered(key, call.id)
        if caller is None:
            return replace(call, caller=None, phone="")
        return replace(call, caller=caller, phone=self.returning.phone(caller), placed=True)
