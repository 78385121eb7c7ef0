"""What was handed in at a unit and not received: found without reading the whole journal."""

import sqlalchemy as sa
from alembic import op

revision = "0013_on_their_way"
down_revision = "0012_devices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_on_its_way = sa.text("presented_on IS NOT NULL AND received_on IS NULL")
    op.create_index(
        "event_on_its_way",
        "event",
        ["subject"],
        sqlite_where=is_on_its_way,
        postgresql_where=is_on_its_way,
    )
