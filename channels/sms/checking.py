"""Measures what the shipped words cost with the longest real facts, before anyone pays for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from channels.porch.tell import tell
from channels.sms.fitting import MOST_PARTS, fit
from channels.sms.longest import Longest, one_part_answers, procedure_answers
from channels.sms.words import HINTS
from core.model.answers import Answer
from core.model.economy import economise, plainest
from core.model.gsm7 import ALPHABET_PLACES, parts, widths
from core.model.text_cost import cost_of, dear_letters
from core.ports import Wording

CHANNEL = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one answer costs as it is sent; `over` places are too many, `costly` letters dear."""

    message: str
    language: str
    text: str
    parts: int
    most: int
    left: int
    over: int
    costly: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Say whether it costs no more parts than it may."""
        return self.parts <= self.most


def check(wording: Wording, facts: Longest) -> Iterator[Checked]:
    """Measure every answer in every language that texts are offered in."""
    for language in wording.languages(CHANNEL):
        yield from _measured(wording, language, one_part_answers(facts), most=1)
        yield from _measured(wording, language, procedure_answers(facts), most=MOST_PARTS)


def _measured(
    wording: Wording, language: str, answers: Iterable[Answer], *, most: int
) -> Iterator[Checked]:
    hints = wording.compose(language, CHANNEL, HINTS).texts
    for answer in answers:
        must = len(answer.must_tell)
        composed = tell(wording, language, CHANNEL, answer, more=True)
        now, later = (" ".join(each) for each in (composed.texts[:must], composed.texts[must:]))
        # The whole of it, for what fits cuts what does not.
        whole = f"{now} {hints[-1]}" if later else now
        sent = fit(now, later, hints).text if parts(economise(whole)) <= most else economise(whole)
        yield measured(answer.must_tell[0].message, composed.language, sent, most=most)


def measured(message: str, language: str, sent: str, *, most: int) -> Checked:
    """Measure a text as it is sent, and name the letters to blame where it is too dear."""
    cost = cost_of(sent)
    alone, shared = ALPHABET_PLACES
    room = alone if most == 1 else most * shared
    plain = plainest(sent)
    return Checked(
        message=message,
        language=language,
        text=sent,
        parts=cost.parts,
        most=most,
        left=cost.left,
        over=max(0, sum(widths(plain)) - room) if cost.parts > most else 0,
        costly=dear_letters(plain) if cost.parts > most else (),
    )
