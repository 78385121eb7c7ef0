"""What the disk of a machine declines: a database that is sealed otherwise, room that is short."""

from core.refusals.refusal import Refusal


class DatabaseKeyMissing(Refusal):
    """The database seems to be sealed, and no key was given."""

    code = "database_key_missing"


class DatabaseKeyWrong(Refusal):
    """The database does not open with the key that was given."""

    code = "database_key_wrong"


class DatabasePlain(Refusal):
    """A key was given, and the database is not sealed yet."""

    code = "database_plain"


class DatabaseInUse(Refusal):
    """Another process has the database open, so that it cannot be sealed now."""

    code = "database_in_use"


class DatabaseCopyDiffers(Refusal):
    """The sealed copy does not hold what the database holds; nothing was changed."""

    code = "database_copy_differs"


class DiskLow(Refusal):
    """The disk of a unit has room for text alone: fact `free_mb`."""

    code = "disk_low"
