"""Tells who is there and what they may do; whatever is not said to be open is shut."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from flask import request

from channels.desk.signing.browser import mark_of_request
from core.model.policy_of_staff import Deed, deeds_of
from core.model.session import Session
from core.model.user import Role
from core.ports import Staff
from core.refusals import DeedForbidden, SignInAgain
from core.tickets import Ticket, Tickets

__all__ = ["Deed", "Guard", "Need", "SignedIn"]

View = Callable[..., Any]
_PLACE_IN_REQUEST = "convergencia.ticket"
RESUMED = "resume"


class Need(Enum):
    """How much must have been proved before a view is shown."""

    NOTHING = "nothing"
    PASSWORD = "password"  # noqa: S105 - the name of a step
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who stands at the desk in this request; nobody sees beyond their institution."""

    user: str
    name: str
    institution: str
    role: Role
    deeds: frozenset[Deed]
    session: str

    @property
    def actor(self) -> str:
        """Name the author of events."""
        return f"user:{self.user}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Stands at the door of every view of the desk."""

    tickets: Tickets
    staff: Staff
    needs: dict[str, Need] = field(default_factory=dict)

    def open(self, view: View) -> View:
        """Let anyone in: for the sign-in itself and what its page loads."""
        self.needs[view.__name__] = Need.NOTHING
        return view

    def half_way(self, view: View) -> View:
        """Let in who has shown a password: for the steps that follow."""
        self.needs[view.__name__] = Need.PASSWORD
        return view

    def need(self) -> Need:
        """Tell what the view that is asked for needs."""
        name = (request.endpoint or "").rpartition(".")[2]
        return self.needs.get(name, Need.ALL)

    def ticket_or_none(self) -> Ticket | None:
        """Read who asks, once a request."""
        if _PLACE_IN_REQUEST not in request.environ:
            token = mark_of_request().held
            found = None if token is None else self.tickets.present(token)
            request.environ[_PLACE_IN_REQUEST] = found
        ticket: Ticket | None = request.environ[_PLACE_IN_REQUEST]
        return ticket

    def ticket(self) -> Ticket:
        """Tell who asks, at whatever step."""
        ticket = self.ticket_or_none()
        if ticket is None:
            raise SignInAgain
        return ticket

    def take(self, ticket: Ticket) -> Ticket:
        """Give the browser a new token: what follows in this request is asked by its holder."""
        mark_of_request().give(ticket.token)
        request.environ[_PLACE_IN_REQUEST] = ticket
        return ticket

    def dismiss(self) -> None:
        """End the session and give the browser a token that opens nothing."""
        ticket = self.ticket_or_none()
        if ticket is not None:
            self.tickets.leave(ticket)
        request.environ[_PLACE_IN_REQUEST] = None
        mark_of_request().give(self.tickets.random(32).hex())

    def owner_or_none(self) -> str | None:
        """Tell who was signed in in this browser, though it opens nothing any more."""
        token = mark_of_request().held
        return None if token is None else self.tickets.owner(token)

    def signed_in_or_none(self) -> SignedIn | None:
        """Tell who stands here, if anyone has proved all."""
        ticket = self.ticket_or_none()
        if ticket is None or not ticket.session.is_full:
            return None
        user = ticket.user
        return SignedIn(
            user=user.id,
            name=self.name_of(user.id),
            institution=user.institution,
            role=user.role,
            deeds=deeds_of(user.role),
            session=short(ticket.session),
        )

    def signed_in(self) -> SignedIn:
        """Tell who stands here."""
        who = self.signed_in_or_none()
        if who is None:
            raise SignInAgain
        return who

    def require(self, deed: Deed) -> SignedIn:
        """Tell who stands here, or refuse what their role does not allow."""
        who = self.signed_in()
        if deed not in who.deeds:
            raise DeedForbidden
        return who

    def is_resumed(self) -> bool:
        """Say whether a form comes back after a new sign-in: it is to be shown, not acted on."""
        return request.form.get(RESUMED) == "1"

    def name_of(self, user: str) -> str:
        """Tell the name of a member of staff."""
        return self.staff.value(user, "name") or ""


def short(session: Session) -> str:
    """Name a session for people and logs: it opens nothing."""
    return session.key[:12]
