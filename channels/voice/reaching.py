"""The questions about people: whether one may be reached now, and whether we may call back."""

from collections.abc import Callable, Mapping
from typing import Protocol

from channels.voice.call import Call
from core import refusals
from core.model.answers import Answer
from core.refusals import Refusal


class Reaching(Protocol):
    """The part of the core that knows who can be reached."""

    def person(self) -> Answer:
        """Answer that a person is there now, or refuse with when one will be."""
        ...

    def call_back(self, caller: str | None, phone: str, /) -> Answer:
        """Answer that we may call this phone back, or refuse with the reason."""
        ...

    def remember(self, caller: str, phone: str, /) -> None:
        """Keep the phone of who asked to be called, until that is done."""
        ...


def _person(reaching: Reaching, _call: Call) -> Answer:
    return reaching.person()


def _call_back(reaching: Reaching, call: Call) -> Answer:
    return reaching.call_back(call.caller, call.phone)


REACHING: Mapping[str, Callable[[Reaching, Call], Answer]] = {
    "person.open": _person,
    "call.back": _call_back,
}

REFUSED: Mapping[str, tuple[type[Refusal], ...]] = {
    "person.open": (refusals.PersonAway, refusals.PersonUnavailable),
    "call.back": (
        refusals.PhoneHidden,
        refusals.PhoneAbroad,
        refusals.CallsTooMany,
        refusals.CallingOptedOut,
        refusals.CallingPaused,
    ),
}
