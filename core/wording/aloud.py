"""What a worded line is made of when a speaker says it: the sounds that stand for its text."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.answers import Line, Place, Value
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term
from core.wording import parts
from core.wording.formats import DIGITS, PLAIN
from core.wording.hearing import SoundOf, has_machine
from core.wording.number_parts import cardinal_pieces, counted_pieces
from core.wording.po_files import Entry
from core.wording.recordable import VOICE, Gap, Piece, cuts, is_glued, spoken
from core.wording.spanish_numbers import groups_of

# Figures that the call script has spaced out, to be read one by one: "1 4 0, 0 0 0".
_SPACED = re.compile("[0-9](?:,? [0-9])*")
Said = tuple[Piece, ...]
Cutter = Callable[[Any], Said]
Cutters = Mapping[str, Mapping[type, Cutter]]


class NotRecorded(KeyError):
    """A line cannot be heard in a language that no machine reads: the answer goes to Spanish."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a message where the sounds of a fact come in."""

    fact: str
    cutters: Mapping[type, Cutter]

    def cut(self, facts: Mapping[str, Value]) -> Said:
        """Cut the fact as the language says facts of its type."""
        value = facts[self.fact]
        return self.cutters[type(value)](value)


@dataclass(frozen=True, slots=True)
class Passage:
    """One message as a speaker says it, in each of its forms."""

    forms: tuple[tuple[Piece | Slot, ...], ...]
    plural: Callable[[int], int]

    def pieces(self, facts: Mapping[str, Value]) -> Said:
        """Put the message together; the form is chosen as the wording chooses it."""
        form = self.forms[0] if len(self.forms) == 1 else self.forms[self._which(facts)]
        return tuple(
            piece
            for each in form
            for piece in ((each,) if isinstance(each, Piece) else each.cut(facts))
        )

    def _which(self, facts: Mapping[str, Value]) -> int:
        return next(self.plural(fact) for fact in facts.values() if type(fact) is int)


@dataclass(frozen=True, slots=True)
class Aloud:
    """What a speaker recorded of one language; `is_alone` if no machine reads it instead."""

    language: str
    passages: Mapping[str, Passage]
    found: Mapping[Piece, str]
    sound_of: SoundOf
    is_alone: bool

    def sounds(self, lines: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
        """Give the sounds of each line, whole or none of it."""
        return tuple(self._sounds(line) for line in lines)

    def _sounds(self, line: Line) -> tuple[str, ...]:
        passage = self.passages.get(line.message)
        said = () if passage is None else passage.pieces(line.facts)
        sounds = tuple([self._sound(piece) for piece in said])
        if sounds and all(sounds):
            return sounds
        if self.is_alone:
            raise NotRecorded(line.message)
        return ()

    def _sound(self, piece: Piece) -> str:
        """Find a sound; only names, of which there is no end, were not looked up before."""
        found = self.found.get(piece)
        if found is None:
            return self.sound_of(self.language, piece.name, piece.text)
        return found


def aloud_of(language: str, entries: Iterable[Entry], sound_of: SoundOf) -> Aloud | None:
    """Cut a language once for all calls; none where nobody recorded a word of its messages."""
    cutters = cutters_of(language)
    told = tuple(e for e in entries if e.channel == VOICE and all(e.texts) and not is_glued(e))
    passages = {entry.msgid: passage_of(entry, cutters) for entry in told}
    own = {piece: sound_of(language, piece.name, piece.text) for piece in spoken(told)}
    if not any(own.values()):
        return None
    shared = (*parts.parts_of(language), parts.REST)
    found = {**own, **{each: sound_of(language, each.name, each.text) for each in shared}}
    return Aloud(language, passages, found, sound_of, is_alone=not has_machine(language))


def passage_of(entry: Entry, cutters: Cutters) -> Passage:
    """Cut one message; a place that names an unknown manner is a `KeyError`."""
    forms = tuple(
        tuple(Slot(e.fact, cutters[e.manner]) if isinstance(e, Gap) else e for e in cut)
        for cut in cuts(entry)
    )
    return Passage(forms, entry.plural)


def cutters_of(language: str) -> Cutters:
    """Give what cuts each type of fact, by the manner that a message may ask for."""
    digits = parts.digit_parts(language)

    def spelled(text: str) -> Said:
        """Say figures one by one, with a rest wherever the text is heard to have one."""
        groups = ([digits[int(figure)] for figure in group] for group in groups_of(text))
        said = [piece for group in groups for piece in (*group, parts.REST)]
        return tuple(said[:-1])

    def text(words: str) -> Said:
        is_spaced = _SPACED.fullmatch(words) is not None
        return spelled(words.replace(" ", "")) if is_spaced else _named(words)

    plain: Mapping[type, Cutter] = {
        str: text,
        int: cardinal_pieces,
        date: _day,
        CaseNumber: lambda number: spelled(number.grouped),
        Money: _money,
        Place: lambda place: _named(place.full),
        Reason: lambda reason: _named(reason.forms[language]),
        Term: _term,
        tuple: _listed,
    }
    return {PLAIN: plain, DIGITS: {str: spelled, int: lambda number: spelled(str(number))}}


def _named(words: str) -> Said:
    """Take a text as a name, or as several that a semicolon parts."""
    return tuple(parts.name_part(name) for name in words.split("; ") if name.strip())


def _day(day: date) -> Said:
    weekday = parts.weekday_part(day.isoweekday())
    return (weekday, parts.day_part(day.day), parts.month_part(day.month))


def _money(money: Money) -> Said:
    whole, cents = divmod(money.cents, 100)
    small = (*counted_pieces(cents), parts.cents_part(money.currency, one=cents == 1))
    if cents and not whole:
        return small
    name = parts.money_part(money.currency, one=whole == 1, more=bool(cents))
    return (*counted_pieces(whole), name, *(small if cents else ()))


def _term(term: Term) -> Said:
    return (*counted_pieces(term.count), parts.term_part(term.unit, one=term.count == 1))


def _listed(texts: tuple[str, ...]) -> Said:
    *first, last = (_named(text) for text in texts)
    if not first:
        return last
    return (*(piece for each in first for piece in each), parts.AND, *last)
