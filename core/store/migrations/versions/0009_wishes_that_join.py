"""Wishes for what a letter that waits will say already: they join it."""

import sqlalchemy as sa
from alembic import op

from core.store.migrations.insert_only import keep_insert_only

revision = "0009_wishes_that_join"
down_revision = "0008_letters_on_their_way"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_wish",
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wish"),
    )
    alike = ["person", "number", "kind", "state"]
    op.create_index("letter_alike", "letter", alike, unique=False)
    keep_insert_only("letter_wish", (("wish",),))
