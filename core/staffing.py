"""Keeps the register of staff: who is added, shut out, let in again or given a new start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.acts import Act
from core.model.event import Draft, Event, instant
from core.model.keys import Keys
from core.model.password import one_time
from core.model.user import PASSWORD, Role, User, as_typed
from core.people import sealed_data
from core.ports import Clock, Ledger, Passwords, Work
from core.refusals import UserExists, UserUnknown

# How long a password for one use waits for its owner (OWASP ASVS 5, 6.4.1).
ONCE_LASTS = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Issued:
    """Whose password for one use it is; it is told once and kept nowhere."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The register of staff; names, hashes and keys lie in the vault."""

    ledger: Ledger
    clock: Clock
    keys: Keys
    passwords: Passwords
    new_id: Callable[[], str]
    random: Callable[[int], bytes]

    def add(self, name: str, *, institution: str, role: Role, act: Act) -> Issued:
        """Add a member of staff under a name that no other bears, with a password for one use."""
        password = one_time(self.random)
        hashed = self.passwords.hash(password)
        with self.ledger.writing() as work:
            if work.user(name) is not None:
                raise UserExists
            user = User(id=self.new_id(), institution=institution, role=role)
            sealed = work.seal(user.id, {"name": name})
            work.blind(user.id, "user", self.keys.blind("user", as_typed(name)), field="name")
            added = {"role": role.value, "sealed": sealed_data(sealed)}
            work.append(self._draft("user_added", user, act, added))
            self._set_once(work, user, act, hashed)
        return Issued(user.id, password)

    def reset(self, user: str, act: Act) -> Issued:
        """Give a new start: a password for one use, no second factor, no session left open."""
        password = one_time(self.random)
        hashed = self.passwords.hash(password)
        with self.ledger.writing() as work:
            known = _known(work, user)
            spent = {"issue": known.codes_issue + 1}
            work.append(self._draft("second_factor_reset", known, act, spent))
            self._set_once(work, known, act, hashed)
        return Issued(user, password)

    def disable(self, user: str, act: Act) -> Event | None:
        """Shut a member of staff out at once; who is out already stays out."""
        with self.ledger.writing() as work:
            known = _known(work, user)
            if known.disabled:
                return None
            return work.append(self._draft("user_disabled", known, act, {}))

    def enable(self, user: str, act: Act) -> Event | None:
        """Let a member of staff in again."""
        with self.ledger.writing() as work:
            known = _known(work, user)
            if not known.disabled:
                return None
            return work.append(self._draft("user_enabled", known, act, {}))

    def _set_once(self, work: Work, user: User, act: Act, hashed: str) -> None:
        sealed = work.seal(user.id, {PASSWORD: hashed})
        until = instant(self.clock.now() + ONCE_LASTS)
        data = {"once_until": until, "sealed": sealed_data(sealed)}
        work.append(self._draft("password_set", user, act, data))

    def _draft(self, kind: str, user: User, act: Act, data: Mapping[str, object]) -> Draft:
        return Draft(
            kind=kind,
            subject=f"user:{user.id}",
            institution=user.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data=data,
        )


def _known(work: Work, user: str) -> User:
    known = work.member(user)
    if known is None:
        raise UserUnknown
    return known
