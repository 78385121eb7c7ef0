"""How a kind of letter is written: which messages in which order, and the facts that it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.body import Body, country_and_code
from core.model.document import Document
from core.model.letter import KIND, LetterKind
from core.model.letter_needs import NEEDS_FIELDS, LetterNeeds
from core.model.letter_pieces import (
    Answered,
    Condition,
    LeftBlank,
    Message,
    Piece,
    Said,
    TemplateSection,
    texts_by_name,
)

SLIPS = ("reply", "acknowledgement", "wallet")
FIELDS = ("class", "basis", "title", "beside", "sections", "slip", *NEEDS_FIELDS)
MOST_SECTIONS = 30


class LetterClass(StrEnum):
    """What a letter does: it informs, it acts in law, or it is a form for the citizen to file."""

    INFORMATIVE = "informative"
    LEGAL = "legal"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact beside the window: its label, and what it names."""

    label: Message
    value: Message
    is_large: bool = False
    condition: Condition = field(default_factory=Condition)


@dataclass(frozen=True, slots=True)
class SlipTemplate:
    """What is torn off, with its words under the names of its layout."""

    kind: str
    texts: Mapping[str, Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """One version of a kind of letter.

    A legal one and a form cite their `basis`; an informative one says that it only informs
    (TUO LPAG arts. 20 and 24.1).
    """

    key: str
    kind: str
    version: int
    letter_class: LetterClass
    basis: tuple[str, ...]
    title: Message
    needs: LetterNeeds
    beside: tuple[Beside, ...]
    sections: tuple[TemplateSection, ...]
    slip: SlipTemplate | None

    @classmethod
    def parse(cls, document: Document) -> "LetterTemplate":
        """Read a template's document, or refuse it with the field that is wrong."""
        body = Body(document.key, document.body)
        body.only(*FIELDS)
        _, code = country_and_code(document)
        kind = code.replace("-", "_")
        if KIND.fullmatch(kind) is None:
            raise body.refuse("not_key", "key")
        letter_class = _class(body, kind)
        template = cls(
            key=document.key,
            kind=kind,
            version=document.version,
            letter_class=letter_class,
            basis=_basis(body, letter_class),
            title=Message.parse(body, "title"),
            needs=LetterNeeds.parse(body),
            beside=tuple(_beside(row) for row in body.parts("beside")),
            sections=_sections(body),
            slip=_slip(body.part("slip")) if body.has("slip") else None,
        )
        for spot, fact in _unsure(template):
            raise body.refuse("unknown_fact", f"{spot}.{fact}")
        return template

    @property
    def is_informative(self) -> bool:
        """Say whether it only informs, and so must say so and never speak of itself as more."""
        return self.letter_class is LetterClass.INFORMATIVE


def template_key(country: str, kind: str) -> str:
    """Name the document of a kind of letter."""
    return f"{country}/{kind.replace('_', '-')}"


def _class(body: Body, kind: str) -> LetterClass:
    """Read what it does: no template makes a letter bind, or bind nobody, that does otherwise."""
    said = body.choice("class", LetterClass)
    if LetterKind(kind).is_legal != (said is LetterClass.LEGAL):
        raise body.refuse("other_class", "class")
    return said


def _basis(body: Body, letter_class: LetterClass) -> tuple[str, ...]:
    basis = body.texts("basis", 80) if body.has("basis") else ()
    if not basis and letter_class is not LetterClass.INFORMATIVE:
        raise body.refuse("missing", "basis")
    return basis


def _beside(row: Body) -> Beside:
    row.only("label", "value", "large", "when", "unless")
    return Beside(
        Message.parse(row, "label"),
        Message.parse(row, "value"),
        row.flag("large") if row.has("large") else False,
        Condition.parse(row),
    )


def _sections(body: Body) -> tuple[TemplateSection, ...]:
    sections = tuple(TemplateSection.parse(row) for row in body.parts("sections"))
    if not 1 <= len(sections) <= MOST_SECTIONS:
        raise body.refuse("too_long" if sections else "empty", "sections")
    return sections


def _slip(part: Body) -> SlipTemplate:
    part.only("kind", "texts")
    return SlipTemplate(part.choice("kind", SLIPS), texts_by_name(part.part("texts")))


def _unsure(template: LetterTemplate) -> Iterator[tuple[str, str]]:
    """Yield every fact that a piece tells and that may not be there when it is printed."""
    needs, certain = template.needs, template.needs.certain
    yield from _lacking("title", template.title, certain)
    for row in template.beside:
        known = certain | {row.condition.when}
        yield from _lacking("beside", row.label, known)
        yield from _lacking("beside", row.value, known)
        yield from _undeclared("beside", row.condition, needs)
    for at, section in enumerate(template.sections):
        spot, known = f"sections.{at}", certain | {section.condition.when}
        yield from _undeclared(spot, section.condition, needs)
        for piece in section.pieces:
            yield from _undeclared(spot, piece.condition, needs)
            yield from _unsure_of(piece, spot, needs, known | {piece.condition.when})
    for message in template.slip.texts.values() if template.slip else ():
        yield from _lacking("slip", message, certain)


def _unsure_of(
    piece: Piece, spot: str, needs: LetterNeeds, known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    match piece:
        case Answered():
            if needs.answer is None:
                yield spot, "answer"
        case LeftBlank():
            yield from _lacking(spot, piece.label, known)
            if piece.filled is not None:
                yield from _lacking(spot, piece.filled, needs.named)
        case Said() if piece.each:
            row = needs.row_of(piece.each) if piece.each in needs.named else frozenset()
            if not row:
                yield spot, piece.each
            yield from _lacking(spot, piece.message, known | row)
        case Said():
            yield from _lacking(spot, piece.message, known)


def _lacking(spot: str, message: Message, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from ((spot, fact) for fact in message.facts if fact not in known)


def _undeclared(spot: str, condition: Condition, needs: LetterNeeds) -> Iterator[tuple[str, str]]:
    facts = (condition.when, condition.unless)
    yield from ((spot, fact) for fact in facts if fact and fact not in needs.named)
