"""What signing in needs: who there is, which browsers are open, what was tried and used up."""

from datetime import datetime
from typing import Protocol

from core.model.session import Session
from core.model.user import User


class Staff(Protocol):
    """Reads who works here, and opens their sealed values."""

    def find(self, name: str, /) -> User | None:
        """Find a member of staff by name, however its letters are typed."""
        ...

    def get(self, user: str, /) -> User | None:
        """Read a member of staff."""
        ...

    def of_institution(self, institution: str | None, /) -> tuple[User, ...]:
        """List the staff of an institution, or everyone."""
        ...

    def value(self, user: str, field: str, /) -> str | None:
        """Read the newest sealed value of a field: name, password hash, a passkey."""
        ...


class Sessions(Protocol):
    """Keeps which browsers are signed in."""

    def open(self, session: Session, /) -> None:
        """Keep a new session."""
        ...

    def get(self, key: str, /) -> Session | None:
        """Read a session, alive or over."""
        ...

    def see(self, key: str, now: datetime, /) -> None:
        """Note that a session is in use."""
        ...

    def end(self, key: str, now: datetime, /) -> None:
        """End a session."""
        ...

    def end_others(self, user: str, key: str, now: datetime, /) -> None:
        """End every session of a person but one."""
        ...

    def of_user(self, user: str, now: datetime, /) -> tuple[Session, ...]:
        """List the sessions of a person that are not over, newest first."""
        ...

    def count_try(self, key: str, /) -> int:
        """Count a try at the second factor in this session; tell how many there were."""
        ...

    def ask(self, key: str, challenge: str, until: datetime, /) -> None:
        """Keep the question that a passkey is to answer."""
        ...

    def take_question(self, key: str, now: datetime, /) -> str | None:
        """Take the question away, so that it is answered once; none if it is too old."""
        ...


class Tries(Protocol):
    """Counts guesses before they are compared, and marks proofs as used."""

    def count(self, subject: str, place: str, now: datetime, /) -> None:
        """Count a guess, or refuse it if one must wait."""
        ...

    def was_right(self, subject: str, place: str, now: datetime, /) -> None:
        """Take the guess back: it was none; wrong ones of long ago are forgotten."""
        ...

    def spend_code(self, user: str, step: int, /) -> bool:
        """Mark the code of a moment as used; tell whether it was still unused."""
        ...

    def passkey_count(self, user: str, field: str, /) -> int:
        """Tell how often a passkey was used when last seen."""
        ...

    def spend_passkey(self, user: str, field: str, count: int, /) -> bool:
        """Note how often a passkey was used; tell whether it can be the only one of its kind."""
        ...


class Passwords(Protocol):
    """Hashes passwords slowly."""

    def hash(self, password: str, /) -> str:
        """Make what may be kept of a password."""
        ...

    def is_right(self, kept: str | None, password: str, /) -> bool:
        """Compare; with nothing kept it takes as long and is false."""
        ...


class Codes(Protocol):
    """Reads the codes of six figures that an application shows."""

    def step_of(self, secret: bytes, code: str, now: datetime, /) -> int | None:
        """Tell of which moment near now a code is, if of any."""
        ...
