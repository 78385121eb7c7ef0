"""The press of the counter as a program of its own: HTML comes in, a PDF goes out.

`python -m config.slip_press`: whoever serves pages starts it, so that they never load the press.
"""

import sys
from typing import BinaryIO

from core.refusals import LetterUnprintable
from letters.press.poster_press import PosterPress

UNPRINTABLE = 3


def main(said: BinaryIO, printed: BinaryIO, problem: BinaryIO) -> int:
    """Print one paper; what cannot be printed is told by the name of its problem."""
    try:
        made = PosterPress().print(said.read().decode())
    except LetterUnprintable as refusal:
        problem.write(str(refusal.facts["problem"]).encode())
        return UNPRINTABLE
    printed.write(made.pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer))
