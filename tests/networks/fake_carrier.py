"""A carrier on loopback that takes texts as Kannel does, and may do something at each of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread


@dataclass
class FakeCarrier:
    """Counts each text by its words; `before` and `after` it answers, a test may strike."""

    port: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    before: Callable[[int], None] = lambda _count: None
    after: Callable[[int], None] = lambda _count: None
    lock: Lock = field(default_factory=Lock)

    def take(self, text: str) -> int:
        """Take a text; tell how many were."""
        with self.lock:
            self.taken[text] += 1
            return self.taken.total()


@contextmanager
def carrying() -> Iterator[FakeCarrier]:
    """Open a carrier."""
    carrier = FakeCarrier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            count = carrier.take(body.decode())
            carrier.before(count)
            said = b"0: Accepted for delivery"
            try:
                self.send_response(202)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                return  # who asked is dead
            carrier.after(count)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    carrier.port = server.server_port
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield carrier
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
