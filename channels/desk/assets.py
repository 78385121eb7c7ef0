"""What the pages load: read once, named after its content, so that a browser keeps it for good."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from flask import Response, abort, request

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, and the name of its content."""

    content_type: str
    body: bytes
    packed: bytes
    mark: str


def read_assets() -> Mapping[str, Asset]:
    """Read every style, script and picture of the desk."""
    folder = files("channels.desk") / "static"
    return {
        entry.name: _asset(entry.name, entry.read_bytes())
        for entry in folder.iterdir()
        if entry.name.rpartition(".")[2] in TYPES
    }


def _asset(name: str, body: bytes) -> Asset:
    content_type = f"{TYPES[name.rpartition('.')[2]]}; charset=utf-8"
    packed = gzip.compress(body, compresslevel=9, mtime=0)
    return Asset(content_type, body, packed, hashlib.sha256(body).hexdigest()[:12])


def send(assets: Mapping[str, Asset], name: str) -> Response:
    """Send an asset, packed where the browser can unpack it."""
    asset = assets.get(name)
    if asset is None:
        abort(404)
    is_packed = request.accept_encodings["gzip"] > 0
    response = Response(asset.packed if is_packed else asset.body, content_type=asset.content_type)
    if is_packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_GOOD
    return response
