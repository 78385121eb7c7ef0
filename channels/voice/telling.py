"""One turn in the making: performs what the script wants and gathers the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from channels.voice.call import Call
from channels.voice.memory import Told
from channels.voice.questions import Counter
from channels.voice.render import Speech, Spoken, spoken_of
from core.model.answers import Answer, Line, RefusalAnswer, StatusAnswer
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.ports import Intent, Wording
from core.refusals import (
    ChoiceUnknown,
    ClaveClosed,
    ClaveMalformed,
    ClaveMissing,
    ClaveRevoked,
    ClaveWait,
    ClaveWrong,
    Refusal,
)
from core.wishes import call_back, status_letter, status_text, voice_message
from ivr_flows.effects import (
    Ask,
    CallBack,
    Collect,
    Effect,
    Goodbye,
    LeaveMessage,
    Letter,
    Outcome,
    Rated,
    Record,
    Say,
    SayAnswer,
    Text,
    Transfer,
    Wait,
    Wished,
)
from ivr_flows.engine import step
from ivr_flows.nodes import FOUND, IN_PART, Part
from ivr_flows.script import Script
from ivr_flows.state import State

CHANNEL = "voice"
NO_MORE = "voice.no_more"
# After any other outcome the digits name nothing, and may be a clave keyed in the wrong place.
KEYED_STANDS = frozenset(
    {
        FOUND,
        IN_PART,
        ClaveMissing.code,
        ClaveMalformed.code,
        ClaveWrong.code,
        ClaveWait.code,
        ClaveClosed.code,
        ClaveRevoked.code,
        ChoiceUnknown.code,
    }
)


class Wish(Protocol):
    """Makes an intent about a case; the same cause wishes it once."""

    def __call__(self, number: CaseNumber, /, *, cause: str, at: datetime) -> Intent:
        """Make the intent."""
        ...


@dataclass(slots=True, kw_only=True)
class Telling:
    """Gathers words, wishes and the outcome of one turn."""

    counter: Counter
    wording: Wording
    script: Script
    call: Call
    at: datetime
    begun: datetime
    told: Told
    state: State = field(init=False)
    spoken: list[Spoken] = field(default_factory=list, init=False)
    intents: list[Intent] = field(default_factory=list, init=False)
    wait: Wait | None = field(default=None, init=False)
    hangs_up: bool = field(default=False, init=False)
    outcome: str = field(default="", init=False)
    number: str | None = field(default=None, init=False)

    def perform(self, state: State, effects: Sequence[Effect]) -> None:
        """Do what a step wants; a question is asked and stepped on at once, in the same turn.

        The clave lives in these effects alone, and they end with the turn.
        """
        self.state = state
        for effect in effects:
            match effect:
                case Say(message, facts, language, slow):
                    self._say(Line(message, facts), language, slow=slow)
                case SayAnswer(part, slow):
                    self.say_answer(part, slow=slow)
                case Collect() | Transfer() | Record():
                    self.wait = effect
                case Goodbye():
                    self.hangs_up = True
                case Ask():
                    outcome = self._ask(effect)
                    kept = state if outcome in KEYED_STANDS else _forget(state, effect)
                    self.perform(*step(self.script, kept, Outcome(outcome)))
                case _:
                    self._grant(effect)

    def answer(self, answer: Answer, language: str) -> None:
        """Take an answer in: all of it in one language, to be said in parts."""
        must, may = answer.must_tell, answer.may_tell
        composed = self.wording.compose(language, CHANNEL, (*must, *may))
        texts = tuple(composed.texts)
        split = len(must)
        self.told = Told(composed.language, texts[:split], texts[split:], composed.sounds)

    def say_answer(self, part: Part, *, slow: bool = False) -> None:
        """Say a part of the last answer, or that there is no more of it."""
        spoken = self.told.spoken(part, slow=slow)
        self.spoken.extend(spoken)
        if not spoken:
            self._say(Line(NO_MORE, {}), self._language, slow=slow)

    def speech(self) -> Speech:
        """Hand over what is to be said and done."""
        return Speech(self.spoken, self.wait, self.hangs_up, self.state.turn + 1)

    @property
    def _cause(self) -> str:
        return f"{CHANNEL}:{self.call.id}"

    @property
    def _language(self) -> str:
        return self.state.language or self.state.offered[0]

    def _say(self, line: Line, language: str, *, slow: bool) -> None:
        composed = self.wording.compose(language, CHANNEL, (line,))
        said = spoken_of(composed.language, composed.texts, composed.sounds, slow=slow)
        self.spoken.extend(said)

    def _ask(self, wanted: Ask) -> str:
        try:
            answer = self.counter.answer(wanted.question, self.call, wanted.arguments)
        except Refusal as refusal:
            self.answer(RefusalAnswer(refusal), self._language)
            self.outcome = refusal.code
            return refusal.code
        self.answer(answer, self._language)
        self.outcome = FOUND
        if isinstance(answer, StatusAnswer):
            self.number = answer.number.digits
            return FOUND if answer.level >= Level.DETAIL else IN_PART
        return FOUND

    def _grant(self, wished: Wished) -> None:
        match wished:
            case Text(slot):
                self._wish(status_text, slot)
            case Letter(slot):
                self._wish(status_letter, slot)
            case LeaveMessage():
                self._leave(wished)
            case CallBack():
                self._call_back()
            case Rated(mark):
                self.outcome = f"rated.{mark}"

    def _wish(self, wish: Wish, slot: str) -> None:
        number = CaseNumber.parse(self.state.slots[slot])
        self.intents.append(wish(number, cause=self._cause, at=self.at))

    def _leave(self, message: LeaveMessage) -> None:
        self.outcome = "message_left"
        number = self.state.slots.get(message.number_slot or "", "")
        self.intents.append(
            voice_message(
                message.recording,
                seconds=message.seconds,
                number=number,
                caller=self.call.caller,
                language=self._language,
                cause=self._cause,
                at=self.at,
            )
        )
        self._remember()

    def _call_back(self) -> None:
        if self.call.caller is not None:
            self.outcome = "call_back_wished"
            self._remember()
            self.intents.append(call_back(self.call.caller, cause=self._cause, at=self.at))

    def _remember(self) -> None:
        if self.call.caller is not None:
            self.counter.reaching.remember(self.call.caller, self.call.phone)


def _forget(state: State, asked: Ask) -> State:
    """Keep nothing of what was keyed for a question that it did not answer."""
    kept = {slot: digits for slot, digits in state.slots.items() if slot not in asked.arguments}
    return replace(state, slots=kept)
