"""Brings a script written for an older format to the one that is read today, by pure steps."""

from collections.abc import Callable, Mapping

from core.refusals import DocumentInvalid

FIELD = "spec_version"
# A script that does not say its format is older than the saying of it.
UNSAID = 1
_EXITS = ("silence", "wrong")
_LISTENING = ("menu", "collect")

Body = Mapping[object, object]
Migration = Callable[[Body], Body]


def migrate(body: object, document: str) -> object:
    """Bring a script's body to the format of today, or refuse a format that nobody knows."""
    if not isinstance(body, Mapping):
        return body
    written = body.get(FIELD, UNSAID)
    if not isinstance(written, int) or isinstance(written, bool) or not UNSAID <= written <= SPEC:
        problem = f"`{FIELD}` must be a number from {UNSAID} to {SPEC}"
        raise DocumentInvalid(document=document, node="", problem=problem)
    for version in range(written, SPEC):
        body = {**MIGRATIONS[version](body), FIELD: version + 1}
    return body


def _say_where_a_caller_is_let_go(body: Body) -> Body:
    """Write out what format 1 left unsaid: there, whoever could not go on went to `lost`."""
    lost, nodes = body.get("lost"), body.get("nodes")
    if not isinstance(nodes, Mapping):
        return body
    return {**body, "nodes": {name: _with_exits(node, lost) for name, node in nodes.items()}}


def _with_exits(node: object, lost: object) -> object:
    if not isinstance(node, Mapping) or not any(kind in node for kind in _LISTENING):
        return node
    return {**dict.fromkeys(_EXITS, lost), **node}


# From each format to the next one: pure, and never changed once a script was written in it.
MIGRATIONS: Mapping[int, Migration] = {1: _say_where_a_caller_is_let_go}
SPEC = max(MIGRATIONS) + 1
