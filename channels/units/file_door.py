"""The hub's addresses for files of units: fetched by range, sent piece by piece."""

from http import HTTPStatus

from flask import Blueprint, Response, request, send_file

from channels.units.bundle_http import BUNDLE_TYPE, FILES
from channels.units.file_token import FileToken
from channels.units.hub_side import HubSide
from core.refusals import BundleForeign

MOST_PIECE_BYTES = 256 * 1024


def add_files(units: Blueprint, side: HubSide) -> None:
    """Add the addresses of files to the door for units."""

    @units.get(FILES + "/<sha256>")
    def fetch(sha256: str) -> Response:
        """Give a file or a range of it to the unit whose it is; HEAD tells how much is here."""
        origin = asked_by(side)
        path = side.files.find(origin, sha256)
        if request.method == "HEAD" and path is None:
            answer = Response(status=HTTPStatus.OK, content_type=BUNDLE_TYPE)
            answer.headers["Upload-Offset"] = str(side.files.reached(origin, sha256))
            return answer
        if path is None:
            return said("file_unknown", HTTPStatus.NOT_FOUND)
        found = send_file(path, mimetype=BUNDLE_TYPE, conditional=True, etag=sha256, max_age=None)
        found.headers["Upload-Offset"] = str(path.stat().st_size)
        found.headers["Cache-Control"] = "no-store"
        return found

    @units.post(FILES + "/<sha256>")
    def add(sha256: str) -> Response:
        """Take a piece of a file in; the answer tells how much of it is here."""
        origin = asked_by(side)
        if request.content_length is None or request.content_length > MOST_PIECE_BYTES:
            return said("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        request.max_content_length = MOST_PIECE_BYTES
        offset = request.args.get("offset", 0, type=int)
        here = side.files.add(origin, sha256, offset=offset, piece=request.get_data())
        if request.args.get("last") == "1":
            side.files.finish(origin, sha256)
        return said(str(here), HTTPStatus.OK)


def asked_by(side: HubSide) -> str:
    """Tell which unit asks for a file: it signed this very address in its present session."""
    said = FileToken.parse(request.headers.get("Authorization", ""))
    device = side.exchanging.asks(said.origin, said.epoch, said.session)
    path = request.full_path.removesuffix("?")
    if not said.is_of(bytes.fromhex(device.public_key), request.method, path):
        raise BundleForeign
    return device.origin


def said(code: str, status: HTTPStatus) -> Response:
    """Tell a program something in one word."""
    answer = Response(f"{code}\n", status, content_type="text/plain; charset=us-ascii")
    answer.headers["Cache-Control"] = "no-store"
    return answer
