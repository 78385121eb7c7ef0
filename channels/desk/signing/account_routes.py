"""The page of one's own account: open sessions, passkeys, password."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from channels.desk.signing import steps
from channels.desk.signing.room import Signing


def add_account_routes(door: Blueprint, signing: Signing) -> None:
    """Add the views of one's own account."""
    guard = signing.guard

    @door.get("/mi-cuenta")
    def my_account() -> ResponseReturnValue:
        ticket = guard.ticket()
        now = signing.clock.now()
        return render_template(
            "desk/signing/account.html.jinja",
            who=guard.signed_in(),
            user=ticket.user,
            sessions=guard.tickets.sessions.of_user(ticket.user.id, now),
            own=ticket.session.key,
            since=lambda moment: moment.astimezone(signing.zone).strftime("%d/%m/%Y %H:%M"),
            can_have_passkeys=steps.site_of(signing) is not None,
        )

    @door.post("/mi-cuenta/cerrar")
    def end_others() -> ResponseReturnValue:
        ticket = guard.ticket()
        now = signing.clock.now()
        guard.tickets.sessions.end_others(ticket.user.id, ticket.session.key, now)
        return redirect(url_for(".my_account"), 303)
