"""How far texts came: deliveries, the lines that carry them, and receipts of strangers."""

import sqlalchemy as sa
from alembic import op

revision = "0006_how_far_texts_came"
down_revision = "0005_what_is_left_for_a_person"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'in_doubt', 'accepted', 'sent', 'rejected', 'undelivered', "
            "'delivered')",
            name="delivery_state_known",
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("wish"),
    )
    op.create_index("delivery_carrier", "delivery", ["carrier", "state"], unique=False)
    op.create_table(
        "carrier_line",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("open_until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "stray_receipt",
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("door", "day"),
    )
