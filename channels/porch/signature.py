"""Lets in only what the provider signed, so that no one can speak in a caller's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator

from core.refusals import SignatureInvalid


@dataclass(frozen=True, slots=True)
class Signature:
    """Checks Twilio's signature against the address that Twilio was given, never the Host header.

    A house without its public address or its token cannot tell friend from foe, so it is not built.
    `other_tokens` sign for those who are let in beside Twilio: the handset, in development.
    """

    public_url: str
    auth_token: str = field(repr=False)
    other_tokens: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        address = urlsplit(self.public_url)
        if address.scheme not in {"http", "https"} or not address.netloc:
            raise ValueError("the public address must begin with http:// or https://")
        if not all((self.auth_token, *self.other_tokens)):
            raise ValueError("without the token of the provider no webhook can be trusted")

    @property
    def base_path(self) -> str:
        """Tell the path under which the world sees this house, without a closing slash."""
        return urlsplit(self.public_url).path.rstrip("/")

    def check(self, path: str, form: Mapping[str, str], header: str | None) -> None:
        """Refuse a request that is not signed; `path` is what follows the public address."""
        address = self.public_url.rstrip("/") + path
        validator = RequestValidator(self.auth_token)
        if validator.validate(address, form, header or ""):
            return
        # Only who is not the provider comes here: whom that slows does not matter.
        others = [RequestValidator(token) for token in self.other_tokens]
        if not any(other.validate(address, form, header or "") for other in others):
            raise SignatureInvalid
