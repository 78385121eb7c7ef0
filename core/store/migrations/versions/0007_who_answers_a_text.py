"""The texts with each phone, and who of the staff has a conversation in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0007_who_answers_a_text"
down_revision = "0006_how_far_texts_came"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("waiting_since", sa.Text(), nullable=True),
        sa.Column("member", sa.Text(), nullable=True),
        sa.Column("institution", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("acted_at", sa.Text(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(member IS NULL) = (institution IS NULL)", name="thread_hand_whole"),
        sa.CheckConstraint("(member IS NULL) = (since IS NULL)", name="thread_hand_since"),
        sa.CheckConstraint("(member IS NULL) = (acted_at IS NULL)", name="thread_hand_acted"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("caller"),
    )
    op.create_index("thread_held", "thread", ["member"], unique=False)
    op.create_table(
        "thread_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kept_until", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("institution", sa.Text(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.CheckConstraint("way IN ('in', 'out')", name="thread_text_way_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    op.create_index("thread_text_order", "thread_text", ["thread", "id"], unique=False)
    op.create_index("thread_text_number", "thread_text", ["number"], unique=False)
    op.create_index("thread_text_kept", "thread_text", ["kept_until"], unique=False)
    op.create_index("thread_text_waits", "thread_text", ["waits", "institution"], unique=False)
    op.create_table(
        "thread_hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "change IN ('taken', 'returned', 'lapsed')", name="thread_hand_change_known"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("thread_hand_order", "thread_hand", ["thread", "id"], unique=False)
