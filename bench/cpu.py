"""Reads what processes have cost: user and system time, children included."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(root: int) -> float:
    """Add up the processor time of a process and of everything that it started."""
    return sum(_own(process) for process in _family(root)) / TICKS


def _family(root: int) -> list[int]:
    parents = {process: _parent(process) for process in _processes()}
    family = [root]
    for process in family:
        family.extend(child for child, parent in parents.items() if parent == process)
    return family


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(process: int) -> int:
    fields = _stat(process)
    return int(fields[1]) if fields else -1


def _own(process: int) -> int:
    # Fields 14 to 17 of proc(5): own and waited-for children's user and system ticks.
    fields = _stat(process)
    return sum(map(int, fields[11:15])) if fields else 0


def _stat(process: int) -> list[str]:
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()
