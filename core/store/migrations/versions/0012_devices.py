"""Units that are enrolled, and the sessions of the exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0012_devices"
down_revision = "0011_trips"
branch_labels = None
depends_on = None


def upgrade() -> None:
    texts = ("public_key", "recipient", "codes", "buckets", "crew", "url", "expires_on")
    op.create_table(
        "device",
        sa.Column("origin", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*texts, "enrolled_at")),
        sa.Column("is_revoked", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.create_table(
        "session_mark",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "epoch"),
    )
    figures = ("bytes_up", "bytes_down", "events_up", "events_down")
    op.create_table(
        "exchange_session",
        sa.Column("turn", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("origin", "at", "transport")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in figures),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("milliseconds", "drift_seconds")
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("turn"),
    )
    op.create_index("exchange_session_origin", "exchange_session", ["origin", "turn"], unique=False)
