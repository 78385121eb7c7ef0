"""Gives each use case what it asks for: the same ground under all of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from config.settings import Settings
from config.shelf import Shelf
from core.casework import Casework
from core.correspondence import Correspondence
from core.finding import Finding
from core.importing import Importing
from core.inquiry import Inquiry
from core.intake import Intake
from core.letterbox import Letterbox
from core.model.at_the_phone import OfficeHours
from core.model.country import CountryPack
from core.model.keys import Keys
from core.model.phone import Numbering
from core.model.place import Gazetteer
from core.moving import CaseMoving
from core.opening import CaseOpening
from core.people import People
from core.person_line import PersonLine
from core.ports import Chest, Clock
from core.post_route_check import PostRouteCheck
from core.publishing import Publishing
from core.wishes import alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What use cases stand on."""

    settings: Settings
    clock: Clock
    keys: Keys
    country: CountryPack
    gazetteer: Gazetteer
    shelf: Shelf
    chest: Chest

    def inquiry(self) -> Inquiry:
        """Build what answers citizens."""
        shelf = self.shelf
        return Inquiry(
            cases=shelf.cases,
            guesses=shelf.guesses,
            visits=shelf.visits,
            library=shelf.library,
            gazetteer=self.gazetteer,
            clock=self.clock,
            keys=self.keys,
            policy=shelf.guesses.policy,
            country=self.settings.country,
            alarm=self.raise_alarm,
        )

    def finding(self, inquiry: Inquiry) -> Finding:
        """Build what understands people's own words for a procedure."""
        return Finding(
            finder=self.shelf.procedure_finder,
            library=self.shelf.library,
            gazetteer=self.gazetteer,
            country=self.settings.country,
            procedure=inquiry.procedure,
        )

    def casework(self) -> Casework:
        """Build what reads cases for a desk."""
        shelf = self.shelf
        return Casework(
            cases=shelf.cases,
            finder=shelf.case_finder,
            log=shelf.case_log,
            citizens=shelf.citizens,
            library=shelf.library,
            clock=self.clock,
            numbering=Numbering.of(self.country),
            blind=self.keys.blind,
        )

    def people(self) -> People:
        """Build the register of citizens."""
        return People(ledger=self.shelf.ledger, clock=self.clock, keys=self.keys, new_id=new_id)

    def opening(self) -> CaseOpening:
        """Build what takes requests in."""
        shelf = self.shelf
        return CaseOpening(
            ledger=shelf.ledger,
            library=shelf.library,
            clock=self.clock,
            keys=self.keys,
            at_unit=shelf.ledger.is_unit,
        )

    def moving(self) -> CaseMoving:
        """Build what moves cases along the paths of the law."""
        ledger = self.shelf.ledger
        return CaseMoving(
            ledger=ledger, library=self.shelf.library, clock=self.clock, at_unit=ledger.is_unit
        )

    def intake(self, people: People, opening: CaseOpening) -> Intake:
        """Build what a counter does with who comes to it."""
        return Intake(
            people=people,
            opening=opening,
            citizens=self.shelf.citizens,
            blind=self.keys.blind,
        )

    def publishing(self) -> Publishing:
        """Build what keeps versions of documents."""
        return Publishing(
            ledger=self.shelf.ledger,
            documents=self.shelf.documents,
            clock=self.clock,
            post_routes=PostRouteCheck(self.country.code, self.gazetteer),
        )

    def importing(self) -> Importing:
        """Build what takes the files of offices in."""
        shelf = self.shelf
        return Importing(
            ledger=shelf.ledger,
            library=shelf.library,
            clock=self.clock,
            citizens=shelf.citizens,
            blind=self.keys.blind,
            new_id=new_id,
        )

    def correspondence(self) -> Correspondence:
        """Build what words texts and letters for whom they go to."""
        shelf = self.shelf
        return Correspondence(
            cases=shelf.cases,
            citizens=shelf.citizens,
            visits=shelf.visits,
            library=shelf.library,
            clock=self.clock,
            first_language=self.country.languages[0],
        )

    def person_line(self, may_spend: Callable[[], bool]) -> PersonLine:
        """Build what knows whether a person is at the phone."""
        return PersonLine(
            phone=self.settings.person_phone,
            hours=OfficeHours.parse(self.settings.counter_hours),
            library=self.shelf.library,
            clock=self.clock,
            zone=ZoneInfo(self.country.time_zone),
            country=self.settings.country,
            may_spend=may_spend,
        )

    def letterbox(self) -> Letterbox:
        """Build what keeps messages for a person until somebody has answered them."""
        settings, shelf = self.settings, self.shelf
        return Letterbox(
            messages=shelf.messages,
            chest=self.chest,
            cases=shelf.cases,
            forms=shelf.forms,
            clock=self.clock,
            country=settings.country,
            kept_for=timedelta(days=settings.message_days),
            new_id=new_id,
        )

    def raise_alarm(self, name: str) -> None:
        """Wish that staff are told of something amiss."""
        with self.shelf.ledger.writing() as work:
            work.intend(alarm(name, at=self.clock.now()))


def new_id() -> str:
    """Make an id that says nothing about whom it names."""
    return uuid.uuid4().hex
