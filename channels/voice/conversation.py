"""Carries a call from turn to turn, whoever the carrier is: once each, whatever is repeated."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from channels.porch.last_contact import last_contact
from channels.voice.call import Call
from channels.voice.memory import Memory, Told, dropped
from channels.voice.questions import Counter
from channels.voice.render import Speech, spoken_of
from channels.voice.telling import CHANNEL, Telling
from core.model.answers import RefusalAnswer
from core.ports import Clock, Contact, Contacts, Wording
from core.refusals import Refusal, TurnUnknown
from ivr_flows.effects import Input
from ivr_flows.engine import CALL_BUDGET_SECONDS, begin, step
from ivr_flows.script import Script

LAST_TURN = 9_999
AFTER_ALL_TURNS = LAST_TURN + 1
_LASTS = timedelta(seconds=CALL_BUDGET_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Answers turns: `render` writes what is said in the carrier's own form."""

    counter: Counter
    wording: Wording
    contacts: Contacts
    clock: Clock
    script: Script
    render: Callable[[Speech], str]

    def begin(self, call: Call) -> Contact:
        """Answer a call, in the language that this phone spoke last time if it is known.

        If its last call was cut off, it may go on from there: but nothing is told again unproved.
        """
        _, this = self.contacts.turns(call.id, call.turn)
        if this is not None:
            return this
        telling = self._telling(call)
        latest = self._latest(call)
        begun = begin(
            self.script,
            self._languages(),
            remembered="" if latest is None else latest.language,
            dropped=dropped(latest, telling.at),
        )
        telling.perform(*begun)
        return self._keep(call, telling, number=None)

    def go_on(self, call: Call, heard: Input) -> Contact:
        """Answer what the caller did; a turn that was answered before is answered the same."""
        previous, this = self.contacts.turns(call.id, call.turn)
        if this is not None:
            return this
        try:
            memory = _memory_of(previous)
            time_is_up = self.clock.now() > memory.begun + _LASTS
            stepped = step(self.script, memory.state, heard, time_is_up=time_is_up)
        except TurnUnknown as refusal:
            return self._begin_again(call, refusal)
        telling = self._telling(call, memory)
        telling.perform(*stepped)
        return self._keep(call, telling, number=None if previous is None else previous.number)

    def end(self, call: Call, how: str) -> Contact:
        """Keep how a call ended; without the caller, whose last turn must tell the language."""
        return self.contacts.keep(
            Contact(
                channel=CHANNEL,
                provider_id=call.id,
                turn=AFTER_ALL_TURNS,
                caller=None,
                at=self.clock.now(),
                language=self._languages()[0],
                outcome=f"ended.{how}",
                state="",
                reply="",
            )
        )

    def turn_away(self, call: Call, refusal: Refusal) -> Contact:
        """Say shortly what to do instead, in the caller's language, and hang up."""
        latest = self._latest(call)
        language = self._languages()[0] if latest is None else latest.language
        lines = RefusalAnswer(refusal).must_tell
        composed = self.wording.compose(language, CHANNEL, lines)
        spoken = spoken_of(composed.language, composed.texts, composed.sounds, slow=False)
        speech = Speech(spoken, None, hangs_up=True, next_turn=call.turn + 1)
        return self.contacts.keep(
            Contact(
                channel=CHANNEL,
                provider_id=call.id,
                turn=call.turn,
                caller=call.caller,
                at=self.clock.now(),
                language=composed.language,
                outcome=refusal.code,
                state="",
                reply=self.render(speech),
            )
        )

    def _begin_again(self, call: Call, refusal: TurnUnknown) -> Contact:
        telling = self._telling(call)
        telling.answer(RefusalAnswer(refusal), self._languages()[0])
        telling.say_answer("must")
        telling.perform(*begin(self.script, self._languages(), turn=call.turn))
        telling.outcome = refusal.code
        return self._keep(call, telling, number=None)

    def _telling(self, call: Call, memory: Memory | None = None) -> Telling:
        now = self.clock.now()
        if memory is not None:
            # Who placed the call was settled when it began: no later webhook can say otherwise.
            call = replace(call, placed=memory.placed)
        return Telling(
            counter=self.counter,
            wording=self.wording,
            script=self.script,
            call=call,
            at=now,
            begun=now if memory is None else memory.begun,
            told=Told("") if memory is None else memory.told,
        )

    def _keep(self, call: Call, telling: Telling, number: str | None) -> Contact:
        state = telling.state
        contact = Contact(
            channel=CHANNEL,
            provider_id=call.id,
            turn=call.turn,
            caller=call.caller,
            at=telling.at,
            language=state.language or state.offered[0],
            outcome=telling.outcome or state.node,
            state=Memory(state, telling.told, telling.begun, telling.call.placed).to_text(),
            reply=self.render(telling.speech()),
            number=telling.number or number,
        )
        return self.contacts.keep(contact, intents=telling.intents)

    def _languages(self) -> tuple[str, ...]:
        return self.wording.languages(CHANNEL)

    def _latest(self, call: Call) -> Contact | None:
        if call.caller is None:
            return None
        return last_contact(self.contacts, call.caller, CHANNEL, self.clock.now())


def _memory_of(previous: Contact | None) -> Memory:
    if previous is None:
        raise TurnUnknown
    return Memory.from_text(previous.state)
