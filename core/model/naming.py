"""Makes short names by rule from the long official ones, for voice and text messages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, count, takewhile

from core.model.gsm7 import ALPHABET, fold
from core.model.official_words import LEADS, LINKS, MARKS, Word, bare, words_of

LONGEST = 40
SEPARATOR = ": "
NAMELESS = "Tramite"
SAID = {
    "gobierno autónomo municipal de ": "Alcaldia de ",
    "direc. dptal. de educación ": "Educacion ",
    "seguro social universitario de ": "Seguro Univ. ",
    "instituto nacional de ": "Instituto de ",
    "servicio nacional de ": "Servicio de ",
}
# Beyond this many that begin alike, comparing each with each costs more than it tells.
MOST_ALIKE = 200


@dataclass(frozen=True, slots=True, order=True)
class Official:
    """A long name as an office writes it, under the code that tells it from every other."""

    code: str
    name: str


def is_plain(text: str) -> bool:
    """Say whether a name travels in the old alphabet, one place a letter, on one line."""
    return bool(text.strip()) and ALPHABET.issuperset(text) and not set(text) & {"\n", "\r"}


def as_people_say(entity: str) -> str:
    """Begin the name of an entity as people do, where its official beginning fills the line."""
    for official, said in SAID.items():
        if entity.casefold().startswith(official):
            return said + entity[len(official) :]
    return entity


def short_name(name: str, longest: int = LONGEST) -> str:
    """Make a short name: plain letters, cut at a word; empty only where nothing is readable."""
    return _cut([word.text for word in _telling(name)], longest)


def short_names(
    officials: Iterable[Official], longest: int = LONGEST, *, taken: frozenset[str] = frozenset()
) -> Mapping[str, str]:
    """Name every entry of one institution so that no two are called the same, nor as one `taken`.

    Those that would be called the same are told apart by the words in which they differ, and those
    that have the same words by their codes. The order in which they are given does not matter.
    """
    alike: defaultdict[str, list[Official]] = defaultdict(list)
    for official in sorted(set(officials)):
        alike[short_name(official.name, longest)].append(official)
    groups = [_Group(short, tuple(entries)) for short, entries in sorted(alike.items())]
    while len(merged := _merged(groups, longest)) < len(groups):
        groups = merged
    named = [pair for group in groups for pair in group.named(longest).items()]
    used, unlike = set(taken), {}
    for code, told in sorted(named):
        unlike[code] = told if told and told not in used else _numbered(told, code, used, longest)
        used.add(unlike[code])
    return unlike


@dataclass(frozen=True, slots=True)
class _Group:
    """Entries whose names begin alike."""

    short: str
    entries: tuple[Official, ...]

    def named(self, longest: int) -> Mapping[str, str]:
        """Name them by what they share and by the words that tell each from the others."""
        if not 1 < len(self.entries) <= MOST_ALIKE:
            return {entry.code: self.short for entry in self.entries}
        said = {entry.code: words_of(entry.name) for entry in self.entries}
        keys = {code: frozenset(word.key for word in words) for code, words in said.items()}
        named = {}
        for code, words in said.items():
            others = [keys[other] for other in said if other != code]
            named[code] = _with_tail(self.short, _telling_apart(words, others), longest)
        return named

    def joined(self, other: "_Group") -> "_Group":
        """Put two groups together under the words with which both begin."""
        pairs = zip(self.short.split(), other.short.split(), strict=False)
        shared = [mine for mine, theirs in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        short = _cut(shared, LONGEST) if shared else self.short
        return _Group(short, tuple(sorted({*self.entries, *other.entries})))


def _merged(groups: Sequence[_Group], longest: int) -> list[_Group]:
    """Put groups together that would name one of theirs the same."""
    said: dict[str, int] = {}
    merged: list[_Group] = []
    for group in groups:
        names = [name for name in group.named(longest).values() if name]
        at = next((said[name] for name in names if name in said), len(merged))
        if at == len(merged):
            merged.append(group)
        else:
            merged[at] = merged[at].joined(group)
        said |= dict.fromkeys(names, at)
    return merged


def _telling_apart(words: Sequence[Word], others: Sequence[frozenset[str]]) -> list[str]:
    """Choose the fewest words that all the others together do not have, in their order."""
    chosen: set[str] = set()
    candidates = {word.key: word.text for word in words if bare(word.text) not in LINKS}
    left = list(others)
    while left and candidates:
        best = max(candidates, key=lambda key: sum(key not in other for other in left))
        remaining = [other for other in left if best in other]
        if len(remaining) == len(left):
            break
        chosen.add(best)
        left = remaining
    return [text for key, text in candidates.items() if key in chosen]


def _with_tail(short: str, telling: Sequence[str], longest: int) -> str:
    """Say first what all have in common, then what this one alone has."""
    first = short.partition(" ")[0]
    tail = _fitting(telling, longest - len(first) - len(SEPARATOR))
    if not tail:
        return short
    said = {bare(word) for word in tail.split()}
    words = [word for word in short.split() if bare(word) not in said]
    head = _cut(words, longest - len(tail) - len(SEPARATOR))
    return f"{head}{SEPARATOR}{tail}" if head else _cut(tail.split(), longest)


def _numbered(told: str, code: str, used: AbstractSet[str], longest: int) -> str:
    """Tell by its code what no word tells apart."""
    number = code.removeprefix("t-")[: longest - len(NAMELESS) - 1]
    words = told.replace(SEPARATOR, " ").split()
    heads = (_cut(words[:most], longest - len(number) - 1) for most in range(len(words), 0, -1))
    names = chain((f"{head} {number}" for head in (*heads, NAMELESS)), _counted(number, longest))
    return next(name for name in names if name not in used)


def _counted(number: str, longest: int) -> Iterator[str]:
    """Count on where even the code is part of another's name."""
    for turn in count(2):
        yield f"{NAMELESS} {number}"[: longest - len(f" {turn}")] + f" {turn}"


def _telling(name: str) -> list[Word]:
    """Keep the words that tell what it is: no word that all begin with, nothing in brackets."""
    words = words_of(name)
    kept = [word for word in words if not word.is_aside] or list(words)
    while len(kept) > 1 and kept[0].key in LEADS:
        at = 1
        while at < len(kept) - 1 and kept[at].key in LINKS:
            at += 1
        kept = kept[at:]
    return kept


def _cut(texts: Sequence[str], longest: int) -> str:
    """Begin a name with as many words as fit."""
    told = _fitting(texts, longest)
    first = fold(told[:1].upper())  # the old alphabet has è and no È
    return (first if len(first) == 1 and first in ALPHABET else told[:1]) + told[1:]


def _fitting(texts: Sequence[str], longest: int) -> str:
    """Take words while they fit, and none at the end that leads to another."""
    kept: list[str] = []
    for text in texts:
        if len(" ".join([*kept, text])) > longest:
            break
        kept.append(text)
    if not kept and texts and longest > 0:
        kept = [texts[0][:longest]]
    while len(kept) > 1 and bare(kept[-1]) in LINKS:
        kept.pop()
    return " ".join(kept).strip(MARKS)
