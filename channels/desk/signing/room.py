"""What signing in is built of."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from channels.desk.signing.browser import Marks
from channels.desk.signing.guard import Guard
from core.model.answers import RefusalAnswer
from core.own_account import OwnAccount
from core.ports import Clock, Wording
from core.refusals import Refusal
from core.signing_in import SigningIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The use cases behind the door, and what the door itself must know."""

    guard: Guard
    signing_in: SigningIn
    account: OwnAccount
    marks: Marks
    clock: Clock
    wording: Wording
    zone: ZoneInfo
    public_url: str
    in_development: bool
    key: bytes = field(repr=False)

    def say(self, refusal: Refusal) -> str:
        """Say what is wrong, and the way on."""
        lines = RefusalAnswer(refusal).must_tell
        return " ".join(self.wording.compose("es", "page", lines).texts)

    def origins(self, here: str) -> tuple[str, ...]:
        """List the addresses that pages of ours come from; in development also where we stand."""
        ours = origin_of(self.public_url)
        return (ours, origin_of(here)) if self.in_development else (ours,)


def origin_of(url: str) -> str:
    """Write the origin of an address as browsers send it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
