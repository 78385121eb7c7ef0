"""One database behind two engines: one that only reads, one that writes under the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import local
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    make_url,
    text,
)

from core.refusals import Refusal
from core.store.prepared import Driver, driver_of
from core.store.sealed import sealing_driver, unlock, why_unread

# A writer waits this long for another before it gives up.
BUSY_SECONDS = 30
# Any constant that no other application on the server uses: the one lock of the journal.
JOURNAL_LOCK = 7_402_026


@dataclass(frozen=True, slots=True)
class Database:
    """Where the rows lie; `reader` never waits for a writer."""

    reader: Engine
    writer: Engine
    _held: local = field(default_factory=local, repr=False, compare=False)

    @property
    def dialect(self) -> str:
        """Tell which of the two databases it is."""
        return self.writer.dialect.name

    @property
    def is_sqlite(self) -> bool:
        """Say whether the file of one machine is meant, not a server."""
        return self.dialect == "sqlite"

    def reading(self) -> Connection:
        """Lend this thread its own connection, which commits each statement by itself.

        Taking one from the pool for every question would cost a webhook a third of its reading.
        """
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None and held.invalidated:
            held.close()  # the server went away: the next question gets another connection
        if held is None or held.closed:
            held = self._held.connection = self.reader.connect()
        return held

    def driver(self) -> Driver:
        """Lend this thread the driver's own connection; one that the server closed is replaced."""
        driver = driver_of(self.reading())
        if getattr(driver.connection, "closed", False):
            self._held.connection.invalidate()
            driver = driver_of(self.reading())
        return driver

    @contextmanager
    def locked(self) -> Iterator[Connection]:
        """Begin a transaction that holds the one lock until it ends.

        Who reads after taking the lock sees all that was committed before: on SQLite because
        BEGIN IMMEDIATE takes the snapshot, on PostgreSQL because READ COMMITTED takes a new one
        for each statement.
        """
        with self.writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(_ADVISORY_LOCK, {"key": JOURNAL_LOCK})
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Read as of one moment, however long it takes, while writers go on."""
        with self.reader.connect() as connection:
            if not self.is_sqlite:
                yield connection.execution_options(isolation_level="REPEATABLE READ")
                return
            driver: Any = connection.connection.driver_connection
            # A byte that is no letter any more is for the audit to find, not to stumble over.
            driver.text_factory = _letters_and_broken_bytes
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")
                driver.text_factory = str

    def close(self) -> None:
        """Let go of every connection."""
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            held.close()
        self.reader.dispose()
        self.writer.dispose()


_ADVISORY_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


def open_database(url: str, key: bytes | None = None) -> Database:
    """Open `sqlite:///file` or `postgresql+psycopg://…` without touching it yet.

    With a key of 32 bytes the file is sealed; a server seals its own disk.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url, key)
    # Said aloud, since a server can be told to isolate otherwise.
    writer = create_engine(url, isolation_level="READ COMMITTED", hide_parameters=True)
    return Database(reader=_reader(url), writer=writer)


def _reader(url: str, **driver: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own options
    # A fault that is logged must not carry the values that a statement was given.
    return create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        hide_parameters=True,
        **driver,
    )


def _open_sqlite(url: str, key: bytes | None) -> Database:
    driver = {} if key is None else {"module": sealing_driver()}
    reader, writer = _reader(url, **driver), create_engine(url, hide_parameters=True, **driver)
    for engine in (reader, writer):
        if key is not None:
            event.listen(engine, "do_connect", partial(_connect_sealed, key=key))
        event.listen(engine, "handle_error", partial(_tell_apart, has_key=key is not None))
    # Outside the lock only turns of conversations are written: the last ones may be lost with the
    # power. Journal and outbox never are.
    event.listen(reader, "connect", partial(_prepare_sqlite, synchronous="NORMAL"))
    event.listen(writer, "connect", partial(_prepare_sqlite, synchronous="FULL"))
    event.listen(writer, "begin", _begin_immediate)
    return Database(reader=reader, writer=writer)


def _connect_sealed(
    dialect: Dialect,
    _record: object,
    given: list[Any],
    named: dict[str, Any],
    *,
    key: bytes,
) -> Any:  # noqa: ANN401 - a driver's
    connection = dialect.connect(*given, **named)
    unlock(connection, key)
    return connection


def _tell_apart(context: ExceptionContext, *, has_key: bool) -> Refusal | None:
    where = context.engine.url.database if context.engine is not None else None
    if where is None:
        return None
    return why_unread(context.original_exception, Path(where), has_key=has_key)


def _prepare_sqlite(connection: Any, _record: object, *, synchronous: str) -> None:  # noqa: ANN401
    # The driver must not begin transactions on its own: we say BEGIN IMMEDIATE ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    # First, since the change to WAL may have to wait for another process.
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What is erased is written over, and not left in the file for whoever finds it.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _letters_and_broken_bytes(found: bytes) -> str:
    return found.decode(errors="surrogateescape")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
