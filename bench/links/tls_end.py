"""Speaks TLS over a bad line for a client that does not, so that what it says is counted apart."""

import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.links.bad_line import BadLine, Figures
from bench.links.relay import HERE, Relay, listening
from bench.links.terms import Carried

NAME = "sede.example"
_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=36_500)
# How long a server may take to send the tickets that follow a handshake.
_TICKETS_SECONDS = 3.0
_RECORD = 16 * 1024


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was made for one run, and its key."""

    certificate: Path
    key: Path

    @classmethod
    def made(cls, folder: Path) -> "Certificate":
        """Make one for the hub of the bench, signed by itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_FROM)
            .not_valid_after(_FROM + _UNTIL)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        private = key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        one = cls(folder / "hub.crt", folder / "hub.key")
        one.certificate.write_bytes(made.public_bytes(pem))
        one.key.write_bytes(private)
        return one

    def connected(self, port: int) -> ssl.SSLSocket:
        """Connect to whoever has its key."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        plain = socket.create_connection((HERE, port))
        return context.wrap_socket(plain, server_hostname=NAME)

    def handshake(self, line: BadLine) -> Figures:
        """Tell what it costs to connect and say nothing, the server's tickets included."""
        before = line.figures()
        with self.connected(line.port) as connection:
            connection.settimeout(_TICKETS_SECONDS)
            with suppress(TimeoutError):
                connection.recv(1)
        return line.figures().since(before)


@contextmanager
def tls_line(line: BadLine, certificate: Certificate) -> Iterator[BadLine]:
    """Lead over the same line, with TLS from its beginning; what is said inside is counted."""
    carried = Carried()

    def talk(near: socket.socket, far: socket.socket) -> None:
        spoke = far
        while True:
            for one in _ready(near, far):
                piece = _heard(one, far)
                if piece is None:
                    continue
                if not piece:
                    return
                if one is near and spoke is far:
                    carried.ask()
                spoke = one
                carried.add("up" if one is near else "down", len(piece))
                (far if one is near else near).sendall(piece)

    relay = Relay(listener=listening(), dial=lambda: certificate.connected(line.port), talk=talk)
    with relay.running():
        yield BadLine((relay, *line.relays), carried, line.on_air, line.forget)


def _ready(near: socket.socket, far: socket.socket) -> list[socket.socket]:
    if isinstance(far, ssl.SSLSocket) and far.pending():
        return [far]
    return select.select((near, far), (), ())[0]


def _heard(one: socket.socket, far: socket.socket) -> bytes | None:
    """Hear what is there; a ticket of the server's is not said to anybody."""
    # Whoever waits for what comes after a ticket hears the other side no more.
    far.settimeout(0.0)
    try:
        return one.recv(_RECORD)
    except ssl.SSLWantReadError:
        return None
    finally:
        far.settimeout(None)
