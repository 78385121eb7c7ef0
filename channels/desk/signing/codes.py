"""Codes of six figures by RFC 6238, as the usual applications show them."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno

HOUSE = "Convergencia"
# One step of 30 seconds to either side: clocks of phones are not ours.
STEPS = (0, -1, 1)


@dataclass(frozen=True, slots=True)
class TimeCodes:
    """Reads and makes codes."""

    def step_of(self, secret: bytes, code: str, now: datetime, /) -> int | None:
        """Tell of which moment near now a code is, if of any."""
        clock = pyotp.TOTP(as_text(secret))
        here = clock.timecode(now)
        found = [here + near for near in STEPS if same(clock.generate_otp(here + near), code)]
        return found[0] if found else None


def code_of(secret: bytes, now: datetime) -> str:
    """Tell the code of a moment."""
    return pyotp.TOTP(as_text(secret)).at(now)


def same(one: str, other: str) -> bool:
    """Compare in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def as_text(secret: bytes) -> str:
    """Write a secret as applications take it: 32 letters of base32, which are 20 bytes."""
    return base64.b32encode(secret[:20]).decode()


def in_groups(secret: bytes) -> str:
    """Write a secret so that a person can copy it."""
    text = as_text(secret)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture(secret: bytes, name: str) -> str:
    """Draw what an application reads with its camera: SVG without styles, for a strict policy."""
    address = pyotp.TOTP(as_text(secret)).provisioning_uri(name=name, issuer_name=HOUSE)
    drawn = segno.make(address, error="m", micro=False)
    return drawn.svg_inline(
        scale=4, border=4, omitsize=False, light="#fff", svgclass=None, lineclass=None
    )
