"""The disk under the folder of the house, as the machine tells it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from config.unit_place import place_of
from core.disk_room import DiskRoom


@dataclass(frozen=True, slots=True)
class FolderDisk:
    """The disk on which a folder lies."""

    folder: Path

    def free(self) -> int:
        """Tell how many bytes whoever runs the house may still write."""
        return shutil.disk_usage(self.folder).free


def room_of(settings: Settings) -> DiskRoom | None:
    """Tell what guards the disk of a unit; a hub has none, since somebody looks after it."""
    return None if place_of(settings) is None else DiskRoom(FolderDisk(settings.var_folder))
