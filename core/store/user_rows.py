"""Between a member of staff and its row: nothing personal is in either."""

import json
from datetime import datetime
from typing import Any

from core.model.event import instant
from core.model.user import Role, User
from core.store.event_rows import as_json


def to_row(user: User) -> dict[str, Any]:
    """Write a member of staff as the columns of its row."""
    facts = {
        "id": user.id,
        "institution": user.institution,
        "role": user.role.value,
        "disabled": user.disabled,
        "has_password": user.has_password,
        "once_until": None if user.once_until is None else instant(user.once_until),
        "codes_issue": user.codes_issue,
        "has_codes": user.has_codes,
        "passkeys": list(user.passkeys),
        "passkeys_ever": user.passkeys_ever,
        "generation": user.generation,
    }
    columns = {"id": user.id, "institution": user.institution, "role": user.role.value}
    return {**columns, "facts": as_json(facts)}


def to_user(text: str) -> User:
    """Read a member of staff back."""
    facts = json.loads(text)
    until = facts["once_until"]
    read = {
        "role": Role(facts["role"]),
        "once_until": None if until is None else datetime.fromisoformat(until),
        "passkeys": tuple(facts["passkeys"]),
    }
    return User(**{**facts, **read})
