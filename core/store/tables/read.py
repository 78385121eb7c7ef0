"""What is read: projections of the journal, and the cache of deadlines."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from core.store.tables.columns import begun, counted, text, whole

# Written into the statement as it stands, or no database would use the index.
CONTRADICTED = "disputes <> '[]'"


class CaseRow(SQLModel, table=True):
    """Projection: a case as the journal tells it."""

    __tablename__ = "case_file"
    number: str = Field(sa_column=text(key=True))
    institution: str = Field(sa_column=text())
    procedure: str = Field(sa_column=text())
    applicant: str = Field(sa_column=text(index=True))
    district: str = Field(sa_column=text())
    state: str = Field(sa_column=text())
    station: str | None = Field(sa_column=text(null=True))
    clock: str = Field(sa_column=text())
    issue_origin: str = Field(sa_column=text())
    issue_epoch: int = Field(sa_column=whole())
    issue_count: int
    last: str = Field(sa_column=text())
    events: int
    presented_on: str | None = Field(sa_column=text(null=True))
    received_on: str | None = Field(sa_column=text(null=True))
    reasons: str = Field(sa_column=text())
    outcome: str | None = Field(sa_column=text(null=True))
    joined_to: str | None = Field(sa_column=text(null=True))
    aliases: str = Field(sa_column=text())
    as_of: str | None = Field(sa_column=text(null=True))
    fingerprint: str | None = Field(sa_column=text(null=True))
    heads: str = Field(sa_column=begun("[]"))
    disputes: str = Field(sa_column=begun("[]"))
    __table_args__ = (
        CheckConstraint("length(number) = 10", name="case_number_has_ten"),
        # Few cases were ever contradicted, and the desk asks for them again and again.
        Index(
            "case_contradicted",
            "institution",
            sqlite_where=sql(CONTRADICTED),
            postgresql_where=sql(CONTRADICTED),
        ),
    )


class CaseAliasRow(SQLModel, table=True):
    """Projection: the office's own file number of a case."""

    __tablename__ = "case_alias"
    institution: str = Field(sa_column=text(key=True))
    alias: str = Field(sa_column=text(key=True))
    number: str = Field(sa_column=text())
    __table_args__ = (Index("case_alias_alone", "alias"),)


class DeadlineRow(SQLModel, table=True):
    """Cache: what the clock says of a case under one calendar; never truth."""

    __tablename__ = "deadline"
    number: str = Field(sa_column=text(key=True))
    due_on: str | None = Field(sa_column=text(null=True, index=True))
    facts: str = Field(sa_column=text())
    calendar_key: str = Field(sa_column=text())
    calendar_hash: str = Field(sa_column=text())
    __table_args__ = (Index("deadline_calendar", "calendar_key", "calendar_hash"),)


class CitizenRow(SQLModel, table=True):
    """Projection: a citizen without any personal value."""

    __tablename__ = "citizen"
    id: str = Field(sa_column=text(key=True))
    facts: str = Field(sa_column=text())


class CitizenPhoneRow(SQLModel, table=True):
    """Projection: what is known of a citizen's phone, apart from the number itself."""

    __tablename__ = "citizen_phone"
    citizen: str = Field(sa_column=text(key=True))
    field: str = Field(sa_column=text(key=True))
    version: int
    proof: str = Field(sa_column=text())
    proved_on: str | None = Field(sa_column=text(null=True))
    last_heard_on: str | None = Field(sa_column=text(null=True))
    shared: bool


class UserRow(SQLModel, table=True):
    """Projection: a member of staff; the name lies in the vault."""

    __tablename__ = "app_user"
    id: str = Field(sa_column=text(key=True))
    institution: str = Field(sa_column=text())
    role: str = Field(sa_column=text())
    facts: str = Field(sa_column=text())


class VisitRow(SQLModel, table=True):
    """Projection: a stop of a unit."""

    __tablename__ = "visit"
    id: str = Field(sa_column=text(key=True))
    district: str = Field(sa_column=text())
    place: str = Field(sa_column=text())
    short_place: str = Field(sa_column=text())
    on_day: str = Field(sa_column=text())
    services: str = Field(sa_column=text())
    trip: str = Field(sa_column=begun(""))
    stop: int = Field(sa_column=counted())
    state: str = Field(sa_column=begun("PLANEADA"))
    was_day: str | None = Field(sa_column=text(null=True))
    facts: str = Field(sa_column=begun("{}"))
    __table_args__ = (
        Index("visit_next", "district", "on_day"),
        Index("visit_trip", "trip", "stop"),
    )
