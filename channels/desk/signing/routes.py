"""The addresses of the sign-in: name and password, second step, new password, way out."""

from functools import partial

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from channels.desk.signing import steps
from channels.desk.signing.account_routes import add_account_routes
from channels.desk.signing.browser import caller_of_request
from channels.desk.signing.carried import Carried, pack
from channels.desk.signing.passkey_routes import add_passkey_routes
from channels.desk.signing.room import Signing
from channels.desk.signing.turning_away import stop
from core.refusals import (
    CodeWrong,
    DeedForbidden,
    PasswordExpired,
    PasswordsDiffer,
    PasswordWeak,
    PasswordWrong,
    SignInAgain,
    SignInWait,
    SignInWrong,
)

__all__ = ["Signing", "add_routes"]

TOO_MANY = 429


def add_routes(door: Blueprint, signing: Signing) -> None:
    """Put the guard before every view of the door, and add the views that let people in."""
    door.before_request(partial(stop, signing))
    door.register_error_handler(SignInAgain, partial(_again, signing))
    door.register_error_handler(SignInWait, partial(_wait, signing))
    door.register_error_handler(DeedForbidden, partial(_forbidden, signing))
    _add_sign_in(door, signing)
    _add_second_step(door, signing)
    _add_passwords(door, signing)
    add_passkey_routes(door, signing)
    add_account_routes(door, signing)


def _add_sign_in(door: Blueprint, signing: Signing) -> None:
    guard = signing.guard

    @door.get("/entrar")
    def sign_in() -> ResponseReturnValue:
        if guard.signed_in_or_none() is not None:
            return redirect(url_for(".my_day"), 303)
        return steps.sign_in_page("")

    @door.post("/entrar")
    def let_in() -> ResponseReturnValue:
        name, password = (request.form.get(field, "") for field in ("name", "password"))
        try:
            ticket = signing.signing_in.with_password(name, password, caller_of_request())
        except (SignInWrong, PasswordExpired) as refusal:
            problems = steps.problem(signing, refusal)
            return steps.sign_in_page(steps.carried_text(), problems, status=422, name=name)
        return steps.onward(signing, guard.take(ticket))

    @door.post("/salir")
    def sign_out() -> ResponseReturnValue:
        guard.dismiss()
        return redirect(url_for(".sign_in"), 303)

    guard.open(sign_in)
    guard.open(let_in)
    guard.half_way(sign_out)


def _add_second_step(door: Blueprint, signing: Signing) -> None:
    guard = signing.guard

    @door.get("/codigo")
    def second_step() -> ResponseReturnValue:
        ticket = guard.ticket()
        if ticket.session.is_full or ticket.user.must_choose or not ticket.user.has_second_factor:
            return steps.onward(signing, ticket)
        return steps.second_page(signing, ticket, steps.NONE)

    @door.post("/codigo")
    def take_code() -> ResponseReturnValue:
        ticket = guard.ticket()
        try:
            full = signing.signing_in.with_code(ticket, request.form.get("code", ""))
        except CodeWrong as refusal:
            return steps.second_page(signing, ticket, steps.problem(signing, refusal, "code"))
        return steps.onward(signing, guard.take(full))

    @door.get("/codigo-nuevo")
    def begin_codes() -> ResponseReturnValue:
        ticket = guard.ticket()
        if ticket.user.must_choose or _skips(ticket.session.is_full, ticket.user.has_second_factor):
            return steps.onward(signing, ticket)
        return steps.codes_page(signing, ticket, steps.NONE)

    @door.post("/codigo-nuevo")
    def take_codes() -> ResponseReturnValue:
        ticket = guard.ticket()
        try:
            full = signing.account.begin_codes(ticket, request.form.get("code", ""))
        except CodeWrong as refusal:
            return steps.codes_page(signing, ticket, steps.problem(signing, refusal, "code"))
        return steps.onward(signing, guard.take(full))

    for view in (second_step, take_code, begin_codes, take_codes):
        guard.half_way(view)


def _skips(is_full: bool, has_second_factor: bool) -> bool:  # noqa: FBT001 - two facts of a ticket
    """Say whether the present second factor is to be shown before another is added."""
    return has_second_factor and not is_full


def _add_passwords(door: Blueprint, signing: Signing) -> None:
    guard = signing.guard

    @door.get("/clave-nueva")
    def new_password() -> ResponseReturnValue:
        ticket = guard.ticket()
        if not ticket.session.is_full and not ticket.user.must_choose:
            return steps.onward(signing, ticket)
        return steps.password_page(signing, ticket, steps.NONE)

    @door.post("/clave-nueva")
    def take_password() -> ResponseReturnValue:
        ticket = guard.ticket()
        present, new, again = (request.form.get(n, "") for n in ("present", "password", "again"))
        if new != again:
            problems = steps.problem(signing, PasswordsDiffer(), "password")
            return steps.password_page(signing, ticket, problems)
        try:
            changed = signing.account.choose_password(ticket, new, present=present)
        except PasswordWeak as refusal:
            problems = steps.problem(signing, refusal, "password")
            return steps.password_page(signing, ticket, problems)
        except PasswordWrong as refusal:
            problems = steps.problem(signing, refusal, "present")
            return steps.password_page(signing, ticket, problems)
        return steps.onward(signing, guard.take(changed))

    guard.half_way(new_password)
    guard.half_way(take_password)


def _again(signing: Signing, refusal: SignInAgain) -> ResponseReturnValue:
    """Begin anew, with what is carried."""
    signing.guard.dismiss()
    text = steps.carried_text()
    if request.method == "GET":
        asked = Carried(user="", path=request.path, posted=False)
        text = pack(asked, signing.key, signing.clock.now())
    return steps.sign_in_page(text, status=401, words=signing.say(refusal))


def _wait(signing: Signing, refusal: SignInWait) -> ResponseReturnValue:
    problems = steps.problem(signing, refusal)
    return steps.sign_in_page(steps.carried_text(), problems, status=TOO_MANY)


def _forbidden(signing: Signing, refusal: DeedForbidden) -> ResponseReturnValue:
    return steps.words_page(signing.say(refusal), 403)
