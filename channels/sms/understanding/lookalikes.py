"""Writes the letters that stand for figures as figures, only inside what is a number."""

import re

_LETTERS = str.maketrans("oOlILi", "001111")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9oOlILi]*[0-9][0-9oOlILi]*")
# In a word with other letters only what stands between figures, and noughts at its end.
_INSIDE = re.compile(r"(?<=[0-9])[oOlI]+(?=[0-9])|(?<=[0-9])[oO]+$")
# A group of noughts alone, between groups of figures: 14O-OOO-2518.
_NOUGHTS = re.compile(r"(?<=[0-9][ .\-/_\u2010-\u2015])[oO]{2,}(?=[ .\-/_\u2010-\u2015][0-9])")


def figures_written(text: str) -> str:
    """Write 0 and 1 where o, O, l, I stand for them; the text keeps its length."""
    words = _WORD.sub(lambda word: _word(word[0]), text)
    return _NOUGHTS.sub(lambda group: "0" * len(group[0]), words)


def _word(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return word.translate(_LETTERS)
    return _INSIDE.sub(lambda letters: letters[0].translate(_LETTERS), word)
