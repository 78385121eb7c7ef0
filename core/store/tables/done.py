"""What was said and is to be done: outbox, conversations, and the guesses in them."""

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text


class OutboxRow(SQLModel, table=True):
    """Something to do in the world; `state` only goes forward."""

    __tablename__ = "outbox"
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=text())
    cause: str = Field(sa_column=text())
    unique_key: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    person: str = Field(sa_column=text())
    payload: str = Field(sa_column=text())
    priority: int
    not_before: str = Field(sa_column=text())
    expires_at: str | None = Field(sa_column=text(null=True))
    lease_until: str | None = Field(sa_column=text(null=True))
    attempts: int = 0
    state: str = Field(sa_column=text())
    provider_id: str | None = Field(sa_column=text(null=True))
    cost_cents: int = 0
    code: str | None = Field(sa_column=text(null=True))
    number: str | None = Field(sa_column=text(null=True))
    __table_args__ = (
        Index("outbox_due", "state", "priority", "not_before"),
        Index("outbox_number", "number"),
        Index("outbox_person", "kind", "person", "not_before"),
        Index("outbox_kind", "kind", "not_before"),
        Index("outbox_provider", "provider_id"),
        CheckConstraint(
            "state IN ('queued', 'performing', 'done', 'failed', 'expired', 'in_doubt')",
            name="outbox_state_known",
        ),
    )


class ContactRow(SQLModel, table=True):
    """One turn of one conversation."""

    __tablename__ = "contact"
    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(sa_column=text())
    provider_id: str = Field(sa_column=text())
    turn: int
    caller: str | None = Field(sa_column=text(null=True))
    at: str = Field(sa_column=text())
    language: str = Field(sa_column=text())
    outcome: str = Field(sa_column=text())
    state: str = Field(sa_column=text())
    reply: str = Field(sa_column=text())
    number: str | None = Field(sa_column=text(null=True))
    __table_args__ = (
        UniqueConstraint("provider_id", "turn", name="contact_turn_once"),
        Index("contact_caller", "caller", "channel", "at"),
        Index("contact_number", "number"),
    )


class CaseLockRow(SQLModel, table=True):
    """How often the clave of a case was wrong, and whether it is closed to strangers."""

    __tablename__ = "case_lock"
    number: str = Field(sa_column=text(key=True))
    wrong: int
    closed: bool


class CallerLockRow(SQLModel, table=True):
    """How often a caller was wrong, and when last."""

    __tablename__ = "caller_lock"
    caller: str = Field(sa_column=text(key=True))
    wrong: int
    last_wrong_at: str | None = Field(sa_column=text(null=True))


class CallerRightRow(SQLModel, table=True):
    """Which callers were right about a case before: the ten wrong ones do not close it to them."""

    __tablename__ = "caller_right"
    number: str = Field(sa_column=text(key=True))
    caller: str = Field(sa_column=text(key=True))


class WrongClaveRow(SQLModel, table=True):
    """When a clave was wrong, so that spraying over many cases is seen."""

    __tablename__ = "wrong_clave"
    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=text(index=True))
