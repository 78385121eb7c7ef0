"""Knows what no person wrote: automatic replies, failure reports, our own words sent back."""

import re
from collections.abc import Sequence

from channels.sms.understanding.normalise import plain
from channels.sms.understanding.phrases import SOUNDS_ALIKE, Phrase, Word, all_heard, may_be_in
from channels.sms.understanding.vocabulary import Vocabulary

# An answer of ours names the case so, with what follows of the sentence.
_OUR_CASE = re.compile(r"\s*(Exp )?[0-9]{3}-[0-9]{3}-[0-9]{4}: ([^\W\d_]+)")


def silence(text: str, pieces: Sequence[str], words: Sequence[Word], known: Vocabulary) -> str:
    """Tell what wrote a text (`own`, `bounce`, `loop`, `advertising`), or nothing: a person."""
    if _is_ours(text, pieces, known.own):
        return "own"
    for kind, phrases in (
        ("own", known.own_within),
        ("bounce", known.bounce),
        ("loop", known.loop),
        ("advertising", known.advertising),
    ):
        if _is_in(phrases, words):
            return kind
    return ""


def _is_ours(text: str, pieces: Sequence[str], own: tuple[str, ...]) -> bool:
    ours = _OUR_CASE.match(text)
    if ours and f"{plain(ours[1] or '')}# # # {plain(ours[2])}" in own:
        return True
    said = " ".join("#" if piece.isdigit() else piece for piece in pieces)
    # Hardly any text begins so: all at once first, then whether it is more than a case's number.
    return said.startswith(own) and any(
        said.startswith(begin) for begin in own if "# # #" not in begin
    )


def _is_in(phrases: Sequence[Phrase], words: Sequence[Word]) -> bool:
    for phrase in may_be_in(phrases, all_heard(words)):
        found = phrase.within(words)
        if found is not None and found[2] <= SOUNDS_ALIKE:
            return True
    return False
