"""Proves who asks for a file: signed by the device, for one address in its present session."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from channels.units.wire.signing import is_signed, sign
from core.refusals import BundleForeign

_SCHEME = "Unidad"
_PURPOSE = b"convergencia/file/1\n"
_PARTS = 5


class FileToken(NamedTuple):
    """What a device says of itself when it asks for a file."""

    origin: str
    epoch: int
    session: int
    signature: bytes

    @classmethod
    def parse(cls, header: str) -> "FileToken":
        """Read the header `Authorization`, or refuse what is none of ours."""
        parts = header.split(" ")
        if len(parts) != _PARTS or parts[0] != _SCHEME:
            raise BundleForeign
        try:
            signature = urlsafe_b64decode(parts[4].encode("ascii"))
            return cls(parts[1], int(parts[2]), int(parts[3]), signature)
        except ValueError as fault:
            raise BundleForeign from fault

    def is_of(self, public_key: bytes, method: str, path: str) -> bool:
        """Say whether the device signed this very request."""
        said = _said(self.origin, self.epoch, self.session, f"{method} {path}")
        return is_signed(public_key, said, self.signature)


def token(secret: bytes, who: tuple[str, int, int], method: str, path: str) -> str:
    """Sign a request of a device: its name, epoch and session."""
    signature = urlsafe_b64encode(sign(secret, _said(*who, f"{method} {path}"))).decode()
    return f"{_SCHEME} {who[0]} {who[1]} {who[2]} {signature}"


def _said(origin: str, epoch: int, session: int, asked: str) -> bytes:
    return _PURPOSE + f"{origin}\n{epoch}\n{session}\n{asked}".encode()
