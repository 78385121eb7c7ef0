"""What every webhook door does first: reads the form, checks who sent it, words a refusal."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from flask import Response, request
from werkzeug.datastructures import MultiDict

from channels.porch.signature import Signature
from core.model.answers import RefusalAnswer
from core.ports import Wording
from core.refusals import Refusal, RequestIncomplete, SignatureInvalid

FORM = "application/x-www-form-urlencoded"
# Twilio sends some thirty fields.
MOST_FIELDS = 200
STATUS: Mapping[type[Refusal], int] = {SignatureInvalid: 403, RequestIncomplete: 400}

Fields = Mapping[str, str]
Blind = Callable[[str], str | None]


def signed_form(signature: Signature) -> Fields:
    """Read the fields of a request that the provider signed; any other is refused unread.

    Read once and without the framework's comfort: every turn of every call pays for it.
    """
    environ = request.environ
    query = environ.get("QUERY_STRING", "")
    path = f"{environ['PATH_INFO']}?{query}" if query else environ["PATH_INFO"]
    fields = _read(environ.get("CONTENT_TYPE", ""))
    signature.check(path, fields, environ.get("HTTP_X_TWILIO_SIGNATURE"))
    return fields


def _read(content_type: str) -> Fields:
    if not content_type.startswith(FORM):
        return {}
    body = request.get_data(cache=False).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    fields = dict(pairs)
    # The official check signs every value of a field that comes twice.
    return fields if len(fields) == len(pairs) else MultiDict(pairs)


def required(fields: Fields, name: str) -> str:
    """Read a field that the provider always sends."""
    value = fields.get(name, "")
    if not value:
        raise RequestIncomplete(field=name)
    return value


def blinded(phone: str, blind: Blind) -> str | None:
    """Make a caller's phone unreadable; one that we cannot read is a hidden one."""
    try:
        return blind(phone)
    except Refusal:
        return None


def refused(wording: Wording, channel: str, refusal: Refusal) -> Response:
    """Say in plain words what is wrong with a webhook; any other refusal is a fault of ours."""
    status = STATUS.get(type(refusal))
    if status is None:
        raise refusal
    language = wording.languages(channel)[0]
    texts = wording.compose(language, channel, RefusalAnswer(refusal).must_tell).texts
    words = "\n".join(texts)
    return Response(words, status=status, content_type="text/plain; charset=utf-8")
