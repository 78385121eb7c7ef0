"""What the exchange keeps: where events lie by district, what waits, and how far down a unit is."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class ArrivalBucketRow(SQLModel, table=True):
    """Which districts an accepted event concerns, so that one is read as a range."""

    __tablename__ = "arrival_bucket"
    bucket: str = Field(sa_column=text(key=True))
    hub_seq: int = Field(sa_column=whole(key=True))
    __table_args__ = (Index("arrival_bucket_event", "hub_seq"),)


class HeldRunRow(SQLModel, table=True):
    """A run of a chain that came before its predecessor; it may be dropped and sent again."""

    __tablename__ = "held_run"
    origin: str = Field(sa_column=text(key=True))
    epoch: int = Field(sa_column=whole(key=True))
    seq: int = Field(sa_column=whole(key=True))
    last: int = Field(sa_column=whole())
    transport: str = Field(sa_column=text())
    suspect: str = Field(sa_column=text())
    parcel: str = Field(sa_column=text())
    since: str = Field(sa_column=text())


class QuarantinedRow(SQLModel, table=True):
    """An event that is kept and that nobody folds, and why.

    One that is final is not tried again when what is read is made anew: its key was suspect, or
    the hub said so. `aside` are the values that came with it and are shown to nobody.
    """

    __tablename__ = "quarantined"
    origin: str = Field(sa_column=text(key=True))
    epoch: int = Field(sa_column=whole(key=True))
    seq: int = Field(sa_column=whole(key=True))
    subject: str = Field(sa_column=text(index=True))
    code: str = Field(sa_column=text())
    since: str = Field(sa_column=text())
    is_final: bool
    aside: str = Field(sa_column=text())


class DownCursorRow(SQLModel, table=True):
    """How far down a district has come at a unit: the last hub_seq."""

    __tablename__ = "down_cursor"
    bucket: str = Field(sa_column=text(key=True))
    hub_seq: int = Field(sa_column=whole())


class SubjectBaseRow(SQLModel, table=True):
    """At a unit: what stood of a subject as of a hub_seq, from which its later events are folded.

    `facts` is the row of its projection, as JSON.
    """

    __tablename__ = "subject_base"
    subject: str = Field(sa_column=text(key=True))
    as_of: int = Field(sa_column=whole())
    kind: str = Field(sa_column=text())
    facts: str = Field(sa_column=text())
