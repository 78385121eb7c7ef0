"""What each browser's phone holds while it is used: in memory only, bounded, soon forgotten."""

import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock, RLock
from typing import Literal

from channels.handset.phone import Call
from channels.handset.walk import KEYS, Listening, Prompt
from core.ports import Clock

MOST_LINES = 200
MOST_TEXTS = 50
MOST_POCKETS = 100
FORGOTTEN_AFTER = timedelta(minutes=30)

HINTS = {
    "voice": "Se graba su voz: numeral deja un mensaje de prueba, esperar es quedarse callado.",
    "person": "Suena el teléfono de la oficina: 1 es que contestan, esperar es que no.",
}

Who = Literal["house", "caller", "network"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the transcript; `place` never changes, so that its sound can be asked for."""

    place: int
    who: Who
    text: str
    language: str
    is_fresh: bool = True
    slow: bool = False
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sms:
    """A text that was written or received."""

    at: datetime
    who: Literal["house", "caller"]
    text: str


def hint_of(call: Call) -> str:
    """Tell what keys stand for where this phone cannot do what a phone does."""
    return HINTS.get(call.stands.awaits, "") if isinstance(call.stands, Listening) else ""


@dataclass(slots=True)
class Pocket:
    """One phone: its number, its call with the transcript, its texts, a word to show once."""

    phone: str
    used_at: datetime
    call: Call | None = None
    lines: deque[Line] = field(default_factory=lambda: deque[Line](maxlen=MOST_LINES))
    texts: deque[Sms] = field(default_factory=lambda: deque[Sms](maxlen=MOST_TEXTS))
    notice: str = ""
    places: int = 0
    lock: RLock = field(default_factory=RLock)

    @property
    def listening(self) -> Listening | None:
        """Tell what keys are waited for, if any are."""
        if self.call is None or self.call.is_over or not isinstance(self.call.stands, Listening):
            return None
        return self.call.stands

    def begin(self, dial: Callable[[], Call]) -> None:
        """Begin a call, with a transcript of its own."""
        self.lines.clear()
        self.act("Llama", dial)

    def act(self, did: str, step: Callable[[], Call]) -> None:
        """Write down what the caller did and what was heard then."""
        self.lines = deque((replace(line, is_fresh=False) for line in self.lines), MOST_LINES)
        if did:
            self._write("caller", did)
        self.call = step()
        for prompt in self.call.heard:
            self._say(prompt)
        if self.call.is_over:
            who = "Usted colgó." if self.call.hung_up else "La casa colgó."
            self._write("network", who)
        elif hint := hint_of(self.call):
            self._write("network", hint)

    def change_number(self, phone: str) -> None:
        """Become another phone: what the old one heard is none of its business."""
        if self.call is not None:
            self.call.hang_up()
        self.phone, self.call = phone, None
        self.lines.clear()
        self.texts.clear()

    def break_off(self, why: str) -> None:
        """Drop a call that failed."""
        self.call = None
        self._write("network", why)

    def prompt(self, place: int) -> Prompt | None:
        """Find what the house said at a place of the transcript."""
        for line in self.lines:
            if line.place == place and line.who == "house":
                return Prompt(line.language, line.text, line.slow, line.sounds)
        return None

    def take_notice(self) -> str:
        """Take the word that is shown once."""
        notice, self.notice = self.notice, ""
        return notice

    def _say(self, prompt: Prompt) -> None:
        said = Line(self.places, "house", prompt.text, prompt.language)
        self.lines.append(replace(said, slow=prompt.slow, sounds=prompt.sounds))
        self.places += 1

    def _write(self, who: Who, text: str, language: str = "es") -> None:
        last = self.lines[-1] if self.lines else None
        if last is not None and who == last.who == "caller" and KEYS.issuperset(last.text + text):
            # Keys of one answer, pressed one by one.
            self.lines[-1] = replace(last, text=last.text + text)
            return
        self.lines.append(Line(self.places, who, text, language))
        self.places += 1


@dataclass(slots=True)
class Pockets:
    """The phones of all browsers; one that nobody uses is forgotten."""

    clock: Clock
    phone: str
    _kept: OrderedDict[str, Pocket] = field(default_factory=OrderedDict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def find(self, ticket: str) -> Pocket | None:
        """Find the phone of a browser, unless it was forgotten."""
        with self._lock:
            self._forget()
            pocket = self._kept.get(ticket)
            if pocket is not None:
                pocket.used_at = self.clock.now()
                self._kept.move_to_end(ticket)
            return pocket

    def open(self) -> tuple[str, Pocket]:
        """Give a browser a phone, and the ticket by which it is found again."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            while len(self._kept) >= MOST_POCKETS:
                self._kept.popitem(last=False)
            pocket = self._kept[ticket] = Pocket(self.phone, self.clock.now())
        return ticket, pocket

    def _forget(self) -> None:
        oldest = self.clock.now() - FORGOTTEN_AFTER
        for ticket in [key for key, kept in self._kept.items() if kept.used_at < oldest]:
            del self._kept[ticket]
