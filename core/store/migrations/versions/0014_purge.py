"""A unit may forget what its route left behind: the one deletion that the journal knows."""

import sqlalchemy as sa
from alembic import op

from core.store.migrations.insert_only import keep_insert_only
from core.store.migrations.purge_only import let_purges_through

revision = "0014_purge"
down_revision = "0013_on_their_way"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purged_event",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "epoch", "seq"),
    )
    op.create_index("ix_purged_event_about", "purged_event", ["about"], unique=False)
    keep_insert_only("purged_event", (("origin", "epoch", "seq"),))
    op.create_table(
        "purging",
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.CheckConstraint("bucket <> '' AND ends = ''", name="purging_never_ends_well"),
        sa.ForeignKeyConstraint(
            ["ends"],
            ["purging.bucket"],
            name="purging_is_over_at_once",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("bucket"),
    )
    let_purges_through()
