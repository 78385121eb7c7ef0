"""Keeps what is texted in both directions, and lets a person answer in the house's place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from core.library import Library
from core.model.answers import Place
from core.model.calling import first_moment_by_day
from core.model.gsm7 import parts
from core.model.thread import CITIZEN, HOUSE, Change, Hand, NewText, Thread, Way, hide_claves
from core.model.thread_notice import Says, ThreadNotice
from core.ports import Chest, Clock, Intent, OptOuts
from core.ports.threads import Deed, Moved, ThreadLists, ThreadsKept
from core.refusals import CalendarMissing, InstitutionUnknown, ThreadClosed, ThreadUnknown
from core.thread_wishes import thread_notice

MOST_LETTERS = 4_000
A_DAY = timedelta(days=1)
_LINE_ENDS = "\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is to be texted to whom: words of a person, or a notice that is worded at the door."""

    phone: str
    words: str = ""
    notice: ThreadNotice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Texting:
    """What doors and worker tell of texts; whoever is texted is known blinded.

    Words and phones lie sealed and are deleted after `kept_for`. A conversation that nobody of the
    staff goes on with comes back to the house after a working day.
    """

    kept: ThreadsKept
    lists: ThreadLists
    chest: Chest
    opt_outs: OptOuts
    library: Library
    clock: Clock
    zone: tzinfo
    country: str
    kept_for: timedelta
    new_id: Callable[[], str]

    def heard(self, caller: str, phone: str, text: str, /, *, at: datetime, source: str) -> bool:
        """Keep what a citizen wrote, once; tell whether a person has it, so do not answer."""
        said = self._new(text, way=Way.IN, author=CITIZEN, at=at, source=source)
        if self.kept.add_if_free(caller, said):
            return False
        thread = self.with_phone(caller, phone)
        hand = thread.hand
        if hand is not None:
            waiting = replace(said, number=hand.number, institution=hand.institution, waits=True)
            if self.kept.add_waiting(thread, waiting, self._notice(thread, hand, Says.PERSON, at)):
                return True
        self.kept.add(thread, said)
        return False

    def said(self, caller: str, phone: str, text: str, /, *, wish: str, number: str | None) -> None:
        """Keep what the house texts of its own accord; the same wish again replaces it."""
        thread, now = self.with_phone(caller, phone), self.clock.now()
        new = self._new(text, way=Way.OUT, author=HOUSE, at=now, source=wish)
        self.kept.put(thread, replace(new, number=number))

    def outgoing(self, source: str) -> Outgoing:
        """Open a text of somebody of the staff, to be sent now."""
        found = self.lists.text(source)
        phone = None if found is None else self.phone(found[0])
        sealed = None if found is None else found[1].words
        words = None if sealed is None else self.chest.open_text(source, sealed)
        if phone is None or words is None:
            raise ThreadClosed
        return Outgoing(phone=phone, words=words)

    def notice(self, thread: str, says: str, institution: str) -> Outgoing:
        """Tell what the house has to say in a conversation, to be sent now."""
        found = self.lists.get(thread)
        if found is None:
            raise ThreadUnknown
        phone = self.phone(found)
        if phone is None:
            raise ThreadClosed
        office = self.library.books().institution(institution)
        place = Place(short=office.short_name, full=office.name)
        return Outgoing(phone=phone, notice=ThreadNotice(Says(says), place))

    def phone(self, thread: Thread) -> str | None:
        """Open the phone of a thread, as long as it is kept."""
        if thread.caller is None or thread.phone is None:
            return None
        return self.chest.open_text(_phone_of(thread.caller), thread.phone)

    def with_phone(self, caller: str, phone: str) -> Thread:
        """Tell the thread with a phone; one that nobody texted yet is begun."""
        known = self.kept.of_caller(caller)
        if known is not None and known.phone is not None:
            return known
        new = Thread(
            id=self.new_id() if known is None else known.id,
            country=self.country,
            caller=caller,
            phone=self.chest.seal_text(_phone_of(caller), phone),
        )
        return self.kept.begin(new)

    def lapse(self) -> int:
        """Let the house answer again where nobody did for a working day; tell how often."""
        now = self.clock.now()
        return sum(self._let_go(thread, now) for thread in self.kept.held())

    def forget_words(self) -> int:
        """Delete the words whose time is over."""
        return self.kept.sweep(self.clock.now())

    def goodbye(self, thread: Thread, says: Says, at: datetime) -> tuple[Intent, ...]:
        """Tell a citizen who knows of a person that the house answers again; wake nobody for it."""
        hand = thread.hand
        if hand is None or not hand.is_told or self.is_opted_out(thread):
            return ()
        return (self._notice(thread, hand, says, first_moment_by_day(at, self.zone)),)

    def is_opted_out(self, thread: Thread) -> bool:
        """Say whether a phone wants no text that we begin."""
        return thread.caller is None or self.opt_outs.has(thread.caller)

    def sealed(self, source: str, words: str) -> str:
        """Seal the words of a text for its source alone."""
        return self.chest.seal_text(source, words)

    def _new(self, text: str, *, way: Way, author: str, at: datetime, source: str) -> NewText:
        words = hide_claves(readable(text))
        return NewText(
            source=source,
            way=way,
            author=author,
            at=at,
            kept_until=at + self.kept_for,
            words=self.sealed(source, words),
            parts=parts(text),
        )

    def _notice(self, thread: Thread, hand: Hand, says: Says, at: datetime) -> Intent:
        return thread_notice(thread, says, institution=hand.institution, since=hand.since, at=at)

    def _let_go(self, thread: Thread, now: datetime) -> bool:
        hand, quiet = thread.hand, thread.quiet_since()
        if hand is None or quiet is None or now < self._a_working_day_after(quiet, hand):
            return False
        says = Says.BACK if thread.waiting_since is None else Says.LATE
        deed = Deed(at=now, change=Change.LAPSED, intents=self.goodbye(thread, says, now))
        return self.kept.move(thread, thread.returned(), deed) is Moved.DONE

    def _a_working_day_after(self, moment: datetime, hand: Hand) -> datetime:
        """Tell the same hour of the next day on which the office works (TUO LPAG art. 145.1)."""
        local = moment.astimezone(self.zone)
        try:
            calendar = self.library.books().calendar(hand.institution)
            day = calendar.add_business(local.date(), 1)
        except (CalendarMissing, InstitutionUnknown):
            return moment + A_DAY
        return datetime.combine(day, local.time(), self.zone)


def readable(text: str) -> str:
    """Leave out what no page can show: signs that command a machine, and halves of letters."""
    whole = text[:MOST_LETTERS].encode("utf-8", "replace").decode()
    return "".join(sign for sign in whole if sign in _LINE_ENDS or sign.isprintable())


def _phone_of(caller: str) -> str:
    return f"{caller}.phone"
