"""Reads the answer to what the house asked last: a place of a list, a clave, a yes or no."""

from collections.abc import Sequence

from channels.sms.understanding.commands import commands
from channels.sms.understanding.phrases import SOUNDS_ALIKE, Word
from channels.sms.understanding.read import Before, Read, score_of
from channels.sms.understanding.text import Text
from channels.sms.understanding.vocabulary import Vocabulary

# How people write 1 where a figure is wanted and they have a keyboard of letters.
_LIKE_ONE = frozenset({"l", "I", "|"})
_LONGEST_PLACE = 2


def answered(text: Text, before: Before, known: Vocabulary) -> Read | None:
    """Read what was waited for, or nothing if the text is about something else."""
    figures = text.figures
    if before.asks_clave and figures.has_six and not figures.numbers:
        given = figures.clave or ""
        return Read(name="clave", argument=given, clave=given, why="a clave was waited for")
    if before.offered:
        place = "1" if text.written.strip() in _LIKE_ONE else _place(text.spoken, known)
        if place:
            return Read(name="choice", argument=place, why="one of those that were offered")
    if before.told:
        for command in commands(text.spoken, ("more_told",), known):
            return Read(name="more", score=score_of(command.cost), why=command.how)
    if before.asks_yes:
        for command in commands(text.spoken, ("yes", "no"), known):
            return Read(
                name=command.rule.name,
                score=score_of(command.cost),
                why=command.how,
                language=command.rule.language,
            )
    return None


def _place(words: Sequence[Word], known: Vocabulary) -> str:
    """Tell which place of a list is named, if nothing else is."""
    named = [place for word in words if (place := _place_of(word, known))]
    others = [word for word in words if not _place_of(word, known)]
    if len(named) != 1 or not all(_may_stand(word, known) for word in others):
        return ""
    return named[0]


def _place_of(word: Word, known: Vocabulary) -> str:
    if word.is_figures:
        is_short = len(word.text) <= _LONGEST_PLACE and int(word.text) > 0
        return str(int(word.text)) if is_short else ""
    names = (place for heard, place in known.places.items() if _is_alike(word, heard))
    return next(names, "")


def _may_stand(word: Word, known: Vocabulary) -> bool:
    return any(heard in known.choosing for heard in word.near)


def _is_alike(word: Word, heard: str) -> bool:
    return word.near.get(heard, SOUNDS_ALIKE + 1) <= SOUNDS_ALIKE
