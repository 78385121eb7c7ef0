"""Which page comes next in a sign-in, and what stands on each."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from channels.desk.signing import codes
from channels.desk.signing.carried import FIELD, Carried, unpack
from channels.desk.signing.passkeys import Passkey, Site
from channels.desk.signing.room import Signing
from core.model.password import LEAST
from core.model.user import User
from core.refusals import Refusal
from core.tickets import Ticket

Problems = Mapping[str, str]
NONE: Problems = {}
Page = Callable[[Signing, Ticket, Problems, str | None], ResponseReturnValue]


def carried_text() -> str:
    """Read what a form carries on its way round the sign-in."""
    return request.form.get(FIELD, "")


def onward(signing: Signing, ticket: Ticket) -> ResponseReturnValue:
    """Go on: to the next step, or back to what the person was doing."""
    text = carried_text()
    if not ticket.session.is_full:
        view, _ = _next_step(ticket.user)
        # Only what is carried keeps us from sending the browser on by an address.
        return next_page(signing, ticket, text) if text else redirect(url_for(view), 303)
    carried = unpack(text, signing.key, signing.clock.now())
    if carried is None or carried.user not in {"", ticket.user.id}:
        return redirect(url_for(".my_day"), 303)
    if not carried.posted:
        return redirect(carried.path, 303)
    return give_back(carried, 200)


def next_page(signing: Signing, ticket: Ticket, text: str) -> ResponseReturnValue:
    """Show the step that is still missing."""
    _, page = _next_step(ticket.user)
    return page(signing, ticket, NONE, text)


def _next_step(user: User) -> tuple[str, Page]:
    if user.must_choose:
        return ".new_password", password_page
    if user.has_second_factor:
        return ".second_step", second_page
    return ".begin_codes", codes_page


def give_back(carried: Carried, status: int, words: str = "") -> ResponseReturnValue:
    """Show that nothing was lost, with one button that brings the form back."""
    return render_template("desk/signing/kept.html.jinja", carried=carried, words=words), status


def words_page(words: str, status: int) -> ResponseReturnValue:
    """Say why something was not done."""
    return render_template("desk/signing/words.html.jinja", words=words), status


def sign_in_page(
    text: str, problems: Problems = NONE, *, status: int = 200, words: str = "", name: str = ""
) -> ResponseReturnValue:
    """Ask for name and password."""
    facts = {"problems": problems, "words": words, "name": name, "carried": text}
    return render_template("desk/signing/sign_in.html.jinja", **facts), status


def password_page(
    signing: Signing, ticket: Ticket, problems: Problems, text: str | None = None
) -> ResponseReturnValue:
    """Ask for a new password, twice."""
    facts = {
        "is_change": not ticket.user.must_choose,
        "least": LEAST,
        "name": signing.guard.name_of(ticket.user.id),
    }
    return _page("password", problems, text, facts)


def second_page(
    signing: Signing, ticket: Ticket, problems: Problems, text: str | None = None
) -> ResponseReturnValue:
    """Ask for a code, or for a passkey where there is one."""
    site = site_of(signing)
    options = ""
    if site is not None and ticket.user.passkeys:
        question = signing.signing_in.question(ticket)
        options = site.ask(question, passkeys_of(signing, ticket.user).values())
    facts = {"options": options, "has_codes": ticket.user.has_codes}
    return _page("second", problems, text, facts)


def codes_page(
    signing: Signing, ticket: Ticket, problems: Problems, text: str | None = None
) -> ResponseReturnValue:
    """Show the secret for an application of codes, and offer a passkey instead."""
    user, site = ticket.user, site_of(signing)
    name = signing.guard.name_of(user.id)
    secret = signing.account.codes_secret(ticket)
    options = ""
    if site is not None:
        known = passkeys_of(signing, user).values()
        question = signing.signing_in.question(ticket)
        options = site.ask_for_new(question, user=user.id, name=name, known=known)
    facts = {
        "secret": codes.in_groups(secret),
        "picture": codes.picture(secret, name),
        "options": options,
    }
    return _page("codes", problems, text, facts)


def _page(
    name: str, problems: Problems, text: str | None, facts: Mapping[str, object]
) -> ResponseReturnValue:
    carried = carried_text() if text is None else text
    template = f"desk/signing/{name}.html.jinja"
    page = render_template(template, carried=carried, problems=problems, **facts)
    return page, 422 if problems else 200


def site_of(signing: Signing) -> Site | None:
    """Tell the house as passkeys know it; in development it is wherever it was opened."""
    return Site.of(request.host_url if signing.in_development else signing.public_url)


def passkeys_of(signing: Signing, user: User) -> Mapping[str, Passkey]:
    """Read the passkeys of a person, by the field that each lies in."""
    kept = ((field, signing.guard.staff.value(user.id, field)) for field in user.passkeys)
    return {field: Passkey.of(text) for field, text in kept if text is not None}


def problem(signing: Signing, refusal: Refusal, at: str = "") -> Problems:
    """Say a refusal at a field of the form."""
    return {at: signing.say(refusal)}
