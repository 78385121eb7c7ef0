"""Hears the words of a text: joined ones apart, courtesy taken off both ends."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from channels.sms.understanding.phrases import SOUNDS_ALIKE, Phrase, Word, all_heard, may_be_in
from channels.sms.understanding.vocabulary import Vocabulary

# Shorter parts are found in too many words.
_SHORTEST_JOINED, _SHORTEST_FIRST, _SHORTEST_LAST = 7, 3, 2
_SPOKEN_FIGURES = 6
# A last pronoun on a verb says nothing, nor what is told it: mandemelo, recibirlo.
_ANOTHER_PRONOUN = re.compile(r"(?<=me|os|se|ar|er|ir)l[oa]s?$")
_SHORTEST_VERB = 4
# What follows one of these is its noun, and no courtesy: hablar con la señorita.
_BEFORE_A_NOUN = frozenset({"al", "con", "del", "el", "esa", "ese", "la", "un", "una"})


class Ear(Protocol):
    """Knows which words a typed word may be, and how wrong it was typed then."""

    def near(self, word: str, /) -> Mapping[str, int]:
        """Tell the nearest known words."""
        ...


@dataclass(frozen=True, slots=True)
class Hearing:
    """Hears with an ear, over one vocabulary."""

    ear: Ear
    vocabulary: Vocabulary

    def words(self, pieces: Sequence[str]) -> list[Word]:
        """Hear every word; letters apart are one word, and words without a blank are several."""
        letters = [piece for piece in pieces if piece.isalpha()]
        if len(letters) > 1 and all(len(letter) == 1 for letter in pieces):
            pieces = ["".join(pieces)] if self._is_known("".join(pieces)) else pieces
        return [word for piece in pieces for word in self._heard(piece)]

    def spoken_figures(self, pieces: Sequence[str]) -> list[str]:
        """Write long rows of figures that were said as words in figures."""
        written: list[str] = []
        row: list[str] = []
        for piece in (*pieces, ""):
            figure = self.vocabulary.figures.get(piece)
            if figure is not None:
                row.append(piece)
                continue
            if len(row) >= _SPOKEN_FIGURES:
                row = ["".join(self.vocabulary.figures[name] for name in row)]
            written += [*row, *([piece] if piece else [])]
            row = []
        return written

    def without_courtesy(self, words: Sequence[Word]) -> list[Word]:
        """Take greetings and thanks off both ends."""
        return self._without(list(words), self.vocabulary.courtesy, ends=True)

    def without_lead(self, words: Sequence[Word]) -> list[Word]:
        """Take off what people say before they ask."""
        return self._without(list(words), self.vocabulary.lead, ends=False)

    def without_wish(self, words: Sequence[Word]) -> list[Word]:
        """Take off that it is wished: quisiera que me."""
        return self._without(list(words), self.vocabulary.wanted, ends=False)

    def without_when(self, words: Sequence[Word]) -> list[Word]:
        """Take off what says when, wherever it stands: van a venir este mes a Lares."""
        kept = list(words)
        for phrase in may_be_in(self.vocabulary.when, all_heard(words)):
            found = phrase.within(kept)
            if found is not None and found[2] <= SOUNDS_ALIKE:
                kept = [*kept[: found[0]], *kept[found[1] :]]
        return kept

    def _without(self, words: list[Word], phrases: Sequence[Phrase], *, ends: bool) -> list[Word]:
        phrases = list(may_be_in(phrases, all_heard(words)))
        while words:
            reached = [found for phrase in phrases if (found := phrase.at(words, 0))]
            sure = [end for end, cost in reached if cost <= SOUNDS_ALIKE * end]
            if sure:
                words = words[max(sure) :]
                continue
            places = (
                [place for phrase in phrases if (place := _tail(phrase, words))] if ends else []
            )
            if not places:
                return words
            words = words[: min(places)]
        return words

    def _heard(self, piece: str) -> Iterator[Word]:
        near = self._near(piece)
        if not _is_sure(near):
            for parts in self._parted(piece):
                yield from (Word(part, self._near(part)) for part in parts)
                return
        yield Word(piece, near)

    def _parted(self, piece: str) -> Iterator[tuple[str, str]]:
        if len(piece) < _SHORTEST_JOINED or not piece.isalpha():
            return
        for cut in range(len(piece) - _SHORTEST_LAST, _SHORTEST_FIRST - 1, -1):
            first, last = piece[:cut], piece[cut:]
            are_known = self._is_whole(first) and self._may_end(last)
            is_glued = first in self.vocabulary.glue and len(last) > _SHORTEST_LAST
            if are_known or is_glued:
                yield first, last

    def _near(self, piece: str) -> Mapping[str, int]:
        """Hear a word, or the words that it shortens."""
        near = self.ear.near(piece) if piece.isalpha() else {}
        verb = _ANOTHER_PRONOUN.sub("", piece)
        if verb != piece and len(verb) >= _SHORTEST_VERB and not _is_sure(near):
            near = self.ear.near(verb)
        return {**near, **dict.fromkeys(self.vocabulary.short.get(piece, ()), 0)}

    def _is_whole(self, word: str) -> bool:
        return word in self.vocabulary.words

    def _may_end(self, word: str) -> bool:
        is_short = len(word) <= _SHORTEST_LAST
        return word in {"si", "no", "me"} if is_short else word in self.vocabulary.words

    def _is_known(self, word: str) -> bool:
        return _is_sure(self.ear.near(word))


def _is_sure(near: Mapping[str, int]) -> bool:
    return min(near.values(), default=SOUNDS_ALIKE + 1) <= SOUNDS_ALIKE


def _tail(phrase: Phrase, words: Sequence[Word]) -> int:
    for place in phrase.places_at_end(words):
        if words[place - 1].text in _BEFORE_A_NOUN:
            continue
        cost = phrase.is_all(words[place:])
        if cost is not None and cost <= SOUNDS_ALIKE * (len(words) - place):
            return place
    return 0
