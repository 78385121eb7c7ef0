"""The wish that a text goes on with the next carrier, after a network took and then refused it."""

from datetime import datetime
from typing import Any

from core.model.messages import by_another
from core.ports import Intent

TEXT_ONWARD = "text_onward"


def text_onward(intent: Intent, message: str, *, at: datetime) -> Intent:
    """Wish that one message of a text goes on, once; ids only, as in the wish that it repeats."""
    first: dict[str, Any] = {
        "kind": intent.kind,
        "cause": intent.cause,
        "unique_key": intent.unique_key,
        "payload": dict(intent.payload),
    }
    return Intent(
        kind=TEXT_ONWARD,
        cause=intent.cause,
        unique_key=by_another(message),
        person=intent.person,
        payload={"message": message, "first": first},
        priority=intent.priority,
        not_before=at,
        expires_at=intent.expires_at,
    )


def first_wish(intent: Intent) -> Intent:
    """Read the wish whose text goes on."""
    first = intent.payload["first"]
    return Intent(
        kind=first["kind"],
        cause=first["cause"],
        unique_key=first["unique_key"],
        person=intent.person,
        payload=first["payload"],
        priority=intent.priority,
        not_before=intent.not_before,
        expires_at=intent.expires_at,
    )
