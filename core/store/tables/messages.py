"""What citizens left for a person: who has it in hand, and never what it says."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text


class LeftMessageRow(SQLModel, table=True):
    """One message; sound and text lie sealed in files of its id, the note is sealed here."""

    __tablename__ = "left_message"
    id: str = Field(sa_column=text(key=True))
    kind: str = Field(sa_column=text())
    channel: str = Field(sa_column=text())
    conversation: str = Field(sa_column=text())
    source: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    language: str = Field(sa_column=text())
    country: str = Field(sa_column=text())
    institution: str | None = Field(sa_column=text(null=True))
    kept_until: str = Field(sa_column=text())
    caller: str | None = Field(sa_column=text(null=True))
    number: str | None = Field(sa_column=text(null=True))
    content: str = Field(sa_column=text())
    seconds: int
    progress: str = Field(sa_column=text())
    member: str | None = Field(sa_column=text(null=True))
    since: str | None = Field(sa_column=text(null=True))
    how: str | None = Field(sa_column=text(null=True))
    note: str | None = Field(sa_column=text(null=True))
    __table_args__ = (
        UniqueConstraint("conversation", "source", name="left_message_once"),
        Index("left_message_open", "progress", "at"),
        Index("left_message_kept", "content", "kept_until"),
        Index("left_message_caller", "caller"),
        CheckConstraint(
            "progress IN ('waiting', 'taken', 'settled')", name="left_message_progress_known"
        ),
        CheckConstraint(
            "content IN ('awaited', 'sound', 'text', 'none', 'deleted')",
            name="left_message_content_known",
        ),
        CheckConstraint("(progress = 'waiting') = (member IS NULL)", name="left_message_in_a_hand"),
        CheckConstraint("(progress = 'settled') = (how IS NOT NULL)", name="left_message_came_to"),
    )
