"""Letters of every kind with facts planted in them, and what their pages do not tell of those."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from config.letter_specimens import specimens
from core.model.answers import Answer, Line, Place, Value, VisitAnswer
from core.model.letter_needs import Asked
from core.model.letter_template import LetterTemplate
from core.model.reasons import Reason
from core.model.term import Term, Unit
from core.model.told_facts import Row, ToldFacts
from core.ports import Wording
from letters.blocks import LetterText
from letters.composing import Composer
from letters.plan import plan_of
from letters.typeset import html_of
from tests.final_bytes import COVER, read_html
from tests.forms import AFTER, BEFORE, DAYS, MONTHS, NUMBERS, plain, times
from tests.sentinels import DUE, LANGUAGES, NUMBER, PLACE, PROCEDURE, STOPS_ON, procedures, statuses

YEARS = {2026: "dos mil veintiséis", 2027: "dos mil veintisiete"}
IN_WORDS, SENTENCE = "in_words", "letter.observed"
REASONS = tuple(
    Reason(
        "motivo",
        dict.fromkeys(LANGUAGES, f"el zapallo {name}"),
        dict.fromkeys(LANGUAGES, f"Traiga el zapallo {name} y su cuerda."),
    )
    for name in ("Alba", "Bruno", "Ceniza")
)
VALUES: Mapping[str, Value] = {
    "number": NUMBER,
    "procedure": PROCEDURE,
    "procedure_name": "Permiso largo de zampoña, órgano y quena",
    "place": PLACE,
    "reception": Place("Portón Urpi", "Portón del Alba, Municipalidad de Ítaca Grande"),
    "presented_on": date(2026, 10, 5),
    "own_number": "EXP-2026-ZURDO",
    "cure_by": DUE,
    "cure_term": Term(37, Unit.BUSINESS_DAYS, "norma"),
    "cure_since": date(2027, 6, 2),
    "distance": 13,
    "decide_by": date(2027, 5, 11),
    "late_since": date(2026, 10, 27),
    "silence_on": date(2026, 11, 9),
    "notified_on": date(2026, 12, 15),
    "appeal_by": date(2027, 1, 20),
    "clave": "735104",
    "note": "traiga el Zurrón azul",
    "document": "99 204 871",
    "home": "Sector Jilguero s/n, Zurite",
    "office_address": "el pasaje Zafiro s/n",
    "office_hours": "de noche, según la luna",
    "office_to_confirm": True,
    "where": "el Quiosco de Ítaca",
    "visit_on": STOPS_ON,
    "visit_place": "el Zaguán",
}
ROWS: Mapping[str, tuple[Row, ...]] = {
    "missing": tuple({"reason": reason} for reason in REASONS),
    "requirements": ({"text": "Lleve su Zarcillo"}, {"text": "Lleve el Ábaco"}),
    "services": ({"text": "Zurcir redes"}, {"text": "Ñandú y búho"}),
}
ASKED_DAY = date(2027, 3, 24)


@dataclass(frozen=True, slots=True)
class KindLetter:
    """One letter of a kind, with all that it may tell or with no more than it must."""

    template: LetterTemplate
    facts: ToldFacts

    def __str__(self) -> str:
        return f"{self.template.kind} with {len(self.facts.values)} facts"

    @property
    def lines(self) -> tuple[Line, ...]:
        """List what it says."""
        return tuple(plan_of(self.template, self.facts, COVER).lines)

    def read(self, wording: Wording) -> str:
        """Read its page."""
        return read_html(html_of(self.text(wording)))

    def text(self, wording: Wording, language: str = "es") -> LetterText:
        """Word it for somebody who reads a language."""
        return Composer(wording, "PE").compose(self.template, self.facts, COVER, language)


def kind_letters() -> Iterator[KindLetter]:
    """Yield every kind that ships, full and bare, and for every answer that it may word."""
    for template in specimens().templates.values():
        needs = template.needs
        for answer in _answers(needs.answer):
            full = _facts(template, needs.named, answer, is_yes=True)
            yield KindLetter(template, full)
            if "distance" in needs.named:
                one = replace(full, values={**full.values, "distance": 1})
                yield KindLetter(template, one)
            yield KindLetter(template, _facts(template, needs.certain, answer, is_yes=False))


def untold_by_kind(letter: KindLetter, read: str) -> list[str]:
    """Name every fact that the page tells less often than the letter's lines carry it."""
    wanted: Counter[tuple[str, str]] = Counter()
    forms: dict[tuple[str, str], tuple[str, Value]] = {}
    # The head of the sheet names the sender too: once more than the lines do.
    for line in (*letter.lines, Line("head", {"of": COVER.sender, "at": COVER.sender_place})):
        for fact in line.facts.values():
            manner = next((m for m in (IN_WORDS, SENTENCE) if line.message.endswith(m)), "")
            wanted[manner, str(fact)] += 1
            forms[manner, str(fact)] = manner, fact
    return [
        f"{fact} {manner} ({found} of {often})"
        for (manner, fact), often in wanted.items()
        if (found := _count(*forms[manner, fact], read)) < often
    ]


def _count(manner: str, fact: Value, read: str) -> int:
    if isinstance(fact, tuple):
        *first, last = map(str, fact)
        return plain(read).count(plain(f"{', '.join(first)} y {last}" if first else last))
    if manner == IN_WORDS and isinstance(fact, date):
        return _matches(in_words(fact), read)
    if manner == SENTENCE and isinstance(fact, Reason):
        return _matches(re.escape(fact.letter["es"]), read)
    return times(fact, "letter", read)


def in_words(day: date) -> str:
    """Spell a day as the law wants it."""
    weekday, month = tuple(DAYS)[day.weekday()], tuple(MONTHS)[day.month - 1]
    figure = "primero" if day.day == 1 else NUMBERS[day.day]
    return f"{weekday} {figure} de {month} de {YEARS[day.year]}"


def _matches(form: str, read: str) -> int:
    return len(re.findall(f"{BEFORE}(?:{plain(form)}){AFTER}", f"{plain(read)} "))


def _answers(name: str | None) -> Iterator[Answer | None]:
    match name:
        case "status":
            yield next(statuses())
        case "procedure":
            yield from procedures()
        case "visit":
            yield VisitAnswer(place=PLACE, on=STOPS_ON, services=("Zurcir redes", "Ñandú y búho"))
        case _:
            yield None


def _facts(
    template: LetterTemplate, shown: frozenset[str], answer: Answer | None, *, is_yes: bool
) -> ToldFacts:
    asked = {name: how for name, how in template.needs.of_staff.items() if name in shown}
    said: dict[str, Value] = {
        name: ASKED_DAY if how is Asked.DAY else f"Zeta {name.replace('_', ' ')}"
        for name, how in asked.items()
        if how in {Asked.DAY, Asked.TEXT}
    }
    flags = {name: is_yes for name, how in asked.items() if how is Asked.YES_OR_NO}
    paragraphs = [name for name, how in asked.items() if how is Asked.PARAGRAPHS]
    return ToldFacts(
        values={**{name: fact for name, fact in VALUES.items() if name in shown}, **said, **flags},
        rows={
            **{name: rows for name, rows in ROWS.items() if name in shown},
            **{name: ({"text": f"Uno {name}"}, {"text": f"Dos {name}"}) for name in paragraphs},
        },
        answer=answer,
    )
