"""The applications that the bench serves: bare Flask, and the house with and without the check."""

from flask import Flask, Response

from channels.porch.signature import Signature
from config.house import build
from config.settings import read_settings
from config.web import create_app, settled

STATIC = '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Buenos dias</Say></Response>'


def bare() -> Flask:
    """Serve static TwiML and nothing else."""
    app = Flask("bare", static_folder=None)

    @app.post("/voice/incoming")
    def incoming() -> Response:
        return Response(STATIC, content_type="text/xml; charset=utf-8")

    return app


def signed() -> Flask:
    """Serve the house as it is."""
    return settled(create_app(build(read_settings())))


class Unsigned(Signature):
    """Lets everything in, to tell what the official check costs."""

    def check(self, path: str, form: object, header: str | None) -> None:
        """Check nothing."""


def unsigned() -> Flask:
    """Serve the house without the official check; only the bench does."""
    return settled(create_app(build(read_settings()), signature=Unsigned))
