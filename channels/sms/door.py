"""Answers a text: reads it, asks the core, and fits the words into few parts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from channels.porch.signature import Signature
from channels.porch.tell import tell
from channels.sms.asked import Asked, ChoiceAsked, MoreAsked
from channels.sms.asking import Asking, Finding, Inquiring, Texter
from channels.sms.fitting import Fitted, fit
from channels.sms.offered import offered, remember
from channels.sms.reading import read
from channels.sms.words import HINTS, NOTHING_MORE
from core.model.answers import (
    INFORMATIVE,
    Answer,
    NumbersSentAnswer,
    ProcedureAnswer,
    RefusalAnswer,
    StatusAnswer,
)
from core.model.choices import ChoicesAnswer
from core.ports import Clock, Contact, Contacts, Intent, Wording
from core.refusals import ChoiceUnknown, Refusal, TextNotUnderstood
from core.wishes import lost_numbers

CHANNEL = "sms"
ONLY_TURN = 0
MORE_IS_KEPT = timedelta(minutes=30)
LANGUAGE_IS_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text as it arrived; the caller is a blinded phone, or none if it cannot be read.

    `country` is the caller's, if it is another one that the house answers for.
    """

    id: str
    caller: str | None
    text: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said to a text, and what the contact's row keeps of it: never the clave."""

    outcome: str
    language: str
    fitted: Fitted
    number: str | None = None
    state: str = ""
    intents: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True)
class SmsDoor:
    """What the door is built of; `blind` makes a phone unreadable, or tells that it has none.

    `country_of` tells the other country of a phone, or nothing.
    """

    inquiry: Inquiring
    finding: Finding
    wording: Wording
    contacts: Contacts
    clock: Clock
    blind: Callable[[str], str | None]
    country_of: Callable[[str], str]
    signature: Signature

    def receive(self, incoming: Incoming) -> str:
        """Answer a text once, in plain words; a repeat gets the very same and is not asked again.

        An empty reply is none: nothing is sent.
        """
        _, this = self.contacts.turns(incoming.id, ONLY_TURN)
        if this is not None:
            return this.reply
        answered = self._answered(incoming)
        contact = Contact(
            channel=CHANNEL,
            provider_id=incoming.id,
            turn=ONLY_TURN,
            caller=incoming.caller,
            at=self.clock.now(),
            language=answered.language,
            outcome=answered.outcome,
            state=answered.state or answered.fitted.rest,
            reply=answered.fitted.text,
            number=answered.number,
        )
        return self.contacts.keep(contact, intents=answered.intents).reply

    def _answered(self, incoming: Incoming) -> Answered:
        try:
            asked = read(incoming.text)
            if isinstance(asked, MoreAsked):
                return self._more(incoming.caller)
            answer = self._ask(asked, incoming)
            wishes = self._wishes(answer, incoming)
        except Refusal as refusal:
            said = self._say(RefusalAnswer(refusal), refusal.code, incoming.caller)
            # A number that was not offered leaves the question open.
            kept = self._waiting(incoming.caller) if isinstance(refusal, ChoiceUnknown) else None
            return said if kept is None else replace(said, state=kept.state)
        # Whoever writes REQUISITOS wants the list itself, not a hint that there is one.
        whole = isinstance(answer, ProcedureAnswer)
        said = self._say(answer, asked.outcome, incoming.caller, whole=whole)
        return replace(said, intents=wishes)

    def _ask(self, asked: Asked, incoming: Incoming) -> Answer:
        if not isinstance(asked, ChoiceAsked):
            texter = Texter(incoming.caller, incoming.country)
            return Asking(self.inquiry, self.finding).ask(asked, texter)
        waiting = self._waiting(incoming.caller)
        choices = () if waiting is None else offered(waiting.state)
        if not choices:
            raise TextNotUnderstood
        return self.finding.chosen(choices, asked.place)

    def _wishes(self, answer: Answer, incoming: Incoming) -> tuple[Intent, ...]:
        """Have lost numbers sent to where they are on file; the reply never tells if anyone is."""
        if not isinstance(answer, NumbersSentAnswer) or not answer.document:
            return ()
        cause = f"{CHANNEL}:{incoming.id}"
        return (lost_numbers(answer.document, cause=cause, at=self.clock.now()),)

    def _say(
        self, answer: Answer, outcome: str, caller: str | None, *, whole: bool = False
    ) -> Answered:
        """Word an answer; `whole` sends at once what may be told, up to the parts allowed."""
        composed = tell(self.wording, self._language(caller), CHANNEL, answer, more=True)
        must = answer.must_tell
        told, waiting = composed.texts[: len(must)], composed.texts[len(must) :]
        if INFORMATIVE in must and waiting:
            # What is asked for later is a message of its own, which must say what it is.
            waiting = (*waiting, told[must.index(INFORMATIVE)])
        if whole:
            told, waiting = (*told, *waiting), ()
        fitted = fit(" ".join(told), " ".join(waiting), self._hints(composed.language))
        number = answer.number.digits if isinstance(answer, StatusAnswer) else None
        state = remember(answer) if isinstance(answer, ChoicesAnswer) else ""
        return Answered(outcome, composed.language, fitted, number, state=state)

    def _more(self, caller: str | None) -> Answered:
        """Go on with what the caller's last answer left, if it was not long ago."""
        latest = self._waiting(caller)
        if latest is None or not latest.state or offered(latest.state):
            state = "" if latest is None else latest.state
            return replace(self._say(NOTHING_MORE, "nothing_more", caller), state=state)
        fitted = fit(latest.state, "", self._hints(latest.language))
        return Answered("more", latest.language, fitted, latest.number)

    def _waiting(self, caller: str | None) -> Contact | None:
        """Read the caller's last text, if what it left may still be asked for."""
        since = self.clock.now() - MORE_IS_KEPT
        return None if caller is None else self.contacts.latest(caller, CHANNEL, since)

    def _hints(self, language: str) -> tuple[str, ...]:
        return self.wording.compose(language, CHANNEL, HINTS).texts

    def _language(self, caller: str | None) -> str:
        """Keep to the language of the caller's last text; no look-up while there is but one."""
        first, *others = self.wording.languages(CHANNEL)
        if not others or caller is None:
            return first
        latest = self.contacts.latest(caller, CHANNEL, self.clock.now() - LANGUAGE_IS_KEPT)
        return first if latest is None else latest.language
