"""Lets staff in: name and password first, then what they have; guesses are counted first."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from core.model.keys import Keys
from core.model.password import normal
from core.model.session import Caller
from core.model.user import PASSWORD, User, as_typed
from core.ports import Clock, Codes, Passwords, Staff, Tries
from core.refusals import CodeWrong, PasskeyWrong, PasswordExpired, SignInAgain, SignInWrong
from core.tickets import Ticket, Tickets

MOST_TRIES = 5
FIGURES = 6
QUESTION_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """The door of the desk."""

    tickets: Tickets
    staff: Staff
    tries: Tries
    passwords: Passwords
    codes: Codes
    clock: Clock
    keys: Keys

    def with_password(self, name: str, password: str, caller: Caller) -> Ticket:
        """Open a session half-way; an unknown name costs as much time and gets the same words."""
        subject = f"password:{self.keys.blind('user', as_typed(name))}"
        self.tries.count(subject, caller.place, self.clock.now())
        known = self.staff.find(name)
        user = None if known is None or known.disabled else known
        kept = None if user is None else self.staff.value(user.id, PASSWORD)
        is_right = self.passwords.is_right(kept, normal(password))
        if user is None or not is_right:
            raise SignInWrong
        self.tries.was_right(subject, caller.place, self.clock.now())
        if user.once_until is not None and user.once_until <= self.clock.now():
            raise PasswordExpired
        return self.tickets.open(user, caller, is_full=False)

    def with_code(self, ticket: Ticket, code: str) -> Ticket:
        """Open the whole session with a code of six figures, each of which serves once."""
        if ticket.user.must_choose or not ticket.user.has_codes:
            raise SignInAgain
        self.count_try(ticket)
        issue = ticket.user.codes_issue
        if not self.spend(ticket.user, issue, code):
            raise CodeWrong
        self.was_right(ticket)
        return self.tickets.renew(ticket, is_full=True)

    def question(self, ticket: Ticket) -> bytes:
        """Make the question that a passkey must answer, once and soon."""
        asked = self.tickets.random(32)
        until = self.clock.now() + QUESTION_LASTS
        self.tickets.sessions.ask(ticket.session.key, asked.hex(), until)
        return asked

    def take_question(self, ticket: Ticket) -> bytes:
        """Take the question back before its answer is looked at."""
        asked = self.tickets.sessions.take_question(ticket.session.key, self.clock.now())
        if asked is None:
            raise PasskeyWrong
        return bytes.fromhex(asked)

    def with_passkey(self, ticket: Ticket, *, field: str, used: int) -> Ticket:
        """Open the whole session, now that the door has checked a passkey of this person."""
        if ticket.user.must_choose or field not in ticket.user.passkeys:
            raise PasskeyWrong
        if not self.tries.spend_passkey(ticket.user.id, field, used):
            raise PasskeyWrong
        self.was_right(ticket)
        return self.tickets.renew(ticket, is_full=True)

    def count_try(self, ticket: Ticket) -> None:
        """Count a try at anything but the first password, before it is looked at."""
        if self.tickets.sessions.count_try(ticket.session.key) > MOST_TRIES:
            self.tickets.leave(ticket)
            raise SignInAgain
        self.tries.count(_second(ticket.user), ticket.session.caller.place, self.clock.now())

    def was_right(self, ticket: Ticket) -> None:
        """Take the try back: it was none."""
        place, now = ticket.session.caller.place, self.clock.now()
        self.tries.was_right(_second(ticket.user), place, now)

    def spend(self, user: User, issue: int, code: str) -> bool:
        """Say whether a code is one of this issue's secret, and use it up."""
        figures = _figures(code)
        if len(figures) != FIGURES:
            return False
        secret = self.keys.second_factor(user.id, issue)
        step = self.codes.step_of(secret, figures, self.clock.now())
        return step is not None and self.tries.spend_code(user.id, step)


def _second(user: User) -> str:
    return f"second:{user.id}"


def _figures(code: str) -> str:
    """Read the figures of a code as applications show it, in two groups of three."""
    text = unicodedata.normalize("NFKC", code[:20])
    return "".join(text.split()) if text.replace(" ", "").isdecimal() else ""
