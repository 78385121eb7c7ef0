"""Reads the fields of one step, so that each fault is told with its place."""

from collections.abc import Collection, Mapping
from typing import NoReturn

from core.refusals import DocumentInvalid


class Fields:
    """The fields of one step that are still unread; what is left over at the end is a fault."""

    def __init__(self, body: object, *, document: str, node: str) -> None:
        self._document = document
        self._node = node
        self._left = self._named(body, "the step")

    def __contains__(self, field: str) -> bool:
        return field in self._left

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong here."""
        raise DocumentInvalid(document=self._document, node=self._node, problem=problem)

    def text(self, field: str, default: str | None = None) -> str:
        """Take a word."""
        value = self._take(field, default)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"`{field}` must be a word")
        return value

    def one_of(self, field: str, allowed: Collection[str], default: str | None = None) -> str:
        """Take one of a few words."""
        value = self._take(field, default)
        if not isinstance(value, str) or value not in allowed:
            self.refuse(f"`{field}` must be one of: {', '.join(sorted(allowed))}")
        return value

    def optional_text(self, field: str) -> str | None:
        """Take a word if it is there."""
        return self.text(field) if field in self._left else None

    def count(self, field: str, default: int | None = None) -> int:
        """Take a number from 1 on."""
        value = self._take(field, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.refuse(f"`{field}` must be a number from 1 on")
        return value

    def optional_count(self, field: str) -> int | None:
        """Take a number if it is there."""
        return self.count(field) if field in self._left else None

    def flag(self, field: str) -> bool:
        """Take yes or no; no when it is not there."""
        value = self._take(field, default=False)
        if not isinstance(value, bool):
            self.refuse(f"`{field}` must be true or false")
        return value

    def words(self, field: str) -> tuple[str, ...]:
        """Take a list of words; none when it is not there."""
        return tuple(self._word(field, item) for item in self._list(field, self._take(field, [])))

    def mapping(self, field: str) -> Mapping[str, object]:
        """Take named things: numbers as names become text, because keys of a phone are text."""
        return self._named(self._take(field, None), f"`{field}`")

    def ways(self, field: str) -> Mapping[str, str]:
        """Take names that lead to steps."""
        return {name: self._word(field, way) for name, way in self.mapping(field).items()}

    def groups(self, field: str) -> Mapping[str, tuple[int, ...]]:
        """Take the sizes in which slots are read aloud; none when it is not there."""
        if field not in self._left:
            return {}
        return {
            slot: tuple(self._size(field, size) for size in self._list(field, sizes))
            for slot, sizes in self.mapping(field).items()
        }

    def finish(self) -> None:
        """Refuse what no one asked for: a misspelt field must not be lost in silence."""
        if self._left:
            self.refuse(f"unknown field: {', '.join(sorted(self._left))}")

    def _take(self, field: str, default: object) -> object:
        value = self._left.pop(field, default)
        if value is None:
            self.refuse(f"`{field}` is missing")
        return value

    def _named(self, value: object, what: str) -> dict[str, object]:
        if not isinstance(value, Mapping):
            self.refuse(f"{what} must have named fields")
        for name in value:
            if not isinstance(name, str | int) or isinstance(name, bool):
                self.refuse(f"`{name}` cannot be a name: write it in quotes")
        return {str(name): item for name, item in value.items()}

    def _list(self, field: str, value: object) -> list[object]:
        if not isinstance(value, list):
            self.refuse(f"`{field}` must be a list")
        return value

    def _word(self, field: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            self.refuse(f"`{field}` may hold only words")
        return value

    def _size(self, field: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.refuse(f"`{field}` may hold only sizes from 1 on")
        return value
