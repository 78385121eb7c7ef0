"""Who wants no call from us, and what calls cost."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class OptOutRow(SQLModel, table=True):
    """A blinded phone with which the house begins nothing; it outlives its owner's erasure."""

    __tablename__ = "opt_out"
    caller: str = Field(sa_column=text(key=True))
    channel: str = Field(sa_column=text())
    at: str = Field(sa_column=text())


class ChargeRow(SQLModel, table=True):
    """What one call cost, once it was over."""

    __tablename__ = "charge"
    call: str = Field(sa_column=text(key=True))
    at: str = Field(sa_column=text())
    seconds: int = Field(sa_column=whole())
    cents: int = Field(sa_column=whole())
    direction: str = Field(sa_column=text())
    __table_args__ = (
        # With the cents in it, a month is summed without a look at the rows.
        Index("charge_at", "at", "cents"),
        CheckConstraint("seconds >= 0 AND cents >= 0", name="charge_counts"),
    )
