"""Closes a bundle for one reader: an age envelope, which whoever finds a stick cannot open."""

import pyrage

from core.refusals import EnvelopeForeign, EnvelopeTooLarge

MOST_ENVELOPE_BYTES = 64 * 1024 * 1024
_MAGIC = b"age-encryption.org/v1\n"


def new_identity() -> str:
    """Make the secret that opens envelopes; its keeper tells others `recipient_of` it."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Tell for whom others close envelopes that this secret opens."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as fault:
        raise EnvelopeForeign from fault


def close_envelope(bundle: bytes, recipient: str) -> bytes:
    """Close a bundle for a recipient."""
    if len(bundle) > MOST_ENVELOPE_BYTES:
        raise EnvelopeTooLarge(limit=MOST_ENVELOPE_BYTES)
    try:
        return bytes(pyrage.encrypt(bundle, [pyrage.x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError as fault:
        raise EnvelopeForeign from fault


def open_envelope(envelope: bytes, identity: str) -> bytes:
    """Open an envelope, or refuse what was not closed for this identity or is not whole.

    What is inside is never longer than its envelope, so the cap on one is the cap on both.
    """
    if len(envelope) > MOST_ENVELOPE_BYTES:
        raise EnvelopeTooLarge(limit=MOST_ENVELOPE_BYTES)
    if not envelope.startswith(_MAGIC):
        raise EnvelopeForeign
    try:
        return bytes(pyrage.decrypt(envelope, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError) as fault:
        raise EnvelopeForeign from fault
