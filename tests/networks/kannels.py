"""A real Kannel on loopback: bearerbox, smsbox, its fake network and one that speaks SMPP."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlencode
from urllib.request import urlopen

from tests.networks.offices import TOKEN
from tests.networks.processes import end, listens, started, until
from tests.postgres import free_port
from tests.sources import HOUSE

FAKE_PHONE = "/usr/lib/kannel/test/fakesmsc"
NPM = HOUSE / ".venv/npm"
CENTRE = HOUSE / "tests/networks/smpp_centre.js"
# Sender, phone, the header of a part of several where there is one, alphabet, text.
_GOT = re.compile(rb"Got message \d+: <\S+ \S+ (?:udh (%\S+) )?(text|data|ucs-2) (.*)>")
_MORE = "\x00"  # after a part that another follows
_PART = re.compile(rb"%05%00%03%(..)%(..)%(..)")

CONF = """\
group = core
admin-port = {admin}
admin-password = administra
status-password = mira
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
smsbox-port = {boxes}
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-level = 1
log-file = "{folder}/bearerbox.log"
store-type = spool
store-location = "{folder}/spool"
dlr-storage = internal
sms-resend-freq = 2

group = smsc
smsc = fake
smsc-id = fake
allowed-smsc-id = fake
port = {fake}
connect-allow-ip = 127.0.0.1

group = smsc
smsc = smpp
smsc-id = centre
allowed-smsc-id = centre
host = 127.0.0.1
port = {centre}
transceiver-mode = true
smsc-username = kannel
smsc-password = secreto
system-type = "VMA"
interface-version = 34
source-addr-autodetect = true
address-range = ""
enquire-link-interval = 5
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {send}
sendsms-interface = 127.0.0.1
log-level = 0
log-file = "{folder}/smsbox.log"
mo-recode = true
http-request-retry = 3
http-queue-delay = 1

group = sendsms-user
username = convergencia
password = carga
concatenation = true
max-messages = 6
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
get-url = "http://kannel:{token}@127.0.0.1:{web}/sms/kannel/incoming?from=%p&text=%b&id=%I&at=%T"
accept-x-kannel-headers = true
max-messages = 3
concatenation = true
catch-all = true
omit-empty = true
assume-plain-text = true
send-sender = true
"""


@dataclass(frozen=True)
class Kannel:
    """A Kannel that runs, and its ports."""

    folder: Path
    admin: int
    send: int
    fake: int
    centre: int

    def line(self, network: str) -> str:
        """Write the line that leads over one of its networks."""
        return f"""\
[[carrier]]
name = "{network}"
kind = "kannel"
url = "http://127.0.0.1:{self.send}/cgi-bin/sendsms"
user = "convergencia"
password_env = "KANNEL_PASSWORD"
status_url = "http://127.0.0.1:{self.admin}/status.xml"
status_password_env = "KANNEL_STATUS"
network = "{network}"
sender = "1234"
sender_kind = "short_code"
cents = {{ "+51" = 4 }}
"""

    @contextmanager
    def phone(self, text: str, *, times: int = 1, kind: str = "text") -> Iterator["FakePhone"]:
        """Let a phone text the office through the fake network, and wait for what comes back."""
        log = self.folder / f"phone-{free_port()}.log"
        said = f"+51987654321 1234 {kind} {text}"
        where = ("-H", "127.0.0.1", "-r", str(self.fake), "-i", "0.1", "-m", str(times))
        with started((FAKE_PHONE, *where, said), log):
            yield FakePhone(log)

    def is_online(self, network: str) -> bool:
        """Ask its own status page."""
        with urlopen(f"http://127.0.0.1:{self.admin}/status.txt?password=mira") as page:
            told = page.read().decode()
        return re.search(rf"{network}\[?.*\(online", told) is not None


@dataclass(frozen=True)
class FakePhone:
    """A telephone of the fake network."""

    log: Path

    def got(self) -> list[str]:
        """List what it received, in letters; the parts of a long text are put together."""
        whole: list[str] = []
        for header, kind, text in _GOT.findall(self.log.read_bytes()):
            part = _PART.fullmatch(header)
            if part is None or part[3] == b"01":
                whole.append("")
            whole[-1] += _letters(kind, text)
            if part is not None and part[2] != part[3]:
                whole[-1] += _MORE
        return [one.replace(_MORE, "") for one in whole if not one.endswith(_MORE)]

    def waits_for(self, count: int = 1) -> list[str]:
        """Wait for so many texts."""
        until(lambda: len(self.got()) >= count, f"{count} texts at the phone")
        return self.got()


def _letters(kind: bytes, text: bytes) -> str:
    if kind == b"text":
        return text.decode()
    plain = unquote_to_bytes(text.replace(b"+", b" "))
    return plain.decode("utf-16-be" if kind == b"ucs-2" else "ascii")


@dataclass
class Centre:
    """The SMPP centre of another network, which can be switched off."""

    folder: Path
    port: int
    told: int
    process: subprocess.Popen[bytes] | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Switch it on."""
        command = ("node", CENTRE, NPM, str(self.port), str(self.told))
        self.process = self.stack.enter_context(started(command, self.folder / "centre.log"))
        until(lambda: listens(self.told), "the SMPP centre listens")

    def stop(self) -> None:
        """Switch it off."""
        assert self.process is not None
        end(self.process)

    def sent(self) -> list[dict[str, object]]:
        """List what came for its phones."""
        with urlopen(f"http://127.0.0.1:{self.told}/sent") as answer:
            found: list[dict[str, object]] = json.load(answer)
        return found

    def text(self, sender: str, text: str) -> None:
        """Let one of its phones text the office."""
        said = urlencode({"from": sender, "to": "1234", "text": text})
        with urlopen(f"http://127.0.0.1:{self.told}/text?{said}") as answer:
            assert answer.read() == b"taken"


@contextmanager
def kannel_with(folder: Path, web: int) -> Iterator[tuple[Kannel, Centre]]:
    """Start a Kannel that brings texts to the house at a port, and the centre beside it."""
    (folder / "spool").mkdir(parents=True)
    admin, boxes, send, fake, smpp, told = (free_port() for _ in range(6))
    conf = folder / "kannel.conf"
    conf.write_text(
        CONF.format(
            folder=folder,
            admin=admin,
            boxes=boxes,
            send=send,
            fake=fake,
            centre=smpp,
            web=web,
            token=TOKEN,
        )
    )
    centre = Centre(folder, smpp, told)
    kannel = Kannel(folder, admin, send, fake, smpp)
    with centre.stack:
        centre.start()
        with started(("/usr/sbin/bearerbox", conf), folder / "bearerbox.out"):
            until(lambda: listens(boxes) and listens(admin) and listens(fake), "bearerbox listens")
            with started(("/usr/sbin/smsbox", conf), folder / "smsbox.out"):
                until(lambda: listens(send), "smsbox listens")
                until(lambda: kannel.is_online("centre"), "the SMPP centre is bound")
                yield kannel, centre
