"""One granian with one worker and one thread, started for one measurement."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bench.cpu import cpu_seconds
from config.settings import ROOT
from tests.postgres import free_port

WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the connection that drives it."""

    process: int
    port: int
    connection: http.client.HTTPConnection

    def connect_anew(self) -> None:
        """Take a fresh connection: the server may have closed the last one while it was idle."""
        self.connection.close()
        self.connection.connect()

    def cpu(self) -> float:
        """Tell the processor time that it has used so far."""
        return cpu_seconds(self.process)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Send one webhook and read the answer, which must be a success."""
        try:
            status, answer = self._sent(path, body, headers)
        except ConnectionError:
            # Granian hangs up after an answer whose request was not read to its end in time: the
            # bare application never reads it.
            self.connect_anew()
            status, answer = self._sent_surely(path, body, headers)
        if status != http.client.OK:
            raise RuntimeError(f"{path}: {status} {answer[:200]!r}")
        return answer

    def _sent(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self.connection.request("POST", path, body, dict(headers))
        response = self.connection.getresponse()
        return response.status, response.read()

    def _sent_surely(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            return self._sent(path, body, headers)
        except OSError as lost:
            # As it is, click would take a broken pipe for a reader who left, and end in silence.
            raise RuntimeError(f"{path}: the server hung up twice: {lost!r}") from lost


@contextmanager
def serving(app: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve an application until the measurement is done."""
    port = free_port()
    one = ("--workers", "1", "--blocking-threads", "1", "--runtime-threads", "1")
    command = (sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", *one)
    where = ("--host", "127.0.0.1", "--port", str(port), "--log-level", "error", app)
    child = subprocess.Popen(  # noqa: S603 - our own server
        (*command, *where), cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    try:
        connection = _connect(port)
        yield Server(child.pid, port, connection)
        connection.close()
    finally:
        child.terminate()
        child.wait()


def _connect(port: int) -> http.client.HTTPConnection:
    started = time.monotonic()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() - started > WAIT_SECONDS:
                raise
            time.sleep(0.1)
        else:
            return connection
