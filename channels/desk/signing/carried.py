"""Carries what was typed over a new sign-in: signed, so that nobody else can plant or get it."""

import base64
import hmac
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LASTS = timedelta(hours=12)
LONGEST = 64 * 1024
MOST_FIELDS = 300
FIELD = "llevado"
# Never kept in a page: marks of forms, and whatever opens something.
NEVER = frozenset({"csrf_token", FIELD, "resume", "password", "present", "clave"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A form on its way round the sign-in; `user` alone gets it back."""

    user: str
    path: str
    posted: bool
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def fields_to_carry(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...] | None:
    """Choose what may be carried; nothing at all if it is more than a person types."""
    kept = tuple((name, value) for name, value in fields if name not in NEVER)
    size = sum(len(name.encode()) + len(value.encode()) for name, value in kept)
    return None if size > LONGEST or len(kept) > MOST_FIELDS else kept


def pack(carried: Carried, key: bytes, now: datetime) -> str:
    """Write it for a hidden field."""
    said = {
        "user": carried.user,
        "path": carried.path,
        "posted": carried.posted,
        "fields": carried.fields,
        "until": int((now + LASTS).timestamp()),
    }
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(said).encode())).decode()
    return f"{packed}.{_signature(packed, key)}"


def unpack(text: str, key: bytes, now: datetime) -> Carried | None:
    """Read it back; none if it is not ours or too old."""
    packed, _, signature = text.partition(".")
    if not hmac.compare_digest(_signature(packed, key).encode(), signature.encode()):
        return None
    # Signed by us, so neither its form nor its size can surprise.
    said = json.loads(zlib.decompress(base64.urlsafe_b64decode(packed)))
    if said["until"] <= now.timestamp():
        return None
    fields = tuple((name, value) for name, value in said["fields"])
    return Carried(user=said["user"], path=said["path"], posted=said["posted"], fields=fields)


def _signature(packed: str, key: bytes) -> str:
    return hmac.digest(key, b"carried|" + packed.encode(), "sha256").hex()
