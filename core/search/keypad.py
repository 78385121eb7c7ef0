"""Finds procedures by the letters on the keys of a phone: 2 is a, b or c."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from core.model.procedure import Procedure
from core.model.sound import heard, words_of
from core.ports import Hit
from core.search.stop_words import STOP_WORDS

FEWEST_KEYS = 3  # with two keys half the catalogue begins
MOST_KEYS = 20
MOST_HITS = 12
_LETTERS = {2: "abc", 3: "def", 4: "ghi", 5: "jkl", 6: "mno", 7: "pqrs", 8: "tuv", 9: "wxyz"}
_KEYS: Mapping[str, str] = {
    letter: str(key) for key, letters in _LETTERS.items() for letter in letters
}
ALIKE = 0.75  # of whoever spells by ear some keys are wrong
FEWEST_TO_GUESS = 5
LATER_WORD = 5  # points lost for each word before the one that was keyed


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a procedure in keys, from one of its words to its end."""

    key: str
    digits: str
    loss: int


class Keypad:
    """The names of one country's procedures as they are keyed."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._names = tuple(name for procedure in procedures for name in _names(procedure))

    def rank(self, keys: str) -> tuple[Hit, ...]:
        """List what begins with these keys, whole names first; 0 and 1 may part the words."""
        keyed = keys.replace("0", "").replace("1", "")[:MOST_KEYS]
        if len(keyed) < FEWEST_KEYS or not (keyed.isascii() and keyed.isdigit()):
            return ()
        best: dict[str, int] = {}
        for name in self._names:
            score = _score(keyed, name)
            if score > best.get(name.key, 0):
                best[name.key] = score
        ranked = sorted((Hit(key, score) for key, score in best.items()), key=_order)
        return tuple(ranked[:MOST_HITS])


def _order(hit: Hit) -> tuple[int, str]:
    return -hit.score, hit.key


def _names(procedure: Procedure) -> Iterator[_Name]:
    for called in (procedure.short_name, *procedure.keywords, procedure.name):
        said = [word for word in words_of(called) if heard(word) not in STOP_WORDS]
        for place in range(len(said)):
            digits = "".join(map(_digits, said[place:]))[:MOST_KEYS]
            yield _Name(procedure.key, digits, LATER_WORD * min(place, 4))


def _digits(word: str) -> str:
    return "".join(_KEYS.get(letter, letter) for letter in word)


def _score(keyed: str, name: _Name) -> int:
    """Tell how surely a name was meant: its beginning, or nearly so when enough was keyed."""
    if name.digits.startswith(keyed):
        return 100 - name.loss - (name.digits != keyed)
    if len(keyed) < FEWEST_TO_GUESS:
        return 0
    likeness = Indel.normalized_similarity(keyed, name.digits[: len(keyed)], score_cutoff=ALIKE)
    return max(0, round(90 * likeness) - name.loss)
