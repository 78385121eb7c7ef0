"""The ground floor: journal, vault, documents, what is read, effects and locks."""

import sqlalchemy as sa
from alembic import op

from core.store.migrations.insert_only import KEPT, keep_insert_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _journal()
    _vault()
    _documents()
    _cases()
    _people()
    _effects()
    _locks()
    for kept in KEPT:
        keep_insert_only(kept)


def _journal() -> None:
    op.create_table(
        "event",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schema_v", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("buckets", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("presented_on", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Text(), nullable=True),
        sa.Column("clock_suspect", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("seq > 0", name="event_seq_counts_from_one"),
        sa.PrimaryKeyConstraint("origin", "epoch", "seq"),
    )
    op.create_index("ix_event_subject", "event", ["subject"], unique=False)
    op.create_table(
        "arrival",
        sa.Column("hub_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hub_seq"),
        sa.UniqueConstraint("origin", "epoch", "seq", name="arrival_once"),
    )
    op.create_table(
        "here",
        sa.Column("turn", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("turn"),
        sa.UniqueConstraint("origin", "epoch", name="here_once"),
    )
    op.create_table(
        "number_code",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.CheckConstraint("issued >= 0 AND issued <= 1000000", name="number_code_counts"),
        sa.PrimaryKeyConstraint("code"),
    )


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "field", "version"),
    )
    op.create_table(
        "person_secret",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "person_key",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("blinded", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "blinded", "person", "field"),
    )
    op.create_index("person_key_person", "person_key", ["person"], unique=False)


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("read_on", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "key", "version", name="document_version_once"),
    )


def _cases() -> None:
    op.create_table(
        "case_file",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=True),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("issue_origin", sa.Text(), nullable=False),
        sa.Column("issue_epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issue_count", sa.Integer(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("presented_on", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("joined_to", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.CheckConstraint("length(number) = 10", name="case_number_has_ten"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_case_file_applicant", "case_file", ["applicant"], unique=False)
    op.create_table(
        "case_alias",
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "alias"),
    )
    op.create_index("case_alias_alone", "case_alias", ["alias"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("calendar_key", sa.Text(), nullable=False),
        sa.Column("calendar_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "deadline_calendar", "deadline", ["calendar_key", "calendar_hash"], unique=False
    )
    op.create_index("ix_deadline_due_on", "deadline", ["due_on"], unique=False)


def _people() -> None:
    op.create_table(
        "citizen",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "citizen_phone",
        sa.Column("citizen", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("proved_on", sa.Text(), nullable=True),
        sa.Column("last_heard_on", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("citizen", "field"),
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("short_place", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_next", "visit", ["district", "on_day"], unique=False)


def _effects() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("unique_key", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'performing', 'done', 'failed', 'expired', 'in_doubt')",
            name="outbox_state_known",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unique_key"),
    )
    op.create_index("outbox_due", "outbox", ["state", "priority", "not_before"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("provider_id", "turn", name="contact_turn_once"),
    )
    op.create_index("contact_caller", "contact", ["caller", "channel", "at"], unique=False)


def _locks() -> None:
    op.create_table(
        "case_lock",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "caller_lock",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last_wrong_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("caller"),
    )
    op.create_table(
        "caller_right",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", "caller"),
    )
    op.create_table(
        "wrong_clave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_clave_at", "wrong_clave", ["at"], unique=False)
