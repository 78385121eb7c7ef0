"""Everything that a letter is going to say, in order, before any of it is worded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.model.answers import INFORMATIVE, Line, Value
from core.model.letter_pieces import Answered, LeftBlank, Message, Piece, Said, TemplateSection
from core.model.letter_template import Beside, LetterTemplate
from core.model.told_facts import ToldFacts
from core.refusals import LetterIncomplete
from letters.blocks import Frame, SlipKind, Style
from letters.cover import Cover
from letters.glyphs import tidy

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Planned:
    """One piece: its style and its line; with `blanks`, so many lines to write on after it."""

    style: Style
    line: Line
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """Pieces that stand together."""

    pieces: tuple[Planned, ...]
    frame: Frame
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """What stands beside the window."""

    label: Line
    value: Line
    is_large: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of a letter, as lines for the catalogue."""

    title: Line
    beside: tuple[PlannedFact, ...]
    sections: tuple[PlannedSection, ...]
    slip_kind: SlipKind | None
    slip: Mapping[str, Line]

    @property
    def lines(self) -> Iterator[Line]:
        """List every line in the order of reading."""
        yield self.title
        for fact in self.beside:
            yield from (fact.label, fact.value)
        for section in self.sections:
            yield from (piece.line for piece in section.pieces)
        yield from self.slip.values()


def plan_of(template: LetterTemplate, facts: ToldFacts, cover: Cover) -> Plan:
    """Lay out a letter; a fact that it must have and nobody knows is refused by name."""
    needs = template.needs
    for name in needs.due(facts):
        if not facts.is_told(name):
            raise LetterIncomplete(field=name)
    if needs.answer is not None and facts.answer is None:
        raise LetterIncomplete(field=needs.answer)
    values = {**facts.values, **_of_cover(cover)}
    slip = template.slip
    return Plan(
        title=_line(template.title, values),
        beside=tuple(_beside(template.beside, facts, values)),
        sections=(*_sections(template, facts, values), *_endings(template)),
        slip_kind=SlipKind(slip.kind) if slip else None,
        slip={name: _line(said, values) for name, said in slip.texts.items()} if slip else {},
    )


def _of_cover(cover: Cover) -> Values:
    return {
        "name": cover.recipient,
        "sent_on": cover.sent_on,
        "phone": cover.phone,
        "reference": cover.reference,
        "sender": cover.sender,
        "sender_place": cover.sender_place,
    }


def _beside(rows: tuple[Beside, ...], facts: ToldFacts, values: Values) -> Iterator[PlannedFact]:
    for row in rows:
        if row.condition.holds(facts):
            label, value = _line(row.label, values), _line(row.value, values)
            yield PlannedFact(label, value, row.is_large)


def _sections(
    template: LetterTemplate, facts: ToldFacts, values: Values
) -> Iterator[PlannedSection]:
    for section in template.sections:
        pieces = tuple(_pieces(section, facts, values))
        if pieces and section.condition.holds(facts):
            yield PlannedSection(pieces, Frame(section.frame), section.is_whole)


def _endings(template: LetterTemplate) -> Iterator[PlannedSection]:
    """Add the law that a letter stands on, and to an informative one that it only informs."""
    if template.basis and not template.is_informative:
        basis = Planned(Style.SMALL, Line("letter.basis", {"basis": template.basis}))
        yield PlannedSection((basis,), Frame.RULE, is_whole=True)
    if template.is_informative:
        yield PlannedSection((Planned(Style.TEXT, INFORMATIVE),), Frame.RULE, is_whole=True)


def _pieces(section: TemplateSection, facts: ToldFacts, values: Values) -> Iterator[Planned]:
    for piece in section.pieces:
        if piece.condition.holds(facts):
            yield from _planned(piece, facts, values)


def _planned(piece: Piece, facts: ToldFacts, values: Values) -> Iterator[Planned]:
    match piece:
        case Answered():
            style = Style(piece.style)
            yield from (Planned(style, _tidied(line)) for line in _answered(piece, facts))
        case LeftBlank():
            yield _blank(piece, facts, values)
        case Said() if piece.each:
            for row in facts.rows.get(piece.each, ()):
                yield Planned(Style(piece.style), _line(piece.message, {**values, **row}))
        case Said():
            yield Planned(Style(piece.style), _line(piece.message, values))


def _blank(piece: LeftBlank, facts: ToldFacts, values: Values) -> Planned:
    filled = piece.filled
    if filled is not None and all(facts.has(name) or name in values for name in filled.facts):
        return Planned(Style.VALUE, _line(filled, values))
    return Planned(Style.LABEL, _line(piece.label, values), piece.lines)


def _answered(piece: Answered, facts: ToldFacts) -> tuple[Line, ...]:
    """List the lines of the answer; that it informs stands once, at the end of the letter."""
    if facts.answer is None:
        return ()
    lines = facts.answer.must_tell if piece.part == "must" else facts.answer.may_tell
    return tuple(line for line in lines if line.message != INFORMATIVE.message)


def _line(message: Message, values: Values) -> Line:
    for name in message.facts:
        if name not in values:
            raise LetterIncomplete(field=name)
    return _tidied(Line(message.id, {name: values[name] for name in message.facts}))


def _tidied(line: Line) -> Line:
    told = {
        name: tidy(value) if isinstance(value, str) else value for name, value in line.facts.items()
    }
    return Line(line.message, told)
