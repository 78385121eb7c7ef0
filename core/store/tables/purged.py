"""What a unit keeps of what it forgot, and the pass without which nothing is forgotten."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class PurgedEventRow(SQLModel, table=True):
    """The place and the hash of an own event that was purged: the chain goes on from it.

    `about` is its subject, blinded: enough to know it again if it comes back to the route.
    """

    __tablename__ = "purged_event"
    origin: str = Field(sa_column=text(key=True))
    epoch: int = Field(sa_column=whole(key=True))
    seq: int = Field(sa_column=whole(key=True))
    hash: str = Field(sa_column=text())
    about: str = Field(sa_column=text(index=True))


class PurgingRow(SQLModel, table=True):
    """A bucket that stays while others are purged: only such rows let the trigger through.

    `ends` points at a row that cannot be, so none of them outlives its transaction.
    """

    __tablename__ = "purging"
    bucket: str = Field(sa_column=text(key=True))
    ends: str = Field(sa_column=text())
    __table_args__ = (
        CheckConstraint("bucket <> '' AND ends = ''", name="purging_never_ends_well"),
        ForeignKeyConstraint(
            ["ends"],
            ["purging.bucket"],
            name="purging_is_over_at_once",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
