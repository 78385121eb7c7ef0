"""Assembles the shelf: one database behind every port that keeps something."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from config.unit_place import PERFORMS, UnitPlace
from core.library import Library
from core.model.case import Case
from core.model.keys import Keys
from core.model.locks import Policy
from core.ports import Clock
from core.search.finder import CatalogueFinder
from core.store.caller_book import StoreCallerBook
from core.store.calls_made import StoreCallsMade
from core.store.calls_taken import StoreCallsTaken
from core.store.case_finder import StoreCaseFinder
from core.store.case_log import StoreCaseLog, StoreFormsDone
from core.store.cases import StoreCases
from core.store.charges import StoreCharges
from core.store.citizens import StoreCitizens
from core.store.contacts import StoreContacts
from core.store.database import Database
from core.store.deadlines import StoreDeadlines
from core.store.deliveries import StoreDeliveries
from core.store.devices import StoreDevices
from core.store.documents import StoreDocuments
from core.store.exchange_log import StoreExchangeLog, clock_is_suspect
from core.store.guesses import StoreGuesses
from core.store.journal import StoreJournal
from core.store.left_messages import StoreLeftMessages
from core.store.letters import StoreLetters
from core.store.opt_outs import StoreOptOuts
from core.store.outbox import StoreOutbox
from core.store.print_runs import StoreRuns
from core.store.projections import Reckon, Reckoned
from core.store.texts_answered import StoreTextsAnswered
from core.store.thread_lists import StoreThreadLists
from core.store.threads import StoreThreads
from core.store.visits import StoreVisits
from core.store.work import StoreLedger
from core.visit_notices import VISIT_CHANGED
from core.wishes import ALARM, RECOUNT, STATUS_LETTER, VOICE_MESSAGE

# Performed again after a crash without harm: the same letter, count, alarm, message or wishes.
REPEATABLE = frozenset({STATUS_LETTER, RECOUNT, ALARM, VOICE_MESSAGE, VISIT_CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What keeps and what was kept, read as ports."""

    database: Database
    documents: StoreDocuments
    library: Library
    procedure_finder: CatalogueFinder
    ledger: StoreLedger
    journal: StoreJournal
    cases: StoreCases
    case_finder: StoreCaseFinder
    case_log: StoreCaseLog
    forms: StoreFormsDone
    citizens: StoreCitizens
    contacts: StoreContacts
    guesses: StoreGuesses
    visits: StoreVisits
    outbox: StoreOutbox
    deadlines: StoreDeadlines
    callers: StoreCallerBook
    opt_outs: StoreOptOuts
    charges: StoreCharges
    calls_made: StoreCallsMade
    calls_taken: StoreCallsTaken
    messages: StoreLeftMessages
    deliveries: StoreDeliveries
    threads: StoreThreads
    thread_lists: StoreThreadLists
    texts_answered: StoreTextsAnswered
    letters: StoreLetters
    runs: StoreRuns
    devices: StoreDevices
    exchange_log: StoreExchangeLog


def stock(
    database: Database, place: UnitPlace | None, *, clock: Clock, keys: Keys, policy: Policy
) -> Shelf:
    """Put every port on the shelf of one database: of a unit's, if it has a place."""
    documents = StoreDocuments(database)
    library = Library(documents)
    ledger = ledger_of(database, library, place, clock=clock, keys=keys)
    return Shelf(
        database=database,
        documents=documents,
        library=library,
        procedure_finder=CatalogueFinder(library.books),
        ledger=ledger,
        journal=StoreJournal(database, at_unit=ledger.is_unit),
        cases=StoreCases(database),
        case_finder=StoreCaseFinder(database),
        case_log=StoreCaseLog(database),
        forms=StoreFormsDone(database),
        citizens=StoreCitizens(database),
        contacts=StoreContacts(database),
        guesses=StoreGuesses(database, clock, policy),
        visits=StoreVisits(database),
        outbox=StoreOutbox(database, clock, REPEATABLE),
        deadlines=StoreDeadlines(database),
        callers=StoreCallerBook(database, clock),
        opt_outs=StoreOptOuts(database),
        charges=StoreCharges(database),
        calls_made=StoreCallsMade(database),
        calls_taken=StoreCallsTaken(database),
        messages=StoreLeftMessages(database),
        deliveries=StoreDeliveries(database, clock),
        threads=StoreThreads(database),
        thread_lists=StoreThreadLists(database),
        texts_answered=StoreTextsAnswered(database),
        letters=StoreLetters(database),
        runs=StoreRuns(database),
        devices=StoreDevices(ledger),
        exchange_log=StoreExchangeLog(database),
    )


def ledger_of(
    database: Database, library: Library, place: UnitPlace | None, *, clock: Clock, keys: Keys
) -> StoreLedger:
    """Open the one place where the journal grows: at a unit, under what was agreed with the hub."""
    ledger = StoreLedger(
        database=database,
        clock=clock,
        random=secrets.token_bytes,
        keys=keys,
        reckon=reckoning(library),
    )
    if place is None:
        return ledger
    return replace(
        ledger,
        lane=place.lane,
        performs=PERFORMS,
        clock_is_suspect=clock_is_suspect,
        may_write=place.may_write,
    )


def reckoning(library: Library) -> Callable[[], Reckon]:
    """Make what counts a case's days under the calendars of the moment."""

    def reckon_now() -> Reckon:
        books = library.books()

        def reckon(case: Case) -> Reckoned:
            # A calendar belongs to an institution: its country, its department, its own days.
            return Reckoned(calendar_key=case.institution, deadlines=books.deadlines(case))

        return reckon

    return reckon_now
