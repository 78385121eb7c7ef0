"""The bad lines of the bench carry every byte, count what arrives, take their time, and break."""

import hashlib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from bench.links.bad_line import BadLine, Figures
from bench.links.cutting import Cutting
from bench.links.open_line import may_make_networks, open_line
from bench.links.terms import Terms
from bench.links.tls_end import Certificate, tls_line

FAST = Terms(bits_a_second=20_000_000, round_trip=0.01, loss=0.0)
LOSSY = Terms(bits_a_second=20_000_000, round_trip=0.01, loss=0.05)
SLOW = Terms(bits_a_second=200_000, round_trip=0.2, loss=0.0)
SAID = b"".join(hashlib.sha512(bytes([at])).digest() for at in range(256)) * 4


@pytest.fixture(params=["proxy", "networks"])
def kind(request: pytest.FixtureRequest) -> str:
    """Use networks where they can be made; elsewhere the proxy stands in, as in the bench."""
    return str(request.param) if may_make_networks() else "proxy"


@contextmanager
def an_echo(context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve whoever says a number of bytes: they come back, and then the server hangs up."""
    server = socket.create_server(("127.0.0.1", 0))
    Thread(target=_serve, args=(server, context), daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def _serve(server: socket.socket, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            plain, _ = server.accept()
            said = context.wrap_socket(plain, server_side=True) if context else plain
        except OSError:
            return
        Thread(target=_echo, args=(said,), daemon=True).start()


def _echo(said: socket.socket) -> None:
    with said:
        try:
            while piece := said.recv(65_536):
                said.sendall(piece)
        except OSError:
            return


def say(port: int, said: bytes) -> bytes:
    heard = bytearray()
    with socket.create_connection(("127.0.0.1", port)) as line:
        Thread(target=line.sendall, args=(said,), daemon=True).start()
        while len(heard) < len(said) and (piece := line.recv(65_536)):
            heard += piece
    return bytes(heard)


@contextmanager
def a_line(terms: Terms, kind: str) -> Iterator[BadLine]:
    with an_echo() as port, open_line(port, terms, by_proxy=kind == "proxy") as line:
        yield line


def settled(line: BadLine) -> Figures:
    """Read the figures once they stand still: a byte is counted after it was handed over."""
    before = line.figures()
    for _ in range(100):
        time.sleep(0.02)
        now = line.figures()
        if now == before:
            return now
        before = now
    raise AssertionError("the line never rests")


def test_a_line_that_loses_packets_still_carries_every_byte_both_ways(kind: str) -> None:
    with a_line(LOSSY, kind) as line:
        heard = say(line.port, SAID)
        assert hashlib.sha256(heard).digest() == hashlib.sha256(SAID).digest()
        figures = settled(line)
    assert (figures.up, figures.down, figures.connections) == (len(SAID), len(SAID), 1)
    assert figures.on_air > 2 * len(SAID)


def test_a_line_is_as_slow_as_it_was_told_to_be(kind: str) -> None:
    with a_line(SLOW, kind) as line:
        began = time.monotonic()
        assert say(line.port, SAID[:10_000]) == SAID[:10_000]
        took = time.monotonic() - began
    # A round trip to connect and one to answer; the echo begins before all of it has arrived.
    least = 2 * SLOW.round_trip + 10_000 * 8 / SLOW.bits_a_second
    assert least <= took < 2 * least


def test_a_cut_line_says_no_more_and_the_next_connection_is_whole(kind: str) -> None:
    with a_line(SLOW, kind) as line:
        with socket.create_connection(("127.0.0.1", line.port)) as cut:
            cut.sendall(SAID)
            assert cut.recv(1)
            line.cut()
            with suppress(OSError):
                while cut.recv(65_536):
                    pass
        before = line.figures()
        assert before.down < len(SAID) // 2
        assert say(line.port, SAID[:100]) == SAID[:100]
        assert line.figures().since(before).connections == 1


def test_what_is_said_inside_tls_is_counted_apart_from_its_handshake(
    kind: str, tmp_path: Path
) -> None:
    certificate = Certificate.made(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    with (
        an_echo(context) as port,
        open_line(port, FAST, by_proxy=kind == "proxy") as line,
        tls_line(line, certificate) as inside,
    ):
        assert say(inside.port, SAID) == SAID
        assert say(inside.port, b"again") == b"again"
        said, carried = inside.figures(), line.figures()
    assert (said.up, said.down, said.connections) == (len(SAID) + 5, len(SAID) + 5, 2)
    assert said.requests >= 2
    assert carried.up > said.up + 2 * 300
    assert carried.down > said.down + 2 * 600


def test_the_longest_time_in_which_nothing_went_on_is_found() -> None:
    with a_line(FAST, "proxy") as line:
        watching = Cutting(line, lambda: 0)
        watching.seen += [(0.5, 0), (1.0, 5), (9.0, 5), (9.5, 6), (12.0, 6)]
        assert watching.longest_standstill() == 8.0
