"""The hub's door for units: one address, bundles in and bundles out, nothing for a browser."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from channels.units.bundle_http import BUNDLE_TYPE, EXCHANGE, PREFIX
from channels.units.file_door import add_files, said
from channels.units.hub_side import HubSide, Listening
from channels.units.paper_door import PaperDoor, add_papers
from channels.units.wire.bundle import MOST_BUNDLE_BYTES
from core.exchanging import HTTP
from core.refusals import (
    BundleForeign,
    DeviceRevoked,
    DeviceUnknown,
    DiskLow,
    PaperGone,
    PaperUnknown,
    Refusal,
    SessionOld,
)

_PIECE = 1024
_STATUS = {
    BundleForeign: HTTPStatus.BAD_REQUEST,
    DeviceRevoked: HTTPStatus.FORBIDDEN,
    DeviceUnknown: HTTPStatus.FORBIDDEN,
    DiskLow: HTTPStatus.INSUFFICIENT_STORAGE,
    PaperGone: HTTPStatus.GONE,
    PaperUnknown: HTTPStatus.NOT_FOUND,
    SessionOld: HTTPStatus.CONFLICT,
}


def blueprint(side: HubSide, papers: PaperDoor | None = None) -> Blueprint:
    """Build the door around what answers units."""
    units = Blueprint("units", __name__, url_prefix=PREFIX)

    @units.post(EXCHANGE)
    def exchange() -> Response:
        """Take a bundle in as it arrives, so that what came before a cut counts."""
        if request.content_length is None:
            return said("length_required", HTTPStatus.LENGTH_REQUIRED)
        if request.content_length > MOST_BUNDLE_BYTES:
            return said("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        request.max_content_length = MOST_BUNDLE_BYTES
        listening = side.listen(HTTP)
        _hear(listening)
        answer = Response(listening.answer(), content_type=BUNDLE_TYPE)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    add_files(units, side)
    if papers is not None:
        add_papers(units, papers)

    @units.errorhandler(Refusal)
    def declined(refusal: Refusal) -> Response:
        """Tell a program why, by a code: whoever reads it has words of their own."""
        return said(refusal.code, _STATUS.get(type(refusal), HTTPStatus.BAD_REQUEST))

    return units


def _hear(listening: Listening) -> None:
    while True:
        try:
            piece = request.stream.read(_PIECE)
        except (BadRequest, OSError):
            # Whoever spoke is gone: what is here is taken, and the answer will tell that it ends.
            return
        if not piece:
            return
        listening.feed(piece)
