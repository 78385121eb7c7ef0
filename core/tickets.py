"""Opens, renews and reads sessions: every step of a sign-in gets a new token."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from core.model.session import Caller, Session, end_of
from core.model.user import User
from core.ports import Clock, Sessions, Staff
from core.refusals import SignInAgain

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one browser holds: the token, the session that it opens, and whose it is."""

    token: str = field(repr=False)
    session: Session
    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class Tickets:
    """The desk's book of sessions."""

    sessions: Sessions
    staff: Staff
    clock: Clock
    random: Callable[[int], bytes]

    def open(
        self, user: User, caller: Caller, *, is_full: bool, since: datetime | None = None
    ) -> Ticket:
        """Open a session under a new token (OWASP ASVS 5, 7.2.3 and 7.2.4)."""
        token = self.random(TOKEN_BYTES).hex()
        now = self.clock.now()
        opened_at = since or now
        session = Session(
            key=key_of(token),
            user=user.id,
            generation=user.generation,
            is_full=is_full,
            opened_at=opened_at,
            seen_at=now,
            ends_at=end_of(opened_at, is_full=is_full),
            caller=caller,
        )
        self.sessions.open(session)
        return Ticket(token, session, user)

    def renew(self, ticket: Ticket, *, is_full: bool) -> Ticket:
        """Give another token for what was proved since; the old one opens nothing any more.

        A whole session lasts no longer for it.
        """
        user = self.staff.get(ticket.user.id)
        if user is None:
            raise SignInAgain
        self.leave(ticket)
        since = ticket.session.opened_at if ticket.session.is_full else None
        return self.open(user, ticket.session.caller, is_full=is_full, since=since)

    def present(self, token: str) -> Ticket | None:
        """Read whose token it is, if it opens anything now."""
        now = self.clock.now()
        session = self.sessions.get(key_of(token))
        if session is None or not session.is_alive(now):
            return None
        user = self.staff.get(session.user)
        if user is None or user.disabled or user.generation != session.generation:
            return None
        if session.is_to_note(now):
            self.sessions.see(session.key, now)
        return Ticket(token, session, user)

    def owner(self, token: str) -> str | None:
        """Tell who was signed in with a token that opens nothing any more."""
        session = self.sessions.get(key_of(token))
        return session.user if session is not None and session.is_full else None

    def leave(self, ticket: Ticket) -> None:
        """End a session."""
        self.sessions.end(ticket.session.key, self.clock.now())


def key_of(token: str) -> str:
    """Name a session by the hash of its token: who reads the table can open nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
