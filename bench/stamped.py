"""Prints one run by the stamp in a process of its own, so that nobody else raises its memory.

`python -m bench.stamped COUNT` tells as JSON what the run cost.
"""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from letters.envelope import C5, DL
from letters.press.both import BothPresses
from letters.press.run_file import EVERY, STAMPED, RunPrinter
from tests.letters.letter_texts import letters

MIB_PER_KIB = 1 / 1024


@dataclass(frozen=True, slots=True)
class Run:
    """Processor seconds, bytes, the most MiB, and how many were stamped or learned from."""

    seconds: float
    length: int
    peak: float
    stamped: int
    compiled: int

    @classmethod
    def of(cls, count: int) -> Self:
        """Let another process print so many letters."""
        command = (sys.executable, "-m", "bench.stamped", str(count))
        asked = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
        return cls(**json.loads(asked.stdout))


def stamped(count: int) -> Run:
    """Print a run of so many letters, from an empty gauge to the finished file."""
    texts = list(letters(count))
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        presses = BothPresses.of((DL, C5))
        printer = RunPrinter(Path(folder) / "run.pdf", presses, marks=None, every=EVERY)
        with printer:
            hows = [printer.add(text).how for text in texts]
            length = printer.finish().bytes
    seconds = time.process_time() - began
    return Run(seconds, length, peak_memory(), hows.count(STAMPED), presses.stamp.compiled)


def peak_memory() -> float:
    """Read the most MiB that this process had; what its parent had is not in it."""
    told = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    row = next(row for row in told if row.startswith("VmHWM:"))
    return int(row.split()[1]) * MIB_PER_KIB


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(stamped(int(sys.argv[1])))))
