"""Both presses behind one door: the typesetter takes over what the stamp cannot prove."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from core.refusals import Refusal
from letters.blocks import LetterText
from letters.envelope import Envelope
from letters.press.bulk import Refused, TypesetPool, outcome
from letters.press.printable import refuse_address
from letters.press.shaping import Unproven
from letters.press.stamp import Stamp, StampedPage
from letters.press.typeset_press import Press, Printed

WAITING = 64  # letters that a slow one before them may hold up
Made = tuple[StampedPage, ...] | Printed
Awaited = Made | Refusal | Future[Printed | Refused]


@dataclass(slots=True)
class BothPresses:
    """Makes letters by the faster press that is certain to make them right."""

    press: Press
    stamp: Stamp
    pool: TypesetPool

    @classmethod
    def of(cls, envelopes: Sequence[Envelope]) -> "BothPresses":
        """Set both up for the envelopes in use."""
        press = Press(envelopes)
        return cls(press, Stamp(press), TypesetPool(envelopes))

    def make(self, text: LetterText) -> Made:
        """Make one letter here and now."""
        refuse_address(text.address)
        try:
            return self.stamp.stamp(text)
        except Unproven:
            return self.press.print_letter(text)

    def make_all(self, texts: Iterable[LetterText]) -> Iterator[tuple[LetterText, Made | Refusal]]:
        """Make letters in order; one that is refused stands in its place as the refusal."""
        waiting: deque[tuple[LetterText, Awaited]] = deque()
        for text in texts:
            waiting.append((text, self._begun(text)))
            while waiting and (len(waiting) > WAITING or _is_ready(waiting[0][1])):
                yield _ended(*waiting.popleft())
        while waiting:
            yield _ended(*waiting.popleft())

    def close(self) -> None:
        """Close the pool."""
        self.pool.close()

    def _begun(self, text: LetterText) -> Awaited:
        try:
            refuse_address(text.address)
            return self.stamp.stamp(text)
        except Unproven:
            return self.pool.ask(text)
        except Refusal as refusal:
            return refusal


def _is_ready(awaited: Awaited) -> bool:
    return not isinstance(awaited, Future) or awaited.done()


def _ended(text: LetterText, awaited: Awaited) -> tuple[LetterText, Made | Refusal]:
    return text, outcome(awaited) if isinstance(awaited, Future) else awaited
