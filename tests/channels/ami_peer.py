"""A scripted Asterisk manager on a real socket: it greets, knows one user and takes orders."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

GREETING = b"Asterisk Call Manager/9.0.0\r\n"
EVENT = b"Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n"


@dataclass
class Manager:
    """What the manager says; each script is what it answers an action with, or how it breaks off.

    `{id}` in an answer is the ActionID of the order.
    """

    greeting: bytes = GREETING
    login: bytes = b"Response: Success\r\nActionID: {id}\r\nMessage: Welcome\r\n\r\n"
    originate: bytes = (
        b"Response: Success\r\nActionID: {id}\r\nMessage: Originate successfully queued\r\n\r\n"
    )
    orders: list[dict[str, str]] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[int]:
        """Listen on a port of its own."""
        server = _Server(("127.0.0.1", 0), _Talk)
        server.manager = self
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    manager: Manager


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        manager = self.server.manager
        self.wfile.write(manager.greeting)
        while order := self._order():
            manager.orders.append(order)
            script = manager.login if order["Action"] == "Login" else manager.originate
            if not script:
                return
            self.wfile.write(script.replace(b"{id}", order["ActionID"].encode()))

    def _order(self) -> dict[str, str]:
        told: dict[str, str] = {}
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            name, _, value = line.partition(": ")
            told[name] = value
        return told
