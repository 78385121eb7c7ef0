"""One turn in the making: performs what the script wants and gathers the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from channels.voice.finding import FINDING, Finding
from channels.voice.memory import Told
from channels.voice.questions import QUESTIONS, Inquiring
from channels.voice.render import Speech, Spoken
from core.model.answers import Answer, Line, RefusalAnswer, StatusAnswer
from core.model.case_number import CaseNumber
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
from core.wishes import status_letter, status_text
from ivr_flows.effects import (
    Ask,
    Collect,
    Effect,
    Goodbye,
    Letter,
    Outcome,
    Rated,
    Say,
    SayAnswer,
    Text,
)
from ivr_flows.engine import step
from ivr_flows.nodes import Part
from ivr_flows.script import Script
from ivr_flows.state import State

CHANNEL = "voice"
NO_MORE = "voice.no_more"
# After any other outcome the digits name nothing, and may be a clave keyed in the wrong place.
KEYED_STANDS = frozenset(
    {
        "found",
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

    inquiry: Inquiring
    finding: Finding
    wording: Wording
    script: Script
    caller: str | None
    country: str
    cause: str
    at: datetime
    told: Told
    state: State = field(init=False)
    spoken: list[Spoken] = field(default_factory=list, init=False)
    intents: list[Intent] = field(default_factory=list, init=False)
    collect: Collect | None = field(default=None, init=False)
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
                case Rated(mark):
                    self.outcome = f"rated.{mark}"
                case Collect():
                    self.collect = effect
                case Goodbye():
                    self.hangs_up = True
                case Text(slot):
                    self._wish(status_text, slot)
                case Letter(slot):
                    self._wish(status_letter, slot)
                case Ask():
                    outcome = self._ask(effect)
                    kept = state if outcome in KEYED_STANDS else _forget(state, effect)
                    self.perform(*step(self.script, kept, Outcome(outcome)))

    def answer(self, answer: Answer, language: str) -> None:
        """Take an answer in: all of it in one language, to be said in parts."""
        must, may = answer.must_tell, answer.may_tell
        composed = self.wording.compose(language, CHANNEL, (*must, *may))
        texts = tuple(composed.texts)
        self.told = Told(composed.language, texts[: len(must)], texts[len(must) :])

    def say_answer(self, part: Part, *, slow: bool = False) -> None:
        """Say a part of the last answer, or that there is no more of it."""
        texts = self.told.must if part == "must" else self.told.may
        self.spoken.extend(Spoken(self.told.language, text, slow) for text in texts)
        if not texts:
            self._say(Line(NO_MORE, {}), self._language, slow=slow)

    def speech(self) -> Speech:
        """Hand over what is to be said and done."""
        return Speech(self.spoken, self.collect, self.hangs_up, self.state.turn + 1)

    @property
    def _language(self) -> str:
        return self.state.language or self.state.offered[0]

    def _say(self, line: Line, language: str, *, slow: bool) -> None:
        composed = self.wording.compose(language, CHANNEL, (line,))
        self.spoken.extend(Spoken(composed.language, text, slow) for text in composed.texts)

    def _ask(self, wanted: Ask) -> str:
        try:
            answer = self._answer(wanted)
        except Refusal as refusal:
            self.answer(RefusalAnswer(refusal), self._language)
            self.outcome = refusal.code
            return refusal.code
        self.answer(answer, self._language)
        self.outcome = "found"
        if isinstance(answer, StatusAnswer):
            self.number = answer.number.digits
        return self.outcome

    def _answer(self, wanted: Ask) -> Answer:
        find = FINDING.get(wanted.question)
        if find is not None:
            return find(self.finding, self.country, wanted.arguments)
        return QUESTIONS[wanted.question](self.inquiry, self.caller, wanted.arguments)

    def _wish(self, wish: Wish, slot: str) -> None:
        number = CaseNumber.parse(self.state.slots[slot])
        self.intents.append(wish(number, cause=self.cause, at=self.at))


def _forget(state: State, asked: Ask) -> State:
    """Keep nothing of what was keyed for a question that it did not answer."""
    kept = {slot: digits for slot, digits in state.slots.items() if slot not in asked.arguments}
    return replace(state, slots=kept)
