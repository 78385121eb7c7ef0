"""A phone that calls and texts the house over a network, and hears what a citizen would."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from channels.handset.network import CallFailed, Network
from channels.handset.vocabulary import checked_verbs
from channels.handset.walk import (
    Fetch,
    Listening,
    Over,
    Prompt,
    Walked,
    press,
    read,
    wait,
)
from channels.handset.webhooks import Parties, new_call_id, new_message_id

VOICE, ENDED, SMS = "/voice/incoming", "/voice/ended", "/sms/incoming"
# A house that sends a caller from page to page without a word has lost its way.
MOST_HOPS = 20


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it stands; every act gives the call that follows from it."""

    network: Network
    parties: Parties
    id: str
    path: str = VOICE
    heard: tuple[Prompt, ...] = ()
    stands: Listening | Over = field(default_factory=Over)
    hung_up: bool = False

    @property
    def is_over(self) -> bool:
        """Say whether one of the two hung up."""
        return self.hung_up or isinstance(self.stands, Over)

    @property
    def said(self) -> tuple[str, ...]:
        """List the words that were heard last."""
        return tuple(prompt.text for prompt in self.heard)

    def dial(self) -> "Call":
        """Call the house and hear its first words."""
        ringing = self.parties.call(self.id, "ringing")
        return self._go_on(read(self.network.post(VOICE, ringing)))

    def press(self, keys: str) -> "Call":
        """Press keys as a quick hand does: what is left over meets the next question."""
        call, heard = self, tuple[Prompt, ...]()
        for key in keys:
            if call.is_over or not isinstance(call.stands, Listening):
                break
            call = call._go_on(press(call.stands, key))
            heard += call.heard
        return replace(call, heard=heard)

    def key_in(self, keys: str) -> "Call":
        """Press keys and then no more, until the house goes on."""
        call = self.press(keys)
        if not isinstance(call.stands, Listening) or not call.stands.keys:
            return call
        waited = call.wait()
        return replace(waited, heard=call.heard + waited.heard)

    def wait(self) -> "Call":
        """Press nothing until the time runs out."""
        if self.is_over or not isinstance(self.stands, Listening):
            return self
        return self._go_on(wait(self.stands))

    def hang_up(self) -> "Call":
        """End the call, of which the provider tells the house."""
        if self.is_over:
            return self
        self._tell_the_end()
        return replace(self, heard=(), hung_up=True)

    def _go_on(self, walked: Walked) -> "Call":
        heard, path = walked.heard, self.path
        for _ in range(MOST_HOPS):
            if not isinstance(walked.then, Fetch):
                if isinstance(walked.then, Over):
                    self._tell_the_end()
                said = self.network.worded(heard)
                return replace(self, path=path, heard=said, stands=walked.then)
            path = self.network.follow(path, walked.then.address)
            turn = self.parties.call(self.id, "in-progress")
            walked = read(self.network.post(path, {**turn, **walked.then.fields}))
            heard += walked.heard
        raise CallFailed("turns_in_circles", path)

    def _tell_the_end(self) -> None:
        self.network.tell(ENDED, self.parties.call(self.id, "completed"))


@dataclass(frozen=True, slots=True)
class Telephone:
    """One phone number and the network that it hangs on."""

    network: Network
    parties: Parties
    new_call: Callable[[], str] = new_call_id
    new_message: Callable[[], str] = new_message_id

    def call(self, call_id: str = "") -> Call:
        """Dial the house."""
        return Call(self.network, self.parties, call_id or self.new_call()).dial()

    def text(self, words: str, message_id: str = "") -> tuple[str, ...]:
        """Text the house and read what it answers."""
        form = self.parties.text(message_id or self.new_message(), words)
        return tuple(verb.text for verb in checked_verbs(self.network.post(SMS, form), "messaging"))
