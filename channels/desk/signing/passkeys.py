"""Passkeys by WebAuthn: the questions that a browser puts to one, and the check of its answer."""

import base64
import ipaddress
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core.refusals import PasskeyWrong

HOUSE = "Convergencia"
LONGEST_ANSWER = 16 * 1024
_PREFERRED = UserVerificationRequirement.PREFERRED
# What a broken answer makes the library raise besides its own exceptions.
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError)


@dataclass(frozen=True, slots=True)
class Passkey:
    """What the vault keeps of a passkey: its name and its public half."""

    id: bytes
    key: bytes

    def to_text(self) -> str:
        """Write it for the vault."""
        return json.dumps({"id": _text(self.id), "key": _text(self.key)}, sort_keys=True)

    @classmethod
    def of(cls, text: str) -> "Passkey":
        """Read it back."""
        kept = json.loads(text)
        return cls(_bytes(kept["id"]), _bytes(kept["key"]))


@dataclass(frozen=True, slots=True)
class Site:
    """The house as a passkey knows it: bound to one name of a host, over https or here."""

    host: str
    origin: str

    @classmethod
    def of(cls, url: str) -> "Site | None":
        """Read it from an address; a bare number, or http from afar, can have no passkeys."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        with suppress(ValueError):
            ipaddress.ip_address(host)
            return None
        if not host or (parts.scheme != "https" and host != "localhost"):
            return None
        return cls(host, f"{parts.scheme}://{parts.netloc}")

    def ask_for_new(
        self, question: bytes, *, user: str, name: str, known: Iterable[Passkey]
    ) -> str:
        """Write what a browser needs to make a new passkey."""
        return options_to_json(
            generate_registration_options(
                rp_id=self.host,
                rp_name=HOUSE,
                user_id=user.encode(),
                user_name=name,
                challenge=question,
                exclude_credentials=[PublicKeyCredentialDescriptor(one.id) for one in known],
                authenticator_selection=AuthenticatorSelectionCriteria(
                    resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_PREFERRED
                ),
            )
        )

    def take_new(self, answer: str, question: bytes) -> tuple[Passkey, int]:
        """Check a new passkey; tell it, and how often it says it was used."""
        try:
            made = verify_registration_response(
                credential=_readable(answer),
                expected_challenge=question,
                expected_rp_id=self.host,
                expected_origin=self.origin,
            )
        except BROKEN as fault:
            raise PasskeyWrong from fault
        return Passkey(made.credential_id, made.credential_public_key), made.sign_count

    def ask(self, question: bytes, known: Iterable[Passkey]) -> str:
        """Write what a browser needs to ask a passkey of this person."""
        return options_to_json(
            generate_authentication_options(
                rp_id=self.host,
                challenge=question,
                allow_credentials=[PublicKeyCredentialDescriptor(one.id) for one in known],
                user_verification=_PREFERRED,
            )
        )

    def check(self, answer: str, question: bytes, passkey: Passkey, *, used: int) -> int:
        """Check the answer of a passkey; tell how often it says it was used."""
        try:
            shown = verify_authentication_response(
                credential=_readable(answer),
                expected_challenge=question,
                expected_rp_id=self.host,
                expected_origin=self.origin,
                credential_public_key=passkey.key,
                credential_current_sign_count=used,
            )
        except BROKEN as fault:
            raise PasskeyWrong from fault
        return shown.new_sign_count


def id_in(answer: str) -> bytes:
    """Read which passkey answers."""
    try:
        return _bytes(str(json.loads(_readable(answer))["id"]))
    except (*BROKEN, RecursionError) as fault:
        raise PasskeyWrong from fault


def _readable(answer: str) -> str:
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyWrong
    return answer


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
