"""Calls that the house places, misses or pays for: what every carrier's door does with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from channels.voice.call import Call
from channels.voice.conversation import Conversation
from channels.voice.render import Speech, spoken_of
from channels.voice.telling import CHANNEL
from core.calling_back import MissedCall
from core.model.answers import RefusalAnswer
from core.model.charge import Direction
from core.ports import Contact
from core.refusals import CalledTooOften

_LANGUAGE_IS_REMEMBERED = timedelta(days=365)


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
            return _turn_away(conversation, call)
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


def _turn_away(conversation: Conversation, call: Call) -> Contact:
    """Say shortly what to do instead, in the caller's language, and hang up."""
    now = conversation.clock.now()
    since = now - _LANGUAGE_IS_REMEMBERED
    latest = conversation.contacts.latest(call.caller or "", CHANNEL, since)
    first = conversation.wording.languages(CHANNEL)[0]
    refusal = CalledTooOften()
    lines = RefusalAnswer(refusal).must_tell
    language = first if latest is None else latest.language
    composed = conversation.wording.compose(language, CHANNEL, lines)
    spoken = spoken_of(composed.language, composed.texts, composed.sounds, slow=False)
    contact = Contact(
        channel=CHANNEL,
        provider_id=call.id,
        turn=call.turn,
        caller=call.caller,
        at=now,
        language=composed.language,
        outcome=refusal.code,
        state="",
        reply=conversation.render(Speech(spoken, None, hangs_up=True, next_turn=call.turn + 1)),
    )
    return conversation.contacts.keep(contact)
