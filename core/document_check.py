"""Makes a document of what someone wrote, or refuses it: nothing unsourced enters the house."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from math import isfinite

from core.model.body import Body
from core.model.calendar_layer import Layer
from core.model.country import CountryPack
from core.model.document import Document
from core.model.institution import Institution
from core.model.letter_template import LetterTemplate
from core.model.post_route import PostRoutes
from core.model.procedure import Procedure
from core.model.reasons import ReasonBook
from core.model.route import Route
from core.refusals import DocumentInvalid

KINDS = (
    "procedure",
    "reasons",
    "institution",
    "route",
    "post_routes",
    "calendar",
    "country",
    "letter",
    "policy",
)
FIELDS = (
    "kind",
    "key",
    "version",
    "source",
    "publisher",
    "read_on",
    "valid_from",
    "valid_until",
    "body",
)
DEEPEST = 12
MOST_VALUES = 20_000
BODY_OF: Mapping[str, Callable[[Document], object]] = {
    "calendar": Layer.parse,
    "country": CountryPack.parse,
    "procedure": Procedure.parse,
    "reasons": ReasonBook.parse,
    "institution": Institution.parse,
    "route": Route.parse,
    "post_routes": PostRoutes.parse,
    "letter": LetterTemplate.parse,
}


def check_document(written: object, name: str = "?") -> Document:
    """Make one document; `name` stands in the refusal while no key has been read."""
    plain = _Plain(name).value(written)
    if not isinstance(plain, Mapping):
        raise DocumentInvalid(document=name, problem="not_mapping", field="")
    document = _document(Body(_name(plain, name), plain))
    if document.kind in BODY_OF:
        BODY_OF[document.kind](document)
    return document


def refuse_repeated(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Let each kind, key and version stand once only: a version never says two things."""
    seen: dict[tuple[str, str, int], Document] = {}
    for document in documents:
        identity = (document.kind, document.key, document.version)
        if identity in seen:
            raise DocumentInvalid(document=document.key, problem="duplicate", field="version")
        seen[identity] = document
    return tuple(seen.values())


def _name(plain: Mapping[str, object], name: str) -> str:
    key = plain.get("key")
    return key if isinstance(key, str) and key.strip() else name


def _document(top: Body) -> Document:
    top.only(*FIELDS)
    if "valid_until" not in top.fields:
        raise top.refuse("missing", "valid_until")
    document = Document(
        kind=top.choice("kind", KINDS),
        key=top.key("key"),
        version=top.whole("version", least=1),
        source=top.text("source"),
        publisher=top.text("publisher"),
        read_on=top.day("read_on"),
        valid_from=top.day("valid_from"),
        valid_until=top.day("valid_until") if top.has("valid_until") else None,
        body=dict(top.part("body").fields),
    )
    if document.valid_until is not None and document.valid_until < document.valid_from:
        raise top.refuse("out_of_order", "valid_until")
    return document


class _Plain:
    """Turns what a parser read into what JSON can hold, and refuses what it cannot.

    Aliases can make a short text unfold without end, so the values are counted on the way.
    """

    def __init__(self, document: str) -> None:
        self.document = document
        self.seen = 0

    def value(self, value: object, depth: int = 0) -> object:
        """Write one value plainly: days as text, texts composed (NFC)."""
        self.seen += 1
        if depth > DEEPEST or self.seen > MOST_VALUES:
            raise self._refuse("too_large")
        if isinstance(value, Mapping):
            return self._mapping(value, depth)
        if isinstance(value, list | tuple):
            return [self.value(item, depth + 1) for item in value]
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if value is None or isinstance(value, int) or _is_finite(value):
            return value
        raise self._refuse("not_plain")

    def _mapping(self, mapping: Mapping[object, object], depth: int) -> Mapping[str, object]:
        named = {self._field(field): self.value(item, depth + 1) for field, item in mapping.items()}
        if len(named) < len(mapping):
            raise self._refuse("duplicate")
        return named

    def _field(self, field: object) -> str:
        if not isinstance(field, str):  # `on:` and `010101:` are not texts in YAML 1.1
            raise self._refuse("field_not_text")
        return self._text(field)

    def _text(self, text: str) -> str:
        if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" for letter in text):
            raise self._refuse("control_letter")
        return unicodedata.normalize("NFC", text)

    def _refuse(self, problem: str) -> DocumentInvalid:
        return DocumentInvalid(document=self.document, problem=problem, field="")


def _is_finite(value: object) -> bool:
    return isinstance(value, float) and isfinite(value)
