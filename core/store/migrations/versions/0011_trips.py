"""Stops of a trip: their order, what became of them, and the day told before."""

import sqlalchemy as sa
from alembic import op

revision = "0011_trips"
down_revision = "0010_units"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, begins in (("trip", ""), ("state", "PLANEADA"), ("facts", "{}")):
        op.add_column(
            "visit",
            sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(f"'{begins}'")),
        )
    op.add_column(
        "visit", sa.Column("stop", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("visit", sa.Column("was_day", sa.Text(), nullable=True))
    op.create_index("visit_trip", "visit", ["trip", "stop"], unique=False)
