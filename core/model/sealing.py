"""What the journal may say of a personal value: a commitment that proves it and tells nothing."""

import hashlib
import hmac

SECRET_BYTES = 16


def commitment(secret: bytes, field: str, version: int, value: str) -> str:
    """Commit to a value under a salt that derives from the person's one secret.

    Once the secret is erased, the commitment of even an eight-digit number cannot be searched.
    """
    salt = hmac.digest(secret, f"{field}|{version}".encode(), "sha256")
    return hashlib.sha256(salt + value.encode()).hexdigest()
