"""Reads what is said in a few words with nothing else beside: stop, help, a letter, my cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels.sms.understanding.phrases import Word, all_heard, may_be_in
from channels.sms.understanding.vocabulary import Rule, Vocabulary

# What may stand with the one word that matters must be few, or the text is about something else.
_MOST_AROUND = 9
_DENIED = "no_before"
_SOMEWHERE = "with: "


@dataclass(frozen=True, slots=True)
class Command:
    """A reading, by which rule, and how wrong it was typed."""

    rule: Rule
    how: str
    cost: int

    @property
    def is_sentence(self) -> bool:
        """Say whether its words stood in an order, and not only somewhere."""
        return not self.how.startswith(_SOMEWHERE)


def commands(words: Sequence[Word], names: Sequence[str], known: Vocabulary) -> Iterator[Command]:
    """Yield what a text may ask, the readings in the order in which they are named."""
    heard = all_heard(words)
    for name in names:
        found = [
            command
            for rule in known.rules_of(name)
            for command in _of(rule, words, heard, known.around)
            if not rule.is_otherwise(words)
        ]
        if found:
            yield min(found, key=lambda command: command.cost)


def _of(
    rule: Rule, words: Sequence[Word], heard: frozenset[str], around: frozenset[str]
) -> Iterator[Command]:
    for phrase in may_be_in(rule.whole, heard):
        cost = phrase.is_all(words)
        if cost is not None:
            yield Command(rule, f"whole: {phrase.written}", cost)
    for phrase in may_be_in(rule.within, heard):
        found = phrase.within(words)
        if found is not None and not _is_denied(rule, words, found[0]):
            yield Command(rule, f"within: {phrase.written}", found[2])
    if rule.bag:
        cost = _in_bag(rule, words, around)
        if cost is not None:
            yield Command(rule, f"{_SOMEWHERE}{' '.join(min(must) for must in rule.bag)}", cost)


def _is_denied(rule: Rule, words: Sequence[Word], place: int) -> bool:
    if _DENIED not in rule.unless:
        return False
    return any(word.text in {"no", "ya"} for word in words[max(0, place - 2) : place])


def _in_bag(rule: Rule, words: Sequence[Word], around: frozenset[str]) -> int | None:
    """Tell how wrong it was typed if each of the words that matter is there, and little else."""
    spent = 0
    left = list(words)
    for must in rule.bag:
        costs = [
            (cost, place)
            for place, word in enumerate(left)
            if (cost := _cost(word, must)) is not None
        ]
        if not costs:
            return None
        cost, place = min(costs)
        spent += cost
        del left[place]
    may = rule.around | around | frozenset().union(*rule.bag)
    if len(left) > _MOST_AROUND or any(_cost(word, may) is None for word in left):
        return None
    return spent


def _cost(word: Word, words: frozenset[str]) -> int | None:
    return min((cost for heard, cost in word.near.items() if heard in words), default=None)
