"""The desk works: what went out for a case is found by its number, forms act once."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_done",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("contact_number", "contact", ["number"], unique=False)
    op.add_column("outbox", sa.Column("number", sa.Text(), nullable=True))
    op.create_index("outbox_number", "outbox", ["number"], unique=False)
    _number_what_is_there()


def _number_what_is_there() -> None:
    outbox = sa.table("outbox", sa.column("id"), sa.column("payload"), sa.column("number"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(outbox.c.id, outbox.c.payload)).all():
        number = json.loads(row.payload).get("number")
        if number is not None:
            change = sa.update(outbox).where(outbox.c.id == row.id).values(number=number)
            connection.execute(change)
