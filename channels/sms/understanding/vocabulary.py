"""The words of texts in each language: data files, each with the source of its words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

from channels.sms.understanding.phrases import SOUNDS_ALIKE, Phrase, Word

FOLDER = "words"
_LISTS = ("start", "end", "whole", "within")
_FAMILY = re.compile(r"&(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one thing is asked for in one language; `unless` are words that mean another thing.

    `about` is what a question of it may be about (figures, or anything), `not_about` what never.
    """

    name: str
    language: str
    start: tuple[Phrase, ...] = ()
    end: tuple[Phrase, ...] = ()
    whole: tuple[Phrase, ...] = ()
    within: tuple[Phrase, ...] = ()
    bag: tuple[frozenset[str], ...] = ()
    around: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    about: str = ""
    not_about: frozenset[str] = frozenset()

    @property
    def words(self) -> Iterator[str]:
        """List every word of it."""
        for phrases in (self.start, self.end, self.whole, self.within):
            for phrase in phrases:
                yield from phrase.words
        for words in self.bag:
            yield from words
        yield from self.around
        yield from self.not_about

    def is_otherwise(self, words: Sequence[Word]) -> bool:
        """Say whether a word stands there with which something else is meant."""
        return any(
            word.near.get(other, SOUNDS_ALIKE + 1) <= SOUNDS_ALIKE or word.text == other
            for word in words
            for other in self.unless
        )


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All that the reader knows of words."""

    rules: tuple[Rule, ...]
    courtesy: tuple[Phrase, ...]
    lead: tuple[Phrase, ...]
    wanted: tuple[Phrase, ...]
    when: tuple[Phrase, ...]
    where: tuple[Phrase, ...]
    around: frozenset[str]
    wishing: frozenset[str]
    exact: frozenset[str]
    glue: frozenset[str]
    choosing: frozenset[str]
    short: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    figures: Mapping[str, str]
    languages: Mapping[str, str]
    varieties: Mapping[str, str]
    language_around: frozenset[str]
    loop: tuple[Phrase, ...]
    bounce: tuple[Phrase, ...]
    advertising: tuple[Phrase, ...]
    own_within: tuple[Phrase, ...]
    own: tuple[str, ...] = field(repr=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """List every word, for an ear to know."""
        machines = (self.loop, self.bounce, self.advertising, self.own_within)
        around = (self.courtesy, self.lead, self.wanted, self.when, self.where)
        phrases = [phrase for part in (*around, *machines) for phrase in part]
        listed = (
            *(rule.words for rule in self.rules),
            *(phrase.words for phrase in phrases),
            *(self.around, self.wishing, self.choosing, self.places, self.figures, self.short),
            *(self.languages, self.varieties, self.language_around),
        )
        return frozenset(word for words in listed for word in words if word.isalpha())

    def rules_of(self, *names: str) -> Sequence[Rule]:
        """List the rules of some readings, in every language."""
        return [rule for name in names for rule in self._rules_by_name.get(name, ())]

    @cached_property
    def _rules_by_name(self) -> Mapping[str, Sequence[Rule]]:
        by_name: dict[str, list[Rule]] = {}
        for rule in self.rules:
            by_name.setdefault(rule.name, []).append(rule)
        return by_name


def load(own: Sequence[str] = ()) -> Vocabulary:
    """Read the data files that lie beside this module; `own` is how our texts begin today."""
    spoken = [_file(name) for name in ("es", "keywords", "quechua", "aymara")]
    machines, languages = _file("machines"), _file("languages")
    return Vocabulary(
        rules=tuple(rule for told in spoken for rule in _rules(told)),
        courtesy=tuple(phrase for told in spoken for phrase in _part(told, "courtesy")),
        lead=tuple(phrase for told in spoken for phrase in _part(told, "lead")),
        wanted=tuple(phrase for told in spoken for phrase in _part(told, "wanted")),
        when=tuple(phrase for told in spoken for phrase in _part(told, "when")),
        where=tuple(phrase for told in spoken for phrase in _part(told, "where")),
        around=_words(spoken, "around"),
        wishing=_words(spoken, "wishing"),
        exact=_words(spoken, "exact"),
        glue=_words(spoken, "glue"),
        choosing=_words(spoken, "choosing"),
        short=_shortened(spoken),
        places=_turned(spoken, "places"),
        figures=_turned(spoken, "figures"),
        languages=_flat(languages["names"]),
        varieties=_flat(languages["varieties"]),
        language_around=frozenset(languages["around"]["words"].split()),
        loop=_phrases(machines["loop"]["within"]),
        bounce=_phrases(machines["bounce"]["within"]),
        advertising=_phrases(machines["advertising"]["within"]),
        own_within=_phrases(machines["own"]["within"]),
        own=(*machines["own"]["begins"], *own),
    )


def _file(name: str) -> Mapping[str, Any]:
    folder = files("channels.sms.understanding") / FOLDER
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _phrases(written: Iterable[str], *, is_exact: bool = False) -> tuple[Phrase, ...]:
    return tuple(Phrase(line, is_exact) for line in written)


def _spelt_out(written: Iterable[str], told: Mapping[str, Any]) -> Iterator[str]:
    """Write the words of a family where a line names it."""
    families = told.get("family", {})
    for line in written:
        yield _FAMILY.sub(lambda named: "|".join(families[named[1]].split()), line)


def _any_of(written: Iterable[str], told: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(word for line in _spelt_out(written, told) for word in line.split("|"))


def _part(told: Mapping[str, Any], name: str) -> tuple[Phrase, ...]:
    return _phrases(told.get(name, {}).get("phrases", ()))


def _rules(told: Mapping[str, Any]) -> Iterator[Rule]:
    # Of a language that is not written much one slip leads to another word.
    is_exact = told["language"] != "es"
    for row in told.get("reading", ()):
        yield Rule(
            name=row["name"],
            language=told["language"],
            bag=tuple(_any_of(must, told) for must in row.get("bag", ())),
            around=_any_of(row.get("around", ()), told),
            unless=frozenset(row.get("unless", ())),
            about=row.get("about", ""),
            not_about=_any_of(row.get("not_about", ()), told),
            **{
                kind: _phrases(_spelt_out(row.get(kind, ()), told), is_exact=is_exact)
                for kind in _LISTS
            },
        )


def _words(spoken: Sequence[Mapping[str, Any]], name: str) -> frozenset[str]:
    return frozenset(
        word for told in spoken for word in told.get(name, {}).get("words", "").split()
    )


def _turned(spoken: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, str]:
    return {
        word: figure
        for told in spoken
        for figure, words in told.get(name, {}).items()
        for word in words
    }


def _shortened(spoken: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[str, ...]]:
    short: dict[str, tuple[str, ...]] = {}
    for told in spoken:
        for word, forms in told.get("short", {}).items():
            short.update({form: (*short.get(form, ()), word) for form in forms})
    return short


def _flat(names: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    return {word: name for name, words in names.items() for word in words}
