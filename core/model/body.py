"""Reads the fields of a document one by one, refusing what is not there or is not what it says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from core.model.document import Document
from core.model.economy import plainest
from core.model.text_cost import cost_of
from core.refusals import DocumentInvalid

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY = re.compile(rf"[A-Z]{{2}}(?:/{SLUG.pattern})*")
Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Body:
    """A mapping inside a document, with the way to it, so that a refusal can point at the spot."""

    document: str
    fields: Mapping[str, object]
    path: str = ""

    def refuse(self, problem: str, field: str) -> DocumentInvalid:
        """Make the refusal that names the document, a stable problem and the field."""
        return DocumentInvalid(document=self.document, problem=problem, field=self.path + field)

    def only(self, *known: str) -> None:
        """Refuse a field that nobody would read: it is a slip of the pen or of a version."""
        for field in self.fields:
            if field not in known:
                raise self.refuse("unknown_field", field)

    def has(self, field: str) -> bool:
        """Say whether the field is there and is not null."""
        return self.fields.get(field) is not None

    def text(self, field: str, longest: int = 400) -> str:
        """Read a text that says something."""
        value = self._value(field)
        if not isinstance(value, str):
            raise self.refuse("not_text", field)
        if not value.strip():
            raise self.refuse("empty", field)
        if len(value) > longest:
            raise self.refuse("too_long", field)
        return value

    def short_text(self, field: str, longest: int) -> str:
        """Read a text that must also fit into a text message, without its accents if need be."""
        value = self.text(field, longest)
        dear = cost_of(plainest(value)).costly
        if dear:
            raise DocumentInvalid(
                document=self.document,
                problem="not_gsm7",
                field=self.path + field,
                letters=" ".join(dear),
            )
        return value

    def slug(self, field: str, longest: int = 40) -> str:
        """Read a name for machines: small letters, figures and hyphens."""
        value = self.text(field, longest)
        if SLUG.fullmatch(value) is None:
            raise self.refuse("not_slug", field)
        return value

    def key(self, field: str) -> str:
        """Read the key of a document: its country, then slugs, as in `PE/muni-pisac`."""
        value = self.text(field, 100)
        if KEY.fullmatch(value) is None:
            raise self.refuse("not_key", field)
        return value

    def maybe_text(self, field: str, longest: int = 400) -> str | None:
        """Read a text that may be left out."""
        return self.text(field, longest) if self.has(field) else None

    def texts(self, field: str, longest: int = 400) -> tuple[str, ...]:
        """Read a list of texts, which may be empty."""
        items = self._list(field)
        named = {str(at): item for at, item in enumerate(items)}
        rows = Body(self.document, named, self._at(field))
        return tuple(rows.text(row, longest) for row in rows.fields)

    def choice(self, field: str, among: Iterable[Choice]) -> Choice:
        """Read one word out of a closed list."""
        value = self._value(field)
        for option in among:
            if option == value:
                return option
        raise self.refuse("unknown_choice", field)

    def whole(self, field: str, least: int) -> int:
        """Read a whole number."""
        value = self._value(field)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse("not_number", field)
        if value < least:
            raise self.refuse("too_small", field)
        return value

    def flag(self, field: str) -> bool:
        """Read a yes or a no."""
        value = self._value(field)
        if not isinstance(value, bool):
            raise self.refuse("not_flag", field)
        return value

    def day(self, field: str) -> date:
        """Read a day, written YYYY-MM-DD."""
        value = self._value(field)
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            raise self.refuse("not_date", field)
        return day

    def part(self, field: str) -> "Body":
        """Step into a mapping."""
        return self._inside(self._value(field), field)

    def parts(self, field: str) -> tuple["Body", ...]:
        """Step into every mapping of a list."""
        items = self._list(field)
        return tuple(self._inside(item, f"{field}.{at}") for at, item in enumerate(items))

    def coded_parts(self, field: str) -> tuple["Body", ...]:
        """Step into every mapping of a list in which a `code` tells one from another."""
        seen: set[str] = set()
        parts = self.parts(field)
        for part in parts:
            code = part.slug("code")
            if code in seen:
                raise part.refuse("duplicate", "code")
            seen.add(code)
        return parts

    def _inside(self, value: object, field: str) -> "Body":
        if not isinstance(value, Mapping):
            raise self.refuse("not_mapping", field)
        return Body(self.document, value, self._at(field))

    def _list(self, field: str) -> Sequence[object]:
        value = self._value(field)
        if not isinstance(value, list | tuple):
            raise self.refuse("not_list", field)
        return value

    def _value(self, field: str) -> object:
        if not self.has(field):
            raise self.refuse("missing", field)
        return self.fields[field]

    def _at(self, field: str) -> str:
        return f"{self.path}{field}."


def country_and_code(document: Document) -> tuple[str, str]:
    """Read from a key such as `PE/muni-pisac` whose the document is and what people call it."""
    country, _, code = document.key.partition("/")
    if SLUG.fullmatch(code) is None:
        raise DocumentInvalid(document=document.key, problem="not_key", field="key")
    return country, code
