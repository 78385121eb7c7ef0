"""Reads a word that asks, and what it asks about: REQUISITOS DNI, cuánto cuesta el DNI."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels.sms.understanding.phrases import Phrase, Word, all_heard, may_be_in
from channels.sms.understanding.vocabulary import Rule, Vocabulary

# Words that only lead to what is asked about.
_LINKS = frozenset({
    "a", "al", "con", "d", "de", "del", "e", "el", "en", "i", "kay", "la", "las", "lo", "los",
    "maypi", "maypin", "mi", "mis", "n", "nisqa", "nro", "num", "numero", "o", "pa", "pal", "para",
    "por", "que", "se", "su", "sus", "tu", "un", "una", "x", "y",
})  # fmt: skip
# Posters number the procedures; longer figures are part of something else.
_LONGEST_PRINTED = 3
# Places have names that begin so: El Alto, La Oroya.
_ARTICLES = frozenset({"el", "la", "las", "lo", "los"})


_OF_A_PLACE = frozenset({"office", "visit"})


@dataclass(frozen=True, slots=True)
class Question:
    """A reading, by which rule, and the words that it is about."""

    rule: Rule
    how: str
    about: tuple[Word, ...]
    cost: int
    taken: int


def questions(words: Sequence[Word], names: Sequence[str], known: Vocabulary) -> Iterator[Question]:
    """Yield what a text may ask, the one that explains most of its words first."""
    heard = all_heard(words)
    where = tuple(may_be_in(known.where, heard))
    found = [
        question
        for rule in known.rules_of(*names)
        for question in (
            *_from_start(rule, words, heard, where),
            *_from_end(rule, words, heard, where),
        )
        if _may_be_about(rule, question.about) and not rule.is_otherwise(words)
    ]
    order = {name: place for place, name in enumerate(names)}
    yield from sorted(
        found, key=lambda one: (one.cost > one.taken, -one.taken, one.cost, order[one.rule.name])
    )


def bare(words: Sequence[Word], name: str, where: Sequence[Phrase]) -> tuple[Word, ...]:
    """Take off the words that only lead to what is asked about."""
    kept = list(words)
    if name in {"complaint", "delay"}:
        return tuple(kept)
    links = _LINKS
    if name in _OF_A_PLACE:
        links = _LINKS - _ARTICLES
        ends = [found[0] for phrase in where if (found := phrase.at(kept, 0))]
        kept = kept[max((end for end in ends if end < len(kept)), default=0) :]
    while kept and kept[0].text in links and len(kept) > 1:
        kept = kept[1:]
    while kept and kept[-1].text in links and len(kept) > 1:
        kept = kept[:-1]
    return tuple(kept)


def _from_start(
    rule: Rule, words: Sequence[Word], heard: frozenset[str], where: Sequence[Phrase]
) -> Iterator[Question]:
    for phrase in may_be_in(rule.start, heard):
        found = phrase.at(words, 0)
        if found is not None and found[0]:
            end, cost = found
            about = bare(words[end:], rule.name, where)
            yield Question(rule, f"start: {phrase.written}", about, cost, end)


def _from_end(
    rule: Rule, words: Sequence[Word], heard: frozenset[str], where: Sequence[Phrase]
) -> Iterator[Question]:
    for phrase in may_be_in(rule.end, heard):
        found = phrase.ends(words)
        if found is not None:
            place, cost = found
            about = bare(words[:place], rule.name, where)
            yield Question(rule, f"end: {phrase.written}", about, cost, len(words) - place)


def _may_be_about(rule: Rule, about: Sequence[Word]) -> bool:
    """Say whether it can be asked of this: a number on the poster, or no case of one's own."""
    if rule.about == "figures":
        return len(about) == 1 and about[0].is_figures and len(about[0].text) <= _LONGEST_PRINTED
    told = [word for word in about if word.text not in _LINKS]
    if not told:
        return not (about and rule.not_about)
    return not all(rule.not_about.intersection(word.near) for word in told)


def is_sure(question: Question) -> bool:
    """Say whether so few letters were typed wrong that nothing else can be meant."""
    return question.cost <= 1 + question.taken
