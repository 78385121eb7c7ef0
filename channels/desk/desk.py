"""What the desk is built of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from channels.desk.call_figures import CallBoard
from channels.desk.exchange_board import ExchangeBoard
from channels.desk.letter_post import LetterPost
from channels.desk.move_form import EXTENSION
from channels.desk.signing.guard import Guard, SignedIn
from channels.desk.story import Storyteller
from channels.desk.trip_board import TripBoard
from channels.desk.unit_counter import CHANNEL as UNIT
from channels.desk.unit_counter import UnitCounter
from channels.desk.words import Words
from core.acts import Act
from core.casework import CaseFile, Casework
from core.contradictions import Contradictions
from core.conversing import Conversing
from core.intake import Intake
from core.letterbox import Letterbox
from core.library import Library
from core.model.country import CountryPack
from core.model.event import EventId
from core.model.phone import Numbering
from core.model.place import Gazetteer
from core.model.procedure import Procedure
from core.moving import CaseMoving
from core.opening import CaseOpening
from core.papers import Papers
from core.ports import Clock, Contact, Contacts, FormsDone
from core.reception import Reception
from core.refusals import ProcedureUnknown
from core.resolving import Resolving
from core.routing import RouteView, route_of
from core.thread_reading import ThreadReading

CHANNEL = "desk"
NAMED = frozenset({"es", "quz", "quy", "ayr", "cni", "agr"})
# A receipt is printed again by whoever made it, as long as the person may still stand there.
RECEIPT_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The use cases that the desk asks, and who stands at it.

    `find` tells the codes of what may be meant by someone's own words at an institution;
    `phone_of` the phone of a blinded caller who wants an answer, as long as it is kept.
    """

    guard: Guard
    words: Words
    casework: Casework
    find: Callable[[str, str], Sequence[str]]
    intake: Intake
    opening: CaseOpening
    moving: CaseMoving
    contradictions: Contradictions
    resolving: Resolving
    library: Library
    gazetteer: Gazetteer
    numbering: Numbering
    country: CountryPack
    contacts: Contacts
    forms: FormsDone
    clock: Clock
    letterbox: Letterbox
    threads: ThreadReading
    conversing: Conversing
    phone_of: Callable[[str], str | None]
    call_board: CallBoard
    post: LetterPost
    trip_board: TripBoard
    reception: Reception
    papers: Papers
    exchange: ExchangeBoard
    unit: UnitCounter | None
    name_of: Callable[[str], str]
    new_id: Callable[[], str]

    def storyteller(self) -> Storyteller:
        """Make what tells the story of a case under the books of now."""
        return Storyteller(self.words, self.library.books(), self.name_of)

    def act(
        self,
        who: SignedIn,
        *,
        on: date | None = None,
        seen: str | None = None,
        key: str | None = None,
    ) -> Act:
        """Make the act of whoever is signed in: nobody acts in another's name."""
        unit, today = self.unit, self.clock.today()
        return Act(
            actor=who.actor,
            via=CHANNEL if unit is None else UNIT,
            visit="" if unit is None else unit.stop(today),
            on=on or today,
            seen=None if seen is None else EventId.parse(seen),
            key=key,
        )

    def procedures(self, institution: str) -> tuple[Procedure, ...]:
        """List what can be asked for at an institution, by name."""
        found = (p for p in self.library.books().procedures.values() if _is_taken(p, institution))
        return tuple(sorted(found, key=lambda procedure: procedure.name))

    def find_procedures(self, wanted: str, institution: str) -> tuple[Procedure, ...]:
        """Find what a person may want in their own words, the likeliest first."""
        listed = {procedure.code: procedure for procedure in self.procedures(institution)}
        return tuple(listed[code] for code in self.find(wanted, institution) if code in listed)

    def procedure(self, code: str, institution: str) -> Procedure:
        """Read a procedure that can be asked for here, or refuse it as unknown."""
        country, _, _ = institution.partition("/")
        found = self.library.books().procedure(f"{country}/{code}")
        if not _is_taken(found, institution):
            raise ProcedureUnknown
        return found

    def route_of(self, file: CaseFile) -> RouteView | None:
        """Tell how far a case has come on its route, where it has one."""
        return route_of(file.case, self.library.books(), self.clock.today())

    def moves_of(self, file: CaseFile, route: RouteView | None) -> tuple[str, ...]:
        """List what the law allows, with more days for a report where the route knows of them."""
        moves = file.moves if self.unit is None else without_reception(file.moves)
        return (*moves, EXTENSION) if route is not None and route.may_extend else moves

    def languages(self) -> list[tuple[str, str]]:
        """Name the languages that a person may prefer."""
        named = ((code, code if code in NAMED else "other") for code in self.country.languages)
        return [(code, self.words.say(f"language.{name}")) for code, name in named]

    def note_look(self, who: SignedIn, number: str) -> None:
        """Keep that someone looked at a case: the citizen may ask who did."""
        self.contacts.keep(
            Contact(
                channel=CHANNEL,
                provider_id=self.new_id(),
                turn=0,
                caller=who.actor,
                at=self.clock.now(),
                language="es",
                outcome="seen",
                state="",
                reply="",
                number=number,
            )
        )


def without_reception(moves: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what the office alone may say: that it has what was handed in at a unit."""
    return tuple(kind for kind in moves if kind != "case_received")


def _is_taken(procedure: Procedure, institution: str) -> bool:
    """Say whether an institution takes the request: its own, or one that no single one has."""
    is_own = procedure.institution == institution
    is_of_many = procedure.institution is None
    return is_own or (is_of_many and procedure.country == institution.partition("/")[0])
