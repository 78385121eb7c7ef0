"""What happens to a request that nobody signed in for, or that comes from somebody else's page."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from channels.desk.signing import steps
from channels.desk.signing.carried import Carried, fields_to_carry, pack
from channels.desk.signing.guard import Need
from channels.desk.signing.room import Signing
from core.refusals import FormStale, RequestForeign

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a browser says of a request that a page of ours, or the person alone, has made.
OUR_SITES = frozenset({"same-origin", "none"})


def stop(signing: Signing) -> ResponseReturnValue | None:
    """Let pass whoever has proved what the view needs; send anyone else to the sign-in."""
    need, guard = signing.guard.need(), signing.guard
    if need is Need.NOTHING:
        return None
    ticket = guard.ticket_or_none()
    if ticket is None:
        return _sign_in_first(signing)
    if need is Need.PASSWORD or ticket.session.is_full:
        return None
    if request.method in SAFE:
        return redirect(url_for(".second_step"), 303)
    fields = fields_to_carry(request.form.items(multi=True)) or ()
    carried = Carried(user=ticket.user.id, path=request.path, posted=True, fields=fields)
    return steps.next_page(signing, ticket, pack(carried, signing.key, signing.clock.now()))


def _sign_in_first(signing: Signing) -> ResponseReturnValue:
    if signing.guard.need() is not Need.ALL:
        return steps.sign_in_page(steps.carried_text(), status=401)
    carried = _what_was_asked(signing)
    if carried is None:
        return steps.sign_in_page("", status=401, words=WAS_LOST)
    text = pack(carried, signing.key, signing.clock.now())
    words = WILL_BE_KEPT if carried.posted else ""
    return steps.sign_in_page(text, status=401, words=words)


def _what_was_asked(signing: Signing) -> Carried | None:
    """Take up what was asked for; a form only if we know whose it is, and never its files."""
    if request.method in SAFE:
        return Carried(user="", path=request.path, posted=False)
    owner, fields = signing.guard.owner_or_none(), fields_to_carry(request.form.items(multi=True))
    if owner is None or fields is None:
        return None
    return Carried(user=owner, path=request.path, posted=True, fields=fields)


def is_foreign(signing: Signing) -> bool:
    """Say whether a change is asked for by a page that is not ours."""
    if request.method in SAFE:
        return False
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OUR_SITES:
        return True
    return origin is not None and origin not in signing.origins(request.host_url)


def refuse_foreign(signing: Signing) -> ResponseReturnValue:
    """Refuse it, and carry nothing of it."""
    return steps.words_page(signing.say(RequestForeign()), 403)


def refuse_stale(signing: Signing) -> ResponseReturnValue:
    """Refuse a form without our mark; whoever is signed in gets it back to send it again."""
    ticket = signing.guard.ticket_or_none()
    if ticket is None or not ticket.session.is_full:
        return steps.sign_in_page(steps.carried_text(), status=400, words=signing.say(FormStale()))
    fields = fields_to_carry(request.form.items(multi=True))
    if fields is None or signing.guard.need() is not Need.ALL:
        return steps.words_page(signing.say(FormStale()), 400)
    carried = Carried(user=ticket.user.id, path=request.path, posted=True, fields=fields)
    return steps.give_back(carried, 400, signing.say(FormStale()))


WILL_BE_KEPT = "Su sesión terminó. Entre otra vez: lo que escribió le espera."
WAS_LOST = "Su sesión terminó. Entre otra vez. Lo último que envió no se guardó."
