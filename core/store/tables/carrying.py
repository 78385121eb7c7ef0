"""How far texts came, and how the lines fare that carry them."""

from sqlalchemy import CheckConstraint, Column, Float, Index, Text
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class DeliveryRow(SQLModel, table=True):
    """One text on its way; `asked_at` stands while a carrier has been asked and said nothing."""

    __tablename__ = "delivery"
    key: str = Field(sa_column=text(key=True))
    wish: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    carrier: str = Field(sa_column=text())
    state: str = Field(sa_column=text())
    cause: str | None = Field(sa_column=text(null=True))
    code: str = Field(sa_column=text())
    provider_id: str = Field(sa_column=text())
    parts: int
    cost_cents: int
    at: str = Field(sa_column=text())
    changed_at: str = Field(sa_column=text())
    asked_at: str | None = Field(sa_column=text(null=True))
    __table_args__ = (
        Index("delivery_carrier", "carrier", "state"),
        CheckConstraint(
            "state IN ('queued', 'in_doubt', 'accepted', 'sent', 'rejected', 'undelivered', "
            "'delivered')",
            name="delivery_state_known",
        ),
    )


class CarrierLineRow(SQLModel, table=True):
    """How one line fares: shared by every worker, so that together they keep its pace."""

    __tablename__ = "carrier_line"
    name: str = Field(sa_column=text(key=True))
    tokens: float = Field(sa_column=Column(Float, nullable=False))
    at: str = Field(sa_column=text())
    failures: int
    since: str | None = Field(sa_column=text(null=True))
    open_until: str | None = Field(sa_column=text(null=True))


class StrayReceiptRow(SQLModel, table=True):
    """How many receipts of a day belonged to no text of ours."""

    __tablename__ = "stray_receipt"
    door: str = Field(sa_column=text(key=True))
    day: str = Field(sa_column=text(key=True))
    count: int = Field(sa_column=whole())
