"""What is left for a person: messages, and who of the staff has each in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005_what_is_left_for_a_person"
down_revision = "0004_who_is_called_back"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_message",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=True),
        sa.Column("kept_until", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "progress IN ('waiting', 'taken', 'settled')", name="left_message_progress_known"
        ),
        sa.CheckConstraint(
            "content IN ('awaited', 'sound', 'text', 'none', 'deleted')",
            name="left_message_content_known",
        ),
        sa.CheckConstraint(
            "(progress = 'waiting') = (member IS NULL)", name="left_message_in_a_hand"
        ),
        sa.CheckConstraint(
            "(progress = 'settled') = (how IS NOT NULL)", name="left_message_came_to"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation", "source", name="left_message_once"),
    )
    op.create_index("left_message_open", "left_message", ["progress", "at"], unique=False)
    op.create_index("left_message_kept", "left_message", ["content", "kept_until"], unique=False)
    op.create_index("left_message_caller", "left_message", ["caller"], unique=False)
