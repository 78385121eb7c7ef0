"""What staff do with their own account: choose a password, add and remove second factors."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.event import Draft
from core.model.keys import Keys
from core.model.password import check, normal
from core.model.user import PASSWORD, User
from core.people import sealed_data
from core.ports import Clock, Ledger, Passwords, Staff, Work
from core.refusals import CodeWrong, FactorMissing, PasswordWrong, SignInAgain, SignInFresh
from core.signing_in import SigningIn
from core.tickets import Ticket, Tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """The account of whoever holds the ticket; each change gives them a new one."""

    ledger: Ledger
    clock: Clock
    keys: Keys
    staff: Staff
    passwords: Passwords
    tickets: Tickets
    signing_in: SigningIn

    def choose_password(self, ticket: Ticket, new: str, *, present: str | None) -> Ticket:
        """Set a password; unless the house's own is to be replaced, the present one is asked."""
        user = ticket.user
        if not user.must_choose:
            self._ask_present(ticket, present or "")
        telling = (self.staff.value(user.id, "name") or "", user.institution.rpartition("/")[2])
        words = [word for text in telling for word in (text, *text.replace("-", " ").split())]
        check(new, telling=[word for word in words if len(word) >= _LEAST_TELLING])
        with self.ledger.writing() as work:
            self._still(work, user)
            sealed = work.seal(user.id, {PASSWORD: self.passwords.hash(normal(new))})
            work.append(self._draft("password_set", user, {"sealed": sealed_data(sealed)}))
        return self.tickets.renew(ticket, is_full=ticket.session.is_full)

    def codes_secret(self, ticket: Ticket) -> bytes:
        """Tell the secret that an application for codes is to be given."""
        user = self._may_add(ticket)
        return self.keys.second_factor(user.id, user.codes_issue + 1)

    def begin_codes(self, ticket: Ticket, code: str) -> Ticket:
        """Take codes as second factor once the person has shown one; older ones end."""
        user = self._may_add(ticket)
        self.signing_in.count_try(ticket)
        issue = user.codes_issue + 1
        if not self.signing_in.spend(user, issue, code):
            raise CodeWrong
        self.signing_in.was_right(ticket)
        self._append("second_factor_issued", user, {"issue": issue})
        return self.tickets.renew(ticket, is_full=True)

    def add_passkey(self, ticket: Ticket, value: str, *, used: int) -> Ticket:
        """Take a passkey that the door has checked as second factor."""
        user = self._may_add(ticket)
        with self.ledger.writing() as work:
            current = self._still(work, user)
            field = current.next_passkey
            sealed = work.seal(user.id, {field: value})
            work.append(self._draft("passkey_added", user, {"sealed": sealed_data(sealed)}))
        self.signing_in.tries.spend_passkey(user.id, field, used)
        return self.tickets.renew(ticket, is_full=True)

    def remove_passkey(self, ticket: Ticket, field: str) -> Ticket:
        """Take a passkey away, which ends every other session; a last factor stays."""
        self._check_fresh(ticket)
        with self.ledger.writing() as work:
            user = self._still(work, ticket.user)
            if field not in user.passkeys:
                return ticket
            if not user.has_codes and len(user.passkeys) == 1:
                raise FactorMissing
            work.append(self._draft("passkey_removed", user, {"field": field}))
        return self.tickets.renew(ticket, is_full=True)

    def _ask_present(self, ticket: Ticket, present: str) -> None:
        if not ticket.session.is_full:
            raise SignInAgain
        self.signing_in.count_try(ticket)
        kept = self.staff.value(ticket.user.id, PASSWORD)
        if not self.passwords.is_right(kept, normal(present)):
            raise PasswordWrong
        self.signing_in.was_right(ticket)

    def _may_add(self, ticket: Ticket) -> User:
        """Let a second factor be added by whoever has shown one, or has none yet."""
        user = ticket.user
        if user.must_choose or (user.has_second_factor and not ticket.session.is_full):
            raise SignInAgain
        self._check_fresh(ticket)
        return user

    def _check_fresh(self, ticket: Ticket) -> None:
        """Ask for all proofs again if they were shown a while ago: a screen may stand open."""
        if ticket.session.is_full and not ticket.session.is_fresh(self.clock.now()):
            raise SignInFresh

    def _append(self, kind: str, user: User, data: Mapping[str, object]) -> None:
        with self.ledger.writing() as work:
            self._still(work, user)
            work.append(self._draft(kind, user, data))

    def _still(self, work: Work, user: User) -> User:
        """Read the person under the lock: a reset or a change meanwhile comes first."""
        current = work.member(user.id)
        if current is None or current.disabled or current != user:
            raise SignInAgain
        return current

    def _draft(self, kind: str, user: User, data: Mapping[str, object]) -> Draft:
        return Draft(
            kind=kind,
            subject=f"user:{user.id}",
            institution=user.institution,
            actor=f"user:{user.id}",
            via="desk",
            happened_at=self.clock.now(),
            data=data,
        )


_LEAST_TELLING = 4
