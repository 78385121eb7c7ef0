"""What is to be said aloud in a language: by a speaker in pieces, or by a machine whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.wording.catalogue import FIRST_LANGUAGE
from core.wording.parts import name_part, parts_of
from core.wording.recordable import VOICE, Piece, is_glued, spoken
from core.wording.standing import Review


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of what a speaker reads aloud: the sound's name, what it means, and its words."""

    name: str
    spanish: str
    text: str


def readings(review: Review, language: str, names: Iterable[str] = ()) -> tuple[Reading, ...]:
    """List all that a speaker may record: messages that have words, the parts, then the names.

    A message with an ending on a fact is left out: it must be worded anew before it is read.
    """
    told, spanish = review.told(language, VOICE), review.told(FIRST_LANGUAGE, VOICE)
    return (
        *(
            Reading(piece.name, " / ".join(spanish[msgid].texts), piece.text)
            for msgid, entry in told.items()
            if not is_glued(entry)
            for piece in spoken((entry,))
        ),
        *(
            Reading(piece.name, said.text, piece.text)
            for piece, said in zip(parts_of(language), parts_of(FIRST_LANGUAGE), strict=True)
        ),
        *(Reading(piece.name, piece.text, piece.text) for piece in map(name_part, names)),
    )


def fixed(review: Review, language: str) -> tuple[Piece, ...]:
    """List the messages of the voice that never change: one sound says each of them whole."""
    told = review.told(language, VOICE)
    return tuple(piece for piece in spoken(told.values()) if piece.name in told)
