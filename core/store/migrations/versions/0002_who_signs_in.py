"""Who signs in: sessions, tries, spent codes, and what the journal tells of staff."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _staff()
    op.create_table(
        "session",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("challenge", sa.Text(), nullable=True),
        sa.Column("challenge_until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_session_member", "session", ["member"], unique=False)
    op.create_table(
        "sign_in_try",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("was_right", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "spent_code",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("step", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("member"),
    )
    op.create_table(
        "passkey_count",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("used", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("member", "field"),
    )


def _staff() -> None:
    """Make the table anew with facts, as a rebuild would write them for who was only added."""
    old = sa.table("app_user", sa.column("id"), sa.column("institution"), sa.column("role"))
    known = op.get_bind().execute(sa.select(old)).mappings().all()
    op.drop_table("app_user")
    new = op.create_table(
        "app_user",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    if known:
        op.bulk_insert(new, [{**row, "facts": _facts(dict(row))} for row in known])


def _facts(row: dict[str, str]) -> str:
    never: dict[str, object] = {
        "disabled": False,
        "has_password": False,
        "once_until": None,
        "codes_issue": 0,
        "has_codes": False,
        "passkeys": [],
        "passkeys_ever": 0,
        "generation": 0,
    }
    return json.dumps({**row, **never}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
