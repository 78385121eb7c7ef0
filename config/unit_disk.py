"""Tells how the data of this house lie on its disk, in a code that the hub may know."""

from config.secrets_on_disk import database_key_of
from config.settings import Settings
from core.model.loss import Disk


def disk_of(settings: Settings) -> Disk:
    """Tell it: a key that lies beside the database protects no laptop."""
    if database_key_of(settings) is None:
        return Disk.PLAIN
    is_apart = bool(settings.database_key.get_secret_value())
    return Disk.SEALED if is_apart else Disk.KEY_BESIDE
