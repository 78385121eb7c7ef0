"""What can be asked for, with its rules, and how sure the house is of each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from core.model.body import Body, country_and_code
from core.model.certainty import Certainty, refuse_empty_claim
from core.model.cost import Cost, parse_costs
from core.model.document import Document
from core.model.term import LONGEST, Silence, Term, Unit

__all__ = ["Certainty", "Cost", "Procedure"]

LONGEST_NAME = 300
LONGEST_SHORT_NAME = 40
LONGEST_REQUIREMENT = 90
LONGEST_KEYWORD = 40
STALE_AFTER_DAYS = 180
BLOCKS = ("requirements", "cost", "term", "silence")
LAST_SHORTCUT = 99
NamedBy = Literal["rule", "hand"]
NAMED_BY: tuple[NamedBy, ...] = get_args(NamedBy)
FIELDS = (
    "shortcut",
    "name",
    "short_name",
    "short_name_by",
    "keywords",
    "institution",
    "kind",
    "legal_basis",
    "where",
    "notes",
    "confirm_with_entity",
)
KINDS = (
    "evaluacion_previa",
    "aprobacion_automatica",
    "servicio_exclusivo",
    "registro",
    "programa",
    "reclamo",
    "queja",
    "recurso",
    "por_confirmar",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One row of the catalogue.

    Doors and clocks use what is `told_…`; the bare facts, which may be unsure, are for the desk.
    `shortcut` is its number, of two digits, in the printed list that a caller reads from, or none
    where no list has it. `keywords` are what citizens call it in their own words.
    `short_name_by` tells a name that a rule made, which a rule may make anew, from a person's.
    `institution` is none where no single entity has it, and then `where` says who does.
    `term_note` tells what one term cannot; `notes` are for staff and never told.
    """

    key: str
    code: str
    shortcut: int | None
    name: str
    short_name: str
    short_name_by: NamedBy
    keywords: tuple[str, ...]
    country: str
    institution: str | None
    requirements: tuple[str, ...]
    costs: tuple[Cost, ...]
    term: Term | None
    term_note: str | None
    silence: Silence
    kind: str
    legal_basis: tuple[str, ...]
    where: str
    notes: tuple[str, ...]
    certainty: Mapping[str, Certainty]
    read_on: date
    valid_from: date
    valid_until: date | None
    confirm_with_entity: bool

    @classmethod
    def parse(cls, document: Document) -> "Procedure":
        """Read a procedure's document, or refuse it with the field that is wrong."""
        body = Body(document.key, document.body)
        body.only(*FIELDS, *BLOCKS)
        country, code = country_and_code(document)
        certainty = {block: body.part(block).choice("certainty", Certainty) for block in BLOCKS}
        return cls(
            key=document.key,
            code=code,
            shortcut=_shortcut(body),
            name=body.text("name", LONGEST_NAME),
            short_name=body.short_text("short_name", LONGEST_SHORT_NAME),
            short_name_by=_named_by(body),
            keywords=_keywords(body),
            country=country,
            institution=body.key("institution") if body.has("institution") else None,
            requirements=_requirements(body.part("requirements")),
            costs=parse_costs(body.part("cost"), certainty["cost"]),
            term=_term(body.part("term")),
            term_note=body.part("term").maybe_text("note", 160),
            silence=_silence(body.part("silence")),
            kind=body.choice("kind", KINDS),
            legal_basis=body.texts("legal_basis"),
            where=body.text("where", 120),
            notes=body.texts("notes"),
            certainty=certainty,
            read_on=document.read_on,
            valid_from=document.valid_from,
            valid_until=document.valid_until,
            confirm_with_entity=body.flag("confirm_with_entity"),
        )

    def is_stale(self, today: date, after_days: int = STALE_AFTER_DAYS) -> bool:
        """Say whether it was read so long ago that someone must read it again."""
        return (today - self.read_on).days > after_days

    def has_lapsed(self, today: date) -> bool:
        """Say whether what it states was promised only until a day that is over."""
        return self.valid_until is not None and self.valid_until < today

    @property
    def told_requirements(self) -> tuple[str, ...]:
        """What to bring, or nothing where that must be confirmed."""
        return self.requirements if self._may_tell("requirements") else ()

    @property
    def told_costs(self) -> tuple[Cost, ...]:
        """Every cost that may be told, the first one first."""
        return tuple(cost for cost in self.costs if cost.may_be_told)

    @property
    def told_cost(self) -> Cost | None:
        """The cost to tell when there is room for one, or none where it must be confirmed."""
        return next(iter(self.told_costs), None)

    @property
    def told_term(self) -> Term | None:
        """The term that may be told and counted, or none where it must be confirmed."""
        return self.term if self._may_tell("term") else None

    @property
    def told_term_note(self) -> str | None:
        """What may be told of a time that one term cannot say."""
        return self.term_note if self._may_tell("term") else None

    @property
    def told_silence(self) -> Silence | None:
        """The silence that may be told and counted on, or none where it must be confirmed."""
        sure = self._may_tell("silence") and self.silence is not Silence.UNCONFIRMED
        return self.silence if sure else None

    def _may_tell(self, block: str) -> bool:
        return self.certainty[block].may_be_told


def _named_by(body: Body) -> NamedBy:
    return body.choice("short_name_by", NAMED_BY) if body.has("short_name_by") else "hand"


def _keywords(body: Body) -> tuple[str, ...]:
    return body.texts("keywords", LONGEST_KEYWORD) if body.has("keywords") else ()


def _shortcut(body: Body) -> int | None:
    if not body.has("shortcut"):
        return None
    shortcut = body.whole("shortcut", least=1)
    if shortcut > LAST_SHORTCUT:
        raise body.refuse("too_large", "shortcut")
    return shortcut


def _requirements(block: Body) -> tuple[str, ...]:
    block.only("certainty", "items")
    items = block.texts("items", LONGEST_REQUIREMENT)
    refuse_empty_claim(block, stated=bool(items))
    return items


def _term(block: Body) -> Term | None:
    block.only("certainty", "count", "unit", "basis", "note")
    refuse_empty_claim(block, stated=block.has("count") or block.has("note"))
    if not block.has("count"):
        return None
    count = block.whole("count", least=0)
    if count > LONGEST:
        raise block.refuse("too_large", "count")
    return Term(count, block.choice("unit", Unit), block.text("basis", 120))


def _silence(block: Body) -> Silence:
    block.only("certainty", "value")
    silence = block.choice("value", Silence)
    refuse_empty_claim(block, stated=silence is not Silence.UNCONFIRMED)
    return silence
