"""Statements are compiled once for the whole run: every test opens engines of its own."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy import Connection, Engine, event

# SQLAlchemy begins the key of a compiled statement with the engine's own dialect.
Key = tuple[Any, ...]


class Compiled(MutableMapping[Key, Any]):
    """What was compiled, by the name of the dialect instead of the dialect itself."""

    def __init__(self) -> None:
        self._kept: dict[Key, Any] = {}

    def __getitem__(self, key: Key) -> Any:  # noqa: ANN401 - whatever SQLAlchemy keeps
        return self._kept[_named(key)]

    def __setitem__(self, key: Key, compiled: Any) -> None:  # noqa: ANN401 - as above
        self._kept[_named(key)] = compiled

    def __delitem__(self, key: Key) -> None:
        del self._kept[_named(key)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def share_compiled_statements() -> None:
    """Let every engine of this process look among what all of them compiled."""
    compiled = Compiled()

    def connected(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", connected)


def _named(key: Key) -> Key:
    return (key[0].name, *key[1:])
