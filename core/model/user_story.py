"""How each event changes a member of staff: the fold that makes who may sign in out of it.

The subject is `user:<id>`. Name, password hash and passkeys are in the vault; an event that sets
one carries `sealed`: `{field: {"version": 1, "commitment": "…"}}`. The secret of the codes is
derived from the master key and its issue, so nothing of it is kept at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.model.event import Event
from core.model.user import PASSKEY, PASSWORD, Role, User
from core.refusals import UserUnknown

ADDITION = "user_added"
Facts = Mapping[str, Any]
Step = Callable[[User, Facts], User]


def fold(user: User | None, event: Event) -> User:
    """Apply one event; only an addition begins a member of staff."""
    kind, facts = event.draft.kind, event.draft.data
    if user is None:
        if kind != ADDITION:
            raise UserUnknown
        return _added(event)
    step = _STEPS.get(kind)
    return user if step is None else step(user, facts)


def _added(event: Event) -> User:
    """Read `{"role": "officer", "sealed": {"name": …}}`."""
    return User(
        id=event.draft.subject.partition(":")[2],
        institution=event.draft.institution,
        role=Role(event.draft.data["role"]),
    )


def _password_set(user: User, facts: Facts) -> User:
    """Read `{"once_until"?: moment, "sealed": {"password": …}}`."""
    until = facts.get("once_until")
    return replace(
        _renewed(user),
        has_password=PASSWORD in facts["sealed"],
        once_until=None if until is None else datetime.fromisoformat(until),
    )


def _codes_issued(user: User, facts: Facts) -> User:
    """Read `{"issue": 1}`: the person showed a code of that issue."""
    return replace(user, codes_issue=facts["issue"], has_codes=True)


def _factors_reset(user: User, facts: Facts) -> User:
    """Read `{"issue": 1}`: no second factor counts any more, and that issue is spent."""
    return replace(_renewed(user), codes_issue=facts["issue"], has_codes=False, passkeys=())


def _passkey_added(user: User, facts: Facts) -> User:
    """Read `{"sealed": {"passkey:1": …}}`."""
    added = tuple(name for name in facts["sealed"] if name.startswith(PASSKEY))
    ever = user.passkeys_ever + len(added)
    return replace(user, passkeys=(*user.passkeys, *added), passkeys_ever=ever)


def _passkey_removed(user: User, facts: Facts) -> User:
    """Read `{"field": "passkey:1"}`."""
    kept = tuple(name for name in user.passkeys if name != facts["field"])
    return replace(_renewed(user), passkeys=kept)


def _disabled(user: User, _facts: Facts) -> User:
    """Read `{}`."""
    return replace(_renewed(user), disabled=True)


def _enabled(user: User, _facts: Facts) -> User:
    """Read `{}`."""
    return replace(user, disabled=False)


def _renewed(user: User) -> User:
    """End what was opened before."""
    return replace(user, generation=user.generation + 1)


_STEPS: Mapping[str, Step] = {
    "password_set": _password_set,
    "second_factor_issued": _codes_issued,
    "second_factor_reset": _factors_reset,
    "passkey_added": _passkey_added,
    "passkey_removed": _passkey_removed,
    "user_disabled": _disabled,
    "user_enabled": _enabled,
}
