"""The shelf of the exchange: districts of events, what waits, and places that the hub gives."""

import sqlalchemy as sa
from alembic import op

from core.store.migrations.insert_only import let_through_once

revision = "0010_units"
down_revision = "0009_wishes_that_join"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("heads", "disputes"):
        op.add_column(
            "case_file", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("'[]'"))
        )
    contradicted = sa.text("disputes <> '[]'")
    op.create_index(
        "case_contradicted",
        "case_file",
        ["institution"],
        sqlite_where=contradicted,
        postgresql_where=contradicted,
    )
    _make_tables()
    _fill_buckets()
    let_through_once(
        "arrival", now="placed", before="pending", same=("origin", "epoch", "seq", "arrived_at")
    )


def _make_tables() -> None:
    op.create_table(
        "arrival_bucket",
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("hub_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "hub_seq"),
    )
    op.create_index("arrival_bucket_event", "arrival_bucket", ["hub_seq"], unique=False)
    op.create_table(
        "held_run",
        *_event_key(),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("suspect", sa.Text(), nullable=False),
        sa.Column("parcel", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "epoch", "seq"),
    )
    op.create_table(
        "quarantined",
        *_event_key(),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("aside", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "epoch", "seq"),
    )
    op.create_index("ix_quarantined_subject", "quarantined", ["subject"], unique=False)
    op.create_table(
        "down_cursor",
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("hub_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bucket"),
    )
    op.create_table(
        "subject_base",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject"),
    )


def _event_key() -> tuple[sa.Column[str], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
    )


def _fill_buckets() -> None:
    """Tell where old events lie: in their own districts, and people's also in their cases'."""
    each = (
        "json_each(e.buckets) AS b"
        if op.get_bind().dialect.name == "sqlite"
        else "jsonb_array_elements_text(e.buckets::jsonb) AS b(value)"
    )
    arrived = "a.origin = e.origin AND a.epoch = e.epoch AND a.seq = e.seq"
    op.execute(
        "INSERT INTO arrival_bucket (bucket, hub_seq) SELECT DISTINCT b.value, a.hub_seq "  # noqa: S608 - no words of anyone's
        f"FROM event e JOIN arrival a ON {arrived} CROSS JOIN {each}"
    )
    op.execute(
        "INSERT INTO arrival_bucket (bucket, hub_seq) SELECT DISTINCT c.district, a.hub_seq "  # noqa: S608 - no words of anyone's
        f"FROM case_file c JOIN event e ON e.subject = 'citizen:' || c.applicant "
        f"JOIN arrival a ON {arrived} WHERE NOT EXISTS (SELECT 1 FROM arrival_bucket k "
        "WHERE k.bucket = c.district AND k.hub_seq = a.hub_seq)"
    )
