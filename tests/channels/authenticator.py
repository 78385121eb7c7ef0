"""A passkey made of software: it holds an ES256 key and answers what a browser would pass on."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Authenticator:
    """One passkey; `used` is what it says of how often it was asked."""

    origin: str
    id: bytes = b"passkey of a test"
    used: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    flags: int = PRESENT | VERIFIED

    def creates(self, options: str, **changed: Any) -> str:  # noqa: ANN401 - any part of an answer
        """Answer navigator.credentials.create."""
        asked = json.loads(options)
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: _bytes(point.x), -3: _bytes(point.y)}
        of_key = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + encode_cbor(cose)
        data = self._data(asked["rp"]["id"], self.flags | ATTESTED) + of_key
        made = {"fmt": "none", "attStmt": {}, "authData": data}
        said = self._said("webauthn.create", asked["challenge"])
        return self._answer(said, {"attestationObject": _text(encode_cbor(made))} | changed)

    def gets(self, options: str, **changed: Any) -> str:  # noqa: ANN401 - any part of an answer
        """Answer navigator.credentials.get."""
        asked = json.loads(options)
        data = self._data(asked["rpId"], self.flags)
        said = self._said("webauthn.get", asked["challenge"])
        signed = data + hashlib.sha256(said).digest()
        parts = {
            "authenticatorData": _text(data),
            "signature": _text(self.key.sign(signed, ec.ECDSA(SHA256()))),
        }
        return self._answer(said, parts | changed)

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, host: str, flags: int) -> bytes:
        hashed = hashlib.sha256(host.encode()).digest()
        return hashed + bytes([flags]) + self.used.to_bytes(4, "big")

    def _answer(self, said: bytes, parts: dict[str, Any]) -> str:
        return json.dumps(
            {
                "id": _text(self.id),
                "rawId": _text(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": _text(said)} | parts,
                "clientExtensionResults": {},
            }
        )


def challenge_in(options: str) -> bytes:
    return base64url_to_bytes(json.loads(options)["challenge"])


def _bytes(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _text(content: bytes) -> str:
    return bytes_to_base64url(content)
