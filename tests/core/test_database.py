"""The database behind the store: who waits for whom, and what comes back after a fault."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config.house import House
from core.store.database import open_database
from tests.core.rows import rows, spoil
from tests.core.stories import a_case, a_draft, append, case_of


def setting(house: House, name: str) -> str:
    with house.shelf.database.writer.begin() as connection:
        return str(connection.execute(text(name)).scalar_one())


def test_a_file_is_written_durably_and_forgets_what_is_deleted(house: House) -> None:
    assert setting(house, "PRAGMA journal_mode") == "wal"
    assert setting(house, "PRAGMA synchronous") == "2"
    assert setting(house, "PRAGMA secure_delete") == "1"
    assert setting(house, "PRAGMA foreign_keys") == "1"
    assert setting(house, "PRAGMA busy_timeout") == "30000"


def test_opening_a_database_touches_nothing(house: House) -> None:
    file = house.settings.var_folder / "elsewhere.sqlite"
    open_database(f"sqlite:///{file}").close()
    assert not file.exists()


def test_a_reader_does_not_wait_for_a_writer(either_house: House) -> None:
    number = a_case(either_house)
    with either_house.shelf.ledger.writing() as work:
        work.append(a_draft())
        with ThreadPoolExecutor(1) as pool:
            read = pool.submit(case_of, either_house, number).result(timeout=10)
    assert read.number == number


def test_a_second_writer_waits_for_the_first_and_sees_what_it_wrote(either_house: House) -> None:
    begun, ended = Signal(), Signal()

    def first() -> None:
        with either_house.shelf.ledger.writing() as work:
            begun.set()
            ended.wait(timeout=10)
            work.append(a_draft())

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(first)
        assert begun.wait(timeout=10)
        waiting = pool.submit(append, either_house, a_draft())
        assert not waiting.done()
        ended.set()
        slow.result(timeout=10)
        (event,) = waiting.result(timeout=10)
    assert event.id.seq == either_house.shelf.journal.count()


def test_a_fault_within_the_journal_lets_the_next_writer_in(either_house: House) -> None:
    with pytest.raises(DBAPIError):
        spoil(either_house, "SELECT nothing FROM nowhere")
    append(either_house, a_draft())


def answered(asking: Callable[[], object]) -> bool:
    try:
        asking()
    except (DBAPIError, psycopg.Error):
        return False
    return True


def test_a_server_that_went_away_is_found_again_by_the_next_question(either_house: House) -> None:
    if either_house.shelf.database.is_sqlite:
        return
    number = a_case(either_house)
    contacts = either_house.shelf.contacts
    questions = (
        lambda: case_of(either_house, number),
        lambda: contacts.turns("CA1", 1),
        lambda: append(either_house, a_draft()),
        either_house.shelf.documents.head,
    )
    for asking in questions:
        hang_up(either_house)
        # The one question that was under way is lost; the next one is answered.
        answered(asking)
        assert answered(asking)
    assert rows(either_house, "case_file")


def hang_up(house: House) -> None:
    """End every connection of the house but this one, as a server does that is started again."""
    url = str(house.settings.database_url).replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 9000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
