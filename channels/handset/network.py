"""The network between the handset and the doors: it signs, delivers and judges what comes back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from twilio.request_validator import RequestValidator

from channels.handset.walk import Prompt
from channels.handset.webhooks import Fields

SIGNATURE_HEADER = "X-Twilio-Signature"
REPLY = "text/xml"


class CallFailed(Exception):
    """The house did not answer as a door does: `problem` says how."""

    def __init__(self, problem: str, address: str) -> None:
        super().__init__(f"{problem}: {address}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Reply:
    """What a door answered."""

    status: int
    content_type: str
    body: bytes


class Delivery(Protocol):
    """Carries a form to the doors, in this process or over HTTP."""

    def __call__(self, path: str, form: Fields, headers: Mapping[str, str], /) -> Reply:
        """Post the form to a path of the house."""
        ...


class Media(Protocol):
    """The recorded sounds of the house."""

    def fetch(self, path: str, /) -> bytes:
        """Fetch a sound by its path; anything else fails the walk."""
        ...

    def words(self, mark: str, /) -> str:
        """Tell what is said in a sound, named by its hash, as well as it is known."""
        ...


class NoMedia:
    """Fetches nothing: a phone without a screen or a speaker only tells that a sound came."""

    def fetch(self, path: str, /) -> bytes:
        """Fail."""
        raise CallFailed("no_media", path)

    def words(self, mark: str, /) -> str:
        """Tell the beginning of the hash."""
        return f"[sonido {mark[:8]}]"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs webhooks with a token that the doors accept."""

    public_url: str
    token: str = field(repr=False)

    def address(self, path: str) -> str:
        """Write the address under which the world knows a path of the house."""
        return self.public_url.rstrip("/") + path

    def headers(self, path: str, form: Fields) -> dict[str, str]:
        """Sign a form as the provider does; `path` is what follows the public address."""
        signature = RequestValidator(self.token).compute_signature(self.address(path), dict(form))
        return {SIGNATURE_HEADER: str(signature)}


@dataclass(frozen=True, slots=True)
class Network:
    """Posts signed webhooks; anything but an answer fails the walk."""

    signer: Signer
    delivery: Delivery
    watch: Callable[[bytes], None] = field(default=lambda _body: None)
    media: Media = field(default_factory=NoMedia)

    def post(self, path: str, form: Fields) -> bytes:
        """Post a form to a door and take the TwiML that it answers."""
        reply = self._deliver(path, form)
        if reply.status != HTTPStatus.OK:
            raise CallFailed(f"http_{reply.status}", path)
        if not reply.content_type.startswith(REPLY):
            raise CallFailed("not_twiml", path)
        self.watch(reply.body)
        return reply.body

    def tell(self, path: str, form: Fields) -> None:
        """Post a form to which no words are answered."""
        reply = self._deliver(path, form)
        if reply.status != HTTPStatus.NO_CONTENT:
            raise CallFailed(f"http_{reply.status}", path)

    def follow(self, path: str, address: str) -> str:
        """Resolve an address of a reply against the path it came from; it stays in the house."""
        root = self.signer.address("")
        whole = urljoin(self.signer.address(path), address)
        if urlsplit(whole).netloc != urlsplit(root).netloc or not whole.startswith(f"{root}/"):
            raise CallFailed("leaves_the_house", address)
        return whole.removeprefix(root)

    def worded(self, heard: Iterable[Prompt]) -> tuple[Prompt, ...]:
        """Put words to what was played, as far as the house knows them by its sounds."""
        return tuple(
            replace(prompt, text=" ".join(filter(None, map(self._words, prompt.sounds))))
            if prompt.sounds
            else prompt
            for prompt in heard
        )

    def sounds(self, prompt: Prompt) -> tuple[bytes, ...]:
        """Fetch what a prompt plays, unsigned and from the house alone, as a carrier does."""
        return tuple(self.media.fetch(self.follow("/", address)) for address in prompt.sounds)

    def _words(self, address: str) -> str:
        return self.media.words(address.rpartition("/")[2].removesuffix(".wav"))

    def _deliver(self, path: str, form: Fields) -> Reply:
        return self.delivery(path, form, self.signer.headers(path, form))
