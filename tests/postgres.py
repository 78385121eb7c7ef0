"""A real PostgreSQL for tests and bench: a cluster of its own, up in seconds, gone afterwards."""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.sql import SQL, Composed, Identifier

DEBIAN = Path("/usr/lib/postgresql")
THROWAWAY = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
PORTS_TO_TRY = 5
ROOM = 2**30


class PostgresMissingError(RuntimeError):
    """Debian's server programs are not there: a test that needs them fails, it never skips."""


class Postgres:
    """A server on the loopback alone, whose files are removed unless a home is given.

    `durable` writes to disk before it answers, as in production; `home` keeps the cluster, so that
    a bench finds its million cases again.
    """

    def __init__(self, *, durable: bool = False, home: Path | None = None) -> None:
        self._programs = server_programs(DEBIAN)
        self._speed = "" if durable else THROWAWAY
        self._keeps_files = home is not None
        self._home = home or Path(tempfile.mkdtemp(prefix="convergencia-postgres-", dir=memory()))
        self._names = itertools.count(1)
        self._port = 0
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        self._home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root, so the folder goes to the user it came with.
            shutil.chown(self._home, "postgres", "postgres")
        if not (self._home / "cluster" / "PG_VERSION").exists():
            who = ("--auth=trust", "--username=postgres")
            self._run("initdb", *who, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()
        self._run("pg_ctl", "stop", "-w", "-m", "fast" if self._keeps_files else "immediate")
        if not self._keeps_files:
            shutil.rmtree(self._home)

    def create_database(self, name: str | None = None, *, like: str = "template1") -> str:
        """Make a database, empty unless it is a copy, and return its URL for DATABASE_URL.

        `like` is the URL of another one, to which nobody is connected.
        """
        name = name or f"test_{next(self._names)}"
        template = like.rpartition("/")[2]
        # A copy by files takes half as long as one that is written to the log block by block.
        statement = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._does(statement.format(Identifier(name), Identifier(template)))
        return self.url(name)

    def url(self, name: str) -> str:
        """Tell the URL of a database as DATABASE_URL wants it."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{name}"

    def process(self) -> int:
        """Tell the process that started all others of the cluster."""
        return int((self._home / "cluster" / "postmaster.pid").read_text().split()[0])

    def drop_database(self, url: str) -> None:
        """Delete a database, whoever is still connected to it."""
        name = url.rpartition("/")[2]
        self._does(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _does(self, statement: Composed) -> None:
        if self._connection is None:
            server = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"
            self._connection = psycopg.connect(server, autocommit=True)
        self._connection.execute(statement)

    def _start(self) -> None:
        for left in reversed(range(PORTS_TO_TRY)):
            self._port = free_port()
            where = f"-c port={self._port} -c listen_addresses=127.0.0.1"
            socket_folder = f"-c unix_socket_directories={self._home}"
            options = f"{where} {socket_folder} {self._speed}"
            try:
                self._run("pg_ctl", "start", "-w", "-l", f"{self._home}/log", "-o", options)
            except subprocess.CalledProcessError:
                # Someone may have taken the port since it was found free.
                if not left:
                    raise
            else:
                return

    def _run(self, program: str, *arguments: str) -> None:
        as_postgres = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        subprocess.run(
            [
                *(as_postgres if os.geteuid() == 0 else ()),
                f"{self._programs / program}",
                f"--pgdata={self._home / 'cluster'}",
                *arguments,
            ],
            check=True,
            cwd=self._home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


def memory() -> Path | None:
    """Find where files are kept in memory, if there is room: a copy is made ten times faster."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder that is made there has a name of its own
    has_room = shared.is_dir() and shutil.disk_usage(shared).free > ROOM
    return shared if has_room and os.access(shared, os.W_OK) else None


def server_programs(debian: Path) -> Path:
    """Find the folder of initdb: the newest of Debian's, else the one on the path."""
    found = sorted(debian.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise PostgresMissingError("PostgreSQL's server programs are missing. Run: bin/setup test")


def free_port() -> int:
    """Ask the machine for a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
