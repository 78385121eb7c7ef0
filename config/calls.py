"""Assembles what every voice door shares: the conversation, over the core that it asks."""

from collections.abc import Callable
from dataclasses import dataclass

from channels.voice.conversation import Conversation
from channels.voice.questions import Counter
from channels.voice.render import Speech
from config.flows import sound_script
from config.house import House
from core.model.answers import Answer

SCRIPT = "status"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be reached, as the voice asks it."""

    house: House

    def person(self) -> Answer:
        """Answer that a person is there now, or refuse with when one will be."""
        return self.house.person_line.open()

    def call_back(self, caller: str | None, phone: str) -> Answer:
        """Answer that we may call this phone back, or refuse with the reason."""
        return self.house.calling_back.allowed(caller, phone)

    def remember(self, caller: str, phone: str) -> None:
        """Keep the phone of who asked to be called, until that is done."""
        self.house.shelf.callers.keep(caller, phone)


def conversation_of(house: House, render: Callable[[Speech], str]) -> Conversation:
    """Build the conversation; a carrier gives only its own form of writing a turn."""
    return Conversation(
        counter=Counter(house.inquiry, house.finding, Reach(house)),
        wording=house.wording,
        contacts=house.shelf.contacts,
        clock=house.clock,
        script=sound_script(SCRIPT),
        render=render,
    )
