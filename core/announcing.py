"""Tells the people of a district that a unit comes on another day, or does not come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import tzinfo

from core.model.answers import VisitAnswer
from core.model.citizen import Citizen
from core.model.visit import Visit
from core.ports import Citizens, Clock, Ledger, Trips
from core.refusals import Erased, PhoneMissing, VisitChanged, VisitUnknown
from core.telling_change import CONSENT
from core.visit_notices import answer_of, mark_of, visit_text

# The lock is held for so many people at a time, so that a call or a text hardly waits.
AT_A_TIME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNotice:
    """A text about a stop, with the number it goes to."""

    to: str = field(repr=False)
    language: str
    answer: VisitAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcing:
    """Finds who is to hear of a changed stop, and what each of them hears when it goes out.

    It is for who agreed to texts, has a phone that is proved theirs alone, and an open case there.
    """

    ledger: Ledger
    trips: Trips
    citizens: Citizens
    has_opted_out: Callable[[str], bool]
    clock: Clock
    zone: tzinfo
    first_language: str

    def spread(self, visit: str, mark: str) -> int:
        """Wish each of them one text; tell how many. The same change again adds none."""
        stop = self._as_marked(visit, mark)
        people, told = self.trips.neighbours(stop.district), 0
        for first in range(0, len(people), AT_A_TIME):
            with self.ledger.writing() as work:
                for person in people[first : first + AT_A_TIME]:
                    citizen = work.citizen(person)
                    if citizen is not None and self._wants(citizen):
                        work.intend(visit_text(stop, person, at=self.clock.now(), zone=self.zone))
                        told += 1
        return told

    def notice(self, visit: str, mark: str, person: str) -> VisitNotice:
        """Tell what one person is texted now, or refuse where it no longer holds or is wanted."""
        stop, citizen = self._as_marked(visit, mark), self.citizens.get(person)
        if citizen is None or citizen.erased:
            raise Erased
        to = self._phone_of(citizen) if self._wants(citizen) else None
        if to is None or self.has_opted_out(to):
            raise PhoneMissing
        language = citizen.language or self.first_language
        return VisitNotice(to=to, language=language, answer=answer_of(stop))

    def _as_marked(self, visit: str, mark: str) -> Visit:
        stop = self.trips.get(visit)
        if stop is None:
            raise VisitUnknown
        if mark_of(stop) != mark:
            raise VisitChanged
        return stop

    def _wants(self, citizen: Citizen) -> bool:
        if citizen.erased or CONSENT not in citizen.consents or not citizen.phones:
            return False
        return citizen.phones[-1].is_own(self.clock.today())

    def _phone_of(self, citizen: Citizen) -> str | None:
        return self.citizens.open_value(citizen.id, citizen.phones[-1].field)
