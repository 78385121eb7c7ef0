"""What the ground may ask of the disk of its machine."""

from typing import Protocol


class Disk(Protocol):
    """The disk on which the house keeps everything."""

    def free(self) -> int:
        """Tell how many bytes are left on it."""
        ...
