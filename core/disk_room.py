"""Keeps room on the disk for text: files are refused before an event finds no place."""

from dataclasses import dataclass

from core.ports.disk import Disk
from core.refusals import DiskLow

A_MEGABYTE = 2**20
# A laptop writes about 2 KB for each event: so much is room for weeks of work.
LEAST_FREE = 50 * A_MEGABYTE


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """Admits files where text would still find room after them; events never ask."""

    disk: Disk

    def admit(self, size: int) -> None:
        """Refuse a file of so many bytes if it would leave too little."""
        free = self.disk.free()
        if free - size < LEAST_FREE:
            raise DiskLow(free_mb=free // A_MEGABYTE)
