"""What the pages load: read once, named after its content, so that a browser keeps it for good."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flask import Response, abort, request

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "wasm": "application/wasm",
}
# What one page alone loads, when somebody asks for its camera, lies apart: it is large.
FOLDERS = ("static", "static/camera")
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, and the name of its content."""

    content_type: str
    body: bytes
    mark: str


def read_assets() -> Mapping[str, Asset]:
    """Read every style, script and picture of the desk."""
    desk = files("channels.desk")
    return {
        entry.name: _asset(entry.name, entry.read_bytes())
        for folder in FOLDERS
        for entry in desk.joinpath(folder).iterdir()
        if entry.name.rpartition(".")[2] in TYPES
    }


def _asset(name: str, body: bytes) -> Asset:
    content_type = TYPES[name.rpartition(".")[2]]
    return Asset(content_type, body, hashlib.sha256(body).hexdigest()[:12])


@cache
def _packed(body: bytes) -> bytes:
    """Pack a file the first time that somebody asks for it, and keep it so."""
    return gzip.compress(body, compresslevel=9, mtime=0)


def send(assets: Mapping[str, Asset], name: str) -> Response:
    """Send an asset, packed where the browser can unpack it."""
    asset = assets.get(name)
    if asset is None:
        abort(404)
    is_packed = request.accept_encodings["gzip"] > 0
    body = _packed(asset.body) if is_packed else asset.body
    response = Response(body, content_type=asset.content_type)
    if is_packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_GOOD
    return response
