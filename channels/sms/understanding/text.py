"""A text on its way through the reader: its words, with courtesy and without, and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from channels.sms.understanding.figures import Figures, find_figures
from channels.sms.understanding.hearing import Hearing
from channels.sms.understanding.lookalikes import figures_written
from channels.sms.understanding.normalise import cleaned, pieces, plain
from channels.sms.understanding.own_number import find_own_number
from channels.sms.understanding.phrases import SOUNDS_ALIKE, Word

LONGEST = 1600
# What a story says after so many words is not looked at, but for its figures.
MOST_WORDS = 80
_THUMBS = str.maketrans({"\U0001f44d": " si ", "\U0001f44e": " no "})
_CLAVE = "clave"


@dataclass(frozen=True, slots=True)
class Text:
    """What was heard of a text; `alias` is an office's own number in it."""

    written: str
    pieces: Sequence[str]
    whole: Sequence[Word]
    words: Sequence[Word]
    figures: Figures
    alias: str

    @property
    def letters(self) -> list[Word]:
        """List the words that are no figures."""
        return [word for word in self.words if not word.is_figures]

    @property
    def spoken(self) -> Sequence[Word]:
        """List the words without courtesy, or all of them where there is nothing else."""
        return self.words or self.whole


def hear(text: str, hearing: Hearing) -> Text:
    """Hear a text: its figures first, since they may hide in its words."""
    written = cleaned(text[:LONGEST])
    own = find_own_number(written)
    rest = written if own is None else f"{written[: own[1]]} ; {written[own[2] :]}"
    figured = figures_written(rest)
    cut = pieces(plain(figured.translate(_THUMBS)))
    said = hearing.spoken_figures(cut)
    whole = hearing.words(said[:MOST_WORDS])
    return Text(
        written=written,
        pieces=cut,
        whole=whole,
        words=hearing.without_courtesy(whole),
        figures=find_figures(
            figured if said == cut else " ".join(said),
            clave_is_said=any(word.near.get(_CLAVE, 9) <= SOUNDS_ALIKE for word in whole),
        ),
        alias="" if own is None else own[0],
    )
