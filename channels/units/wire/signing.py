"""Signs and verifies with the key pair of a device: Ed25519, as raw bytes that the caller keeps."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES, SIGNATURE_BYTES = 32, 64


def new_signing_key() -> bytes:
    """Make the secret half of a device's key pair."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_half(secret: bytes) -> bytes:
    """Tell the half that others verify with."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign(secret: bytes, said: bytes) -> bytes:
    """Sign."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(said)


def is_signed(public: bytes, said: bytes, signature: bytes) -> bool:
    """Say whether the holder of the key pair said so."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True
