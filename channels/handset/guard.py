"""Keeps other sites from using somebody's handset, and from framing its pages."""

from urllib.parse import urlsplit

from flask import Request, Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def comes_from_here(request: Request) -> bool:
    """Say whether a form was sent by a page of this very house; old browsers say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def dressed(response: Response) -> Response:
    """Give a page its headers; what a phone says is kept nowhere on the way."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
