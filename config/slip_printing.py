"""Prints the small papers of the counter in a process apart: the desk itself loads no press."""

import subprocess
import sys

from config.settings import ROOT
from core.refusals import LetterUnprintable
from letters.small import Paper, SmallText, html_of_small

PRESS = (sys.executable, "-m", "config.slip_press")
LONGEST_SECONDS = 60
PDF = b"%PDF-"
# What the press writes when it refuses, and no trace of a fault.
LONGEST_PROBLEM = 60


def print_slip(text: SmallText, paper: Paper, press: tuple[str, ...] = PRESS) -> bytes:
    """Print one paper as PDF, or refuse it with what stands in the way."""
    html = html_of_small(text, paper).encode()
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of the paper among these
            press, input=html, capture_output=True, timeout=LONGEST_SECONDS, check=False, cwd=ROOT
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise LetterUnprintable(problem="press_failed") from fault
    if done.returncode == 0 and done.stdout.startswith(PDF):
        return done.stdout
    problem = done.stderr.decode(errors="replace")
    is_named = problem.isidentifier() and len(problem) <= LONGEST_PROBLEM
    raise LetterUnprintable(problem=problem if is_named else "press_failed")
