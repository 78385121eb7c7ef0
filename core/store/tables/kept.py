"""What is kept for ever, and what alone may be erased: journal, numbers, vault, documents."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole

# Handed in and not received.
ON_ITS_WAY = "presented_on IS NOT NULL AND received_on IS NULL"


class EventRow(SQLModel, table=True):
    """One event; a trigger refuses to change or delete it."""

    __tablename__ = "event"
    origin: str = Field(sa_column=text(key=True))
    epoch: int = Field(sa_column=whole(key=True))
    seq: int = Field(sa_column=whole(key=True))
    kind: str = Field(sa_column=text())
    schema_v: int
    institution: str = Field(sa_column=text())
    subject: str = Field(sa_column=text(index=True))
    buckets: str = Field(sa_column=text())
    base: str = Field(sa_column=text())
    actor: str = Field(sa_column=text())
    via: str = Field(sa_column=text())
    basis: str = Field(sa_column=text())
    happened_at: str = Field(sa_column=text())
    recorded_at: str = Field(sa_column=text())
    presented_on: str | None = Field(sa_column=text(null=True))
    received_on: str | None = Field(sa_column=text(null=True))
    effective_on: str | None = Field(sa_column=text(null=True))
    clock_suspect: bool
    data: str = Field(sa_column=text())
    prev_hash: str = Field(sa_column=text())
    hash: str = Field(sa_column=text())
    __table_args__ = (
        CheckConstraint("seq > 0", name="event_seq_counts_from_one"),
        # Few acts were handed in where they are not decided, and the desk asks for them all day.
        Index(
            "event_on_its_way",
            "subject",
            sqlite_where=sql(ON_ITS_WAY),
            postgresql_where=sql(ON_ITS_WAY),
        ),
    )


class ArrivalRow(SQLModel, table=True):
    """The hub's own: in which order it accepted events, and how they came."""

    __tablename__ = "arrival"
    hub_seq: int = Field(sa_column=whole(key=True))
    origin: str = Field(sa_column=text())
    epoch: int = Field(sa_column=whole())
    seq: int = Field(sa_column=whole())
    transport: str = Field(sa_column=text())
    arrived_at: str = Field(sa_column=text())
    __table_args__ = (UniqueConstraint("origin", "epoch", "seq", name="arrival_once"),)


class HereRow(SQLModel, table=True):
    """Who writes here: an origin gets a new epoch after every restore, clone or re-install.

    The newest `turn` writes; a clock that was set back has no say in it.
    """

    __tablename__ = "here"
    turn: int = Field(sa_column=whole(key=True))
    origin: str = Field(sa_column=text())
    epoch: int = Field(sa_column=whole())
    since: str = Field(sa_column=text())
    __table_args__ = (UniqueConstraint("origin", "epoch", name="here_once"),)


class NumberCodeRow(SQLModel, table=True):
    """A code of case numbers: it serves one origin and epoch for ever."""

    __tablename__ = "number_code"
    code: str = Field(sa_column=text(key=True))
    origin: str = Field(sa_column=text())
    epoch: int = Field(sa_column=whole())
    issued: int
    revoked: bool = False
    __table_args__ = (
        CheckConstraint("issued >= 0 AND issued <= 1000000", name="number_code_counts"),
    )


class VaultRow(SQLModel, table=True):
    """A personal value; erasure deletes it."""

    __tablename__ = "vault"
    person: str = Field(sa_column=text(key=True))
    field: str = Field(sa_column=text(key=True))
    version: int = Field(primary_key=True)
    value: str = Field(sa_column=text())


class PersonSecretRow(SQLModel, table=True):
    """The 16 bytes from which all salts of a person derive; erasure deletes them."""

    __tablename__ = "person_secret"
    person: str = Field(sa_column=text(key=True))
    secret: str = Field(sa_column=text())


class PersonKeyRow(SQLModel, table=True):
    """A keyed look-up: which person has this blinded phone, document or user name."""

    __tablename__ = "person_key"
    kind: str = Field(sa_column=text(key=True))
    blinded: str = Field(sa_column=text(key=True))
    person: str = Field(sa_column=text(key=True))
    field: str = Field(sa_column=text(key=True))
    __table_args__ = (Index("person_key_person", "person"),)


class DocumentRow(SQLModel, table=True):
    """One published version of a document; a trigger refuses to change it."""

    __tablename__ = "document"
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=text())
    key: str = Field(sa_column=text())
    version: int
    sha256: str = Field(sa_column=text())
    source: str = Field(sa_column=text())
    publisher: str = Field(sa_column=text())
    read_on: str = Field(sa_column=text())
    valid_from: str = Field(sa_column=text())
    valid_until: str | None = Field(sa_column=text(null=True))
    body: str = Field(sa_column=text())
    __table_args__ = (UniqueConstraint("kind", "key", "version", name="document_version_once"),)
