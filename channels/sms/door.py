"""Answers a text: reads it, asks the core, and fits the words into few parts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from channels.porch.last_contact import LANGUAGE_IS_KEPT
from channels.porch.signature import Signature
from channels.porch.tell import tell
from channels.sms.answering import answer, completed
from channels.sms.counter import Counter, Reply
from channels.sms.fitting import Fitted, fit
from channels.sms.memory import waiting_of
from channels.sms.silence import Silence
from channels.sms.turn import Turn
from channels.sms.understanding.read import Read
from channels.sms.understanding.reader import Reader
from channels.sms.words import CAPPED, HINTS, NOTHING_MORE, said
from core.by_text import Texter
from core.model.answers import INFORMATIVE, Answer, RefusalAnswer
from core.model.reply_caps import ReplyCaps, Room
from core.ports import Clock, Contact, Contacts, Wording
from core.ports.texting import Earlier, TextsAnswered
from core.ports.threads import Threads
from core.refusals import ChoiceUnknown, ClaveMalformed, ClaveWait, ClaveWrong, Refusal

CHANNEL = "sms"
ONLY_TURN = 0
MORE_IS_KEPT = timedelta(minutes=30)
# What was on its way so long, and asks what was answered meanwhile, is answered already.
LATE, STILL_FRESH = timedelta(minutes=5), timedelta(minutes=10)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The question stays open when the answer to it was no answer.
_LEAVES_OPEN = (ChoiceUnknown, ClaveWrong, ClaveMalformed, ClaveWait)
_STOP, _OF_A_MACHINE = "stop", "silent:"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text as it arrived; the caller is a blinded phone, or none if nothing can go back to it.

    `country` is the caller's, if it is another one that the house answers for; `written_at` is
    when the network took it, where it tells.
    """

    id: str
    caller: str | None
    text: str = field(repr=False)
    country: str = ""
    phone: str = field(default="", repr=False)
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said to a text, and what the contact's row keeps of it: never the clave."""

    outcome: str
    language: str
    fitted: Fitted
    reply: Reply | None = None
    state: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsDoor:
    """What the door is built of; `blind` makes a phone unreadable, or tells that it has none.

    `country_of` tells the other country of a phone, or nothing; `threads` keeps what is texted,
    and knows where a person answers in the house's place.
    """

    reader: Reader
    counter: Counter
    wording: Wording
    contacts: Contacts
    answered: TextsAnswered
    caps: ReplyCaps
    clock: Clock
    blind: Callable[[str], str | None]
    country_of: Callable[[str], str]
    signature: Signature
    threads: Threads | None = None

    def receive(self, incoming: Incoming) -> str:
        """Answer a text once, in plain words; a repeat gets the very same and is not asked again.

        An empty reply is none: nothing is sent, and the contact's outcome says why.
        """
        now = self.clock.now()
        earlier = self._earlier(incoming, now)
        if earlier.this is not None:
            return earlier.this.reply
        answered = self._answer(incoming, earlier, now)
        contact = Contact(
            channel=CHANNEL,
            provider_id=incoming.id,
            turn=ONLY_TURN,
            caller=incoming.caller,
            at=now,
            language=answered.language,
            outcome=answered.outcome,
            state=answered.state or answered.fitted.rest,
            reply=answered.fitted.text,
            number=answered.number or None,
        )
        intents = () if answered.reply is None else answered.reply.intents
        return self.contacts.keep(contact, intents=intents).reply

    def _answer(self, incoming: Incoming, earlier: Earlier, now: datetime) -> Answered:
        """Answer, or be silent for one of the listed reasons."""
        if incoming.caller is None:
            return self._silent(Silence.UNREACHABLE, None)
        latest = earlier.latest
        # Before every cap: what is written to a person is never dropped, however much it is.
        is_with_a_person = self._is_with_a_person(incoming, now)
        room = self.caps.room(earlier.in_this_hour, earlier.today)
        if is_with_a_person:
            room = Room.ANSWER
        if room is Room.NONE:
            return self._silent(Silence.CAP, latest)
        if room is Room.TELL_ONCE:
            return self._say(Reply(answer=CAPPED, outcome="capped"), self._language(latest))
        turn = self._turn(incoming, latest, now)
        read = completed(
            self.reader.read(incoming.text, turn.waiting.before), turn.waiting, incoming.text
        )
        if read.name == _STOP:
            return self._stopped(turn, latest)
        silence = Silence.PERSON if is_with_a_person else _silence(read)
        if silence is not None:
            return self._silent(silence, latest)
        return self._unless_just_told(self._told(turn, read), incoming, latest, now)

    def _turn(self, incoming: Incoming, latest: Contact | None, now: datetime) -> Turn:
        language = self._language(latest)
        is_open = latest is not None and latest.at >= now - MORE_IS_KEPT
        return Turn(
            texter=Texter(
                caller=incoming.caller or "",
                phone=incoming.phone,
                source=incoming.id,
                language=language,
            ),
            text=incoming.text,
            country=incoming.country,
            waiting=waiting_of(latest if is_open else None),
            at=now,
            languages=self.wording.languages(CHANNEL),
            first_language=language,
        )

    def _told(self, turn: Turn, read: Read) -> Answered:
        """Word the answer or the refusal."""
        language = turn.first_language
        if read.name == "more":
            return self._more(turn)
        try:
            self.reader.check(turn.text)
            reply = answer(self.counter, turn, read)
        except Refusal as refusal:
            refused = Reply(answer=RefusalAnswer(refusal), outcome=refusal.code)
            told = self._say(refused, language)
            if not isinstance(refusal, _LEAVES_OPEN):
                return told
            return replace(told, state=turn.waiting.written, number=turn.waiting.number)
        return self._say(reply, reply.language or language)

    def _stopped(self, turn: Turn, latest: Contact | None) -> Answered:
        """Begin nothing with a phone any more; that it is so is said once."""
        if not self.counter.wishes.stop(turn.texter):
            return self._silent(Silence.OPTED_OUT, latest)
        return self._say(Reply(answer=said("stopped"), outcome=_STOP), turn.first_language)

    def _say(self, reply: Reply, language: str) -> Answered:
        """Word an answer; what must be told comes now, the rest waits for MAS."""
        composed = tell(self.wording, language, CHANNEL, reply.answer, more=True)
        told, waiting = _parted(reply.answer, composed.texts)
        if reply.whole:
            told, waiting = (*told, *waiting), ()
        fitted = fit(" ".join(told), " ".join(waiting), self._hints(composed.language))
        state = "" if fitted.rest and not reply.state else reply.state
        return Answered(
            reply.outcome, composed.language, fitted, reply, state=state, number=reply.number
        )

    def _more(self, turn: Turn) -> Answered:
        """Go on with what the caller's last answer left, if it was not long ago."""
        waiting = turn.waiting
        if not waiting.rest:
            told = self._say(
                Reply(answer=NOTHING_MORE, outcome="nothing_more"), turn.first_language
            )
            return replace(told, state=waiting.written, number=waiting.number)
        fitted = fit(waiting.rest, "", self._hints(turn.first_language))
        return Answered("more", turn.first_language, fitted, number=waiting.number)

    def _silent(self, reason: Silence, latest: Contact | None) -> Answered:
        """Say nothing; what was open stays open."""
        language = self._language(latest)
        state = "" if latest is None or reason is Silence.UNREACHABLE else latest.state
        number = "" if latest is None else latest.number or ""
        return Answered(reason.value, language, Fitted("", ""), state=state, number=number)

    def _is_with_a_person(self, incoming: Incoming, now: datetime) -> bool:
        if self.threads is None or not incoming.phone:
            return False
        return self.threads.heard(
            incoming.caller or "", incoming.phone, incoming.text, at=now, source=incoming.id
        )

    def _unless_just_told(
        self, answered: Answered, incoming: Incoming, latest: Contact | None, now: datetime
    ) -> Answered:
        """Leave an answer out where its text came late and the same was said minutes ago."""
        written = incoming.written_at
        if written is None or latest is None or written > now - LATE:
            return answered
        is_same = latest.reply == answered.fitted.text
        is_fresh = latest.at >= now - STILL_FRESH
        return self._silent(Silence.LATE, latest) if is_same and is_fresh else answered

    def _earlier(self, incoming: Incoming, now: datetime) -> Earlier:
        """Read the caller's last text: it tells the language, and for a while what is open."""
        return self.answered.earlier(
            incoming.id,
            incoming.caller or "",
            since=now - LANGUAGE_IS_KEPT,
            day=now - DAY,
            hour=now - HOUR,
            most=max(self.caps.an_hour, self.caps.a_day) + 2,
        )

    def _hints(self, language: str) -> tuple[str, ...]:
        return self.wording.compose(language, CHANNEL, HINTS).texts

    def _language(self, latest: Contact | None) -> str:
        """Keep to the language of the caller's last text, if it is still offered."""
        languages = self.wording.languages(CHANNEL)
        known = "" if latest is None else latest.language
        return known if known in languages else languages[0]


def _silence(read: Read) -> Silence | None:
    """Answer no machine, nor our own words that came back."""
    return Silence.LOOP if read.name.startswith(_OF_A_MACHINE) else None


def _parted(answer: Answer, texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part what must be told from what waits, which says again what it is."""
    must = answer.must_tell
    told, waiting = texts[: len(must)], texts[len(must) :]
    if INFORMATIVE in must and waiting:
        waiting = (*waiting, told[must.index(INFORMATIVE)])
    return told, waiting
