"""What stands around every page of the desk: its headers, and the refusal of forms not ours."""

from functools import partial

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from channels.desk.signing.browser import MarkSessions
from channels.desk.signing.room import Signing
from channels.desk.signing.turning_away import is_foreign, refuse_foreign, refuse_stale
from core.model.session import LONGEST

# `data:` pictures: none. Scripts and styles: our files alone, nothing written into a page.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


def surround(app: Flask, door: Blueprint, signing: Signing) -> CSRFProtect:
    """Put up the fence; the answer lets the caller exempt doors that carriers knock at."""
    prefix = door.url_prefix or ""
    app.secret_key = signing.key
    app.session_interface = MarkSessions(signing.marks)
    # A form may stay open for as long as a sign-in; origins are looked at by ourselves.
    app.config["WTF_CSRF_TIME_LIMIT"] = int(LONGEST.total_seconds())
    app.config["WTF_CSRF_SSL_STRICT"] = False
    # Templates end in .html.jinja, which Flask would not escape by itself.
    app.jinja_env.autoescape = True
    app.before_request(partial(_keep_out, signing, prefix))
    app.after_request(partial(_headers, signing, prefix))
    app.register_error_handler(CSRFError, partial(_refuse, signing, prefix))
    return CSRFProtect(app)


def _keep_out(signing: Signing, prefix: str) -> ResponseReturnValue | None:
    if _is_ours(prefix) and request.endpoint is not None and is_foreign(signing):
        return refuse_foreign(signing)
    return None


def _refuse(signing: Signing, prefix: str, refusal: CSRFError) -> ResponseReturnValue:
    if _is_ours(prefix):
        return refuse_stale(signing)
    return Response(f"{refusal.description}\n", status=400, content_type="text/plain")


def _headers(signing: Signing, prefix: str, response: Response) -> Response:
    if not _is_ours(prefix):
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if signing.marks.is_secret():
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response


def _is_ours(prefix: str) -> bool:
    return request.path == prefix or request.path.startswith(f"{prefix}/")
