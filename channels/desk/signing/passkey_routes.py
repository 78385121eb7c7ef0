"""The addresses of passkeys: sign in with one, add one, take one away."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from channels.desk.signing import steps
from channels.desk.signing.passkeys import Site, id_in
from channels.desk.signing.room import Signing
from core.refusals import FactorMissing, PasskeyWrong
from core.tickets import Ticket


def add_passkey_routes(door: Blueprint, signing: Signing) -> None:
    """Add the views of passkeys."""
    guard = signing.guard

    @door.post("/llave")
    def take_passkey() -> ResponseReturnValue:
        ticket = guard.ticket()
        try:
            full = _signed_in_with(signing, ticket, request.form.get("answer", ""))
        except PasskeyWrong as refusal:
            return steps.second_page(signing, ticket, steps.problem(signing, refusal))
        return steps.onward(signing, guard.take(full))

    @door.post("/llave-nueva")
    def add_passkey() -> ResponseReturnValue:
        ticket = guard.ticket()
        try:
            question = signing.signing_in.take_question(ticket)
            passkey, used = _site(signing).take_new(request.form.get("answer", ""), question)
            full = signing.account.add_passkey(ticket, passkey.to_text(), used=used)
        except PasskeyWrong as refusal:
            return steps.codes_page(signing, ticket, steps.problem(signing, refusal))
        return steps.onward(signing, guard.take(full))

    @door.post("/llave-quitar")
    def remove_passkey() -> ResponseReturnValue:
        try:
            field = request.form.get("field", "")
            guard.take(signing.account.remove_passkey(guard.ticket(), field))
        except FactorMissing as refusal:
            return steps.words_page(signing.say(refusal), 422)
        return redirect(url_for(".my_account"), 303)

    guard.half_way(take_passkey)
    guard.half_way(add_passkey)


def _signed_in_with(signing: Signing, ticket: Ticket, answer: str) -> Ticket:
    signing.signing_in.count_try(ticket)
    question = signing.signing_in.take_question(ticket)
    shown = id_in(answer)
    known = steps.passkeys_of(signing, ticket.user)
    field = next((field for field, one in known.items() if one.id == shown), None)
    if field is None:
        raise PasskeyWrong
    before = signing.signing_in.tries.passkey_count(ticket.user.id, field)
    used = _site(signing).check(answer, question, known[field], used=before)
    return signing.signing_in.with_passkey(ticket, field=field, used=used)


def _site(signing: Signing) -> Site:
    site = steps.site_of(signing)
    if site is None:
        raise PasskeyWrong
    return site
