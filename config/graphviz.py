"""Has Graphviz draw: a program of its own, given its text and no file, for a limited time."""

import subprocess
from dataclasses import dataclass
from typing import Literal

PROGRAM, PACKAGE = "dot", "graphviz"
MOST_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """No picture came: the program is missing, or it failed or took too long."""

    reason: Literal["missing", "failed"]


@dataclass(frozen=True, slots=True)
class Graphviz:
    """Draws a graph as SVG."""

    program: str = PROGRAM
    seconds: float = MOST_SECONDS

    def svg(self, text: str) -> str | NotDrawn:
        """Draw a graph, or tell why not."""
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and nothing of the graph among these
                (self.program, "-Tsvg"),
                input=text.encode(),
                capture_output=True,
                timeout=self.seconds,
                check=False,
            )
        except FileNotFoundError:
            return NotDrawn("missing")
        except (OSError, subprocess.TimeoutExpired):
            return NotDrawn("failed")
        picture = done.stdout.decode("utf-8", "replace")
        return picture if done.returncode == 0 and "<svg " in picture else NotDrawn("failed")
