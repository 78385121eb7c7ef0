"""The texts with each phone: sealed words, and who of the staff has a conversation in hand."""

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text


class ThreadRow(SQLModel, table=True):
    """The texts with one phone, which is known blinded and lies sealed."""

    __tablename__ = "thread"
    id: str = Field(sa_column=text(key=True))
    caller: str | None = Field(sa_column=Column(Text, nullable=True, unique=True))
    phone: str | None = Field(sa_column=text(null=True))
    country: str = Field(sa_column=text())
    waiting_since: str | None = Field(sa_column=text(null=True))
    member: str | None = Field(sa_column=text(null=True))
    institution: str | None = Field(sa_column=text(null=True))
    number: str | None = Field(sa_column=text(null=True))
    since: str | None = Field(sa_column=text(null=True))
    acted_at: str | None = Field(sa_column=text(null=True))
    told: bool
    __table_args__ = (
        Index("thread_held", "member"),
        CheckConstraint("(member IS NULL) = (institution IS NULL)", name="thread_hand_whole"),
        CheckConstraint("(member IS NULL) = (since IS NULL)", name="thread_hand_since"),
        CheckConstraint("(member IS NULL) = (acted_at IS NULL)", name="thread_hand_acted"),
    )


class ThreadTextRow(SQLModel, table=True):
    """One text; its words are sealed for its source alone, and deleted in their time."""

    __tablename__ = "thread_text"
    id: int | None = Field(default=None, primary_key=True)
    thread: str = Field(sa_column=text())
    source: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    way: str = Field(sa_column=text())
    author: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    kept_until: str = Field(sa_column=text())
    words: str | None = Field(sa_column=text(null=True))
    parts: int
    number: str | None = Field(sa_column=text(null=True))
    institution: str | None = Field(sa_column=text(null=True))
    waits: bool
    __table_args__ = (
        Index("thread_text_order", "thread", "id"),
        Index("thread_text_number", "number"),
        Index("thread_text_kept", "kept_until"),
        Index("thread_text_waits", "waits", "institution"),
        CheckConstraint("way IN ('in', 'out')", name="thread_text_way_known"),
    )


class ThreadHandRow(SQLModel, table=True):
    """A conversation that changed hands."""

    __tablename__ = "thread_hand"
    id: int | None = Field(default=None, primary_key=True)
    thread: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    change: str = Field(sa_column=text())
    member: str = Field(sa_column=text())
    institution: str = Field(sa_column=text())
    __table_args__ = (
        Index("thread_hand_order", "thread", "id"),
        CheckConstraint(
            "change IN ('taken', 'returned', 'lapsed')", name="thread_hand_change_known"
        ),
    )
