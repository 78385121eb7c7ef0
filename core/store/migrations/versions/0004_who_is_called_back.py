"""Who is called back: opt-outs, what calls cost, and the calls among the wishes."""

import sqlalchemy as sa
from alembic import op

revision = "0004_who_is_called_back"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opt_out",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("caller"),
    )
    op.create_table(
        "charge",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.CheckConstraint("seconds >= 0 AND cents >= 0", name="charge_counts"),
        sa.PrimaryKeyConstraint("call"),
    )
    op.create_index("charge_at", "charge", ["at", "cents"], unique=False)
    op.create_index("outbox_person", "outbox", ["kind", "person", "not_before"], unique=False)
    op.create_index("outbox_kind", "outbox", ["kind", "not_before"], unique=False)
    op.create_index("outbox_provider", "outbox", ["provider_id"], unique=False)
