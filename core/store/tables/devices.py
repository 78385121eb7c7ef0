"""Units that are enrolled, and the sessions of the exchange."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class DeviceRow(SQLModel, table=True):
    """A unit as the hub knows it; `codes`, `buckets` and `crew` are JSON."""

    __tablename__ = "device"
    origin: str = Field(sa_column=text(key=True))
    public_key: str = Field(sa_column=text())
    recipient: str = Field(sa_column=text())
    codes: str = Field(sa_column=text())
    buckets: str = Field(sa_column=text())
    crew: str = Field(sa_column=text())
    url: str = Field(sa_column=text())
    expires_on: str = Field(sa_column=text())
    enrolled_at: str = Field(sa_column=text())
    is_revoked: bool
    seen_at: str | None = Field(sa_column=text(null=True))


class SessionMarkRow(SQLModel, table=True):
    """The last session of a chain: at the hub with what was said, at a unit as a counter."""

    __tablename__ = "session_mark"
    origin: str = Field(sa_column=text(key=True))
    epoch: int = Field(sa_column=whole(key=True))
    number: int = Field(sa_column=whole())
    digest: str = Field(sa_column=text())


class ExchangeSessionRow(SQLModel, table=True):
    """How one session went: the last ones of each unit are kept."""

    __tablename__ = "exchange_session"
    turn: int = Field(sa_column=whole(key=True))
    origin: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    transport: str = Field(sa_column=text())
    bytes_up: int = Field(sa_column=whole())
    bytes_down: int = Field(sa_column=whole())
    events_up: int = Field(sa_column=whole())
    events_down: int = Field(sa_column=whole())
    milliseconds: int = Field(sa_column=whole())
    drift_seconds: int = Field(sa_column=whole())
    code: str = Field(sa_column=text())
    __table_args__ = (Index("exchange_session_origin", "origin", "turn"),)
