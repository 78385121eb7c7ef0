"""Writes 32 secret bytes as age writes an identity: Bech32 (BIP 173), in capitals."""

from bech32 import bech32_encode, convertbits

_PREFIX = "age-secret-key-"


def identity_of(secret: bytes) -> str:
    """Tell the identity whose X25519 secret these bytes are."""
    return bech32_encode(_PREFIX, convertbits(secret, 8, 5) or ()).upper()
