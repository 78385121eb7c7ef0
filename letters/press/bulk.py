"""Letters typeset on every core, and given back in the order in which they were asked for."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from core.refusals import Refusal
from core.refusals.refusal import Fact
from letters.blocks import LetterText
from letters.envelope import Envelope
from letters.press.typeset_press import Press, Printed

AHEAD = 4  # letters that wait for each core, so that none is idle
Refused = tuple[type[Refusal], dict[str, Fact]]


class TypesetPool:
    """A press on every core; started by the first letter that needs it."""

    def __init__(self, envelopes: Sequence[Envelope], cores: int = 0) -> None:
        self._envelopes = tuple(envelopes)
        self._cores = cores or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    @property
    def ahead(self) -> int:
        """Tell how many letters may wait."""
        return self._cores * AHEAD

    def ask(self, text: LetterText) -> "Future[Printed | Refused]":
        """Let some core print a letter."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._cores, mp_context=get_context("spawn"))
        return self._pool.submit(_print, self._envelopes, text)

    def print_all(self, texts: Iterable[LetterText]) -> Iterator[Printed | Refusal]:
        """Print letters in order; one that is refused stands in its place as the refusal."""
        waiting: deque[Future[Printed | Refused]] = deque()
        for text in texts:
            waiting.append(self.ask(text))
            if len(waiting) > self.ahead:
                yield outcome(waiting.popleft())
        while waiting:
            yield outcome(waiting.popleft())

    def close(self) -> None:
        """Send everybody home."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened."""
        self.close()


def outcome(asked: "Future[Printed | Refused]") -> Printed | Refusal:
    """Wait for a letter; a refusal crosses between processes as its kind and its facts."""
    result = asked.result()
    if isinstance(result, Printed):
        return result
    kind, facts = result
    return kind(**facts)


def _print(envelopes: tuple[Envelope, ...], text: LetterText) -> Printed | Refused:
    try:
        return _press(envelopes).print_letter(text)
    except Refusal as refusal:
        return type(refusal), refusal.facts


@cache
def _press(envelopes: tuple[Envelope, ...]) -> Press:
    """Keep one press a process: its fonts and its style are read once."""
    return Press(envelopes)
