"""Letters on their way, the steps that they took, and the runs that printed them."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class LetterRow(SQLModel, table=True):
    """One letter: ids and codes; its words lie sealed, or in its run."""

    __tablename__ = "letter"
    id: str = Field(sa_column=text(key=True))
    kind: str = Field(sa_column=text())
    institution: str = Field(sa_column=text())
    wish: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    made_by: str = Field(sa_column=text())
    made_at: str = Field(sa_column=text())
    state: str = Field(sa_column=text())
    since: str = Field(sa_column=text())
    number: str = Field(sa_column=text())
    person: str = Field(sa_column=text())
    subject: str = Field(sa_column=text())
    is_large: bool = Field(sa_column=Column(Boolean, nullable=False))
    approved_by: str = Field(sa_column=text())
    basis: str = Field(sa_column=text())
    run: str = Field(sa_column=text())
    unit_visit: str = Field(sa_column=text())
    reason: str | None = Field(sa_column=text(null=True))
    reprint_of: str = Field(sa_column=text())
    __table_args__ = (
        Index("letter_state", "institution", "state", "since"),
        Index("letter_run", "run"),
        Index("letter_number", "number"),
        Index("letter_visit", "unit_visit"),
        Index("letter_alike", "person", "number", "kind", "state"),
        CheckConstraint("length(id) = 10", name="letter_id_has_ten"),
        CheckConstraint(
            "state IN ('BORRADOR', 'EN_COLA', 'EN_LOTE', 'IMPRESA', 'ENSOBRADA', "
            "'ENTREGADA_AL_CORREO', 'ENTREGADA_A_LA_UNIDAD', 'EN_MANO', 'DEVUELTA', 'ENTREGADA', "
            "'ANULADA', 'APARTADA')",
            name="letter_state_known",
        ),
        CheckConstraint(
            "(state IN ('BORRADOR', 'EN_COLA', 'ANULADA')) = (run = '')", name="letter_has_its_run"
        ),
    )


class LetterStepRow(SQLModel, table=True):
    """One step that a letter took; rows are only added."""

    __tablename__ = "letter_step"
    id: int | None = Field(default=None, primary_key=True)
    letter: str = Field(sa_column=text())
    step: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    member: str = Field(sa_column=text())
    via: str = Field(sa_column=text())
    run: str = Field(sa_column=text())
    reason: str = Field(sa_column=text())
    next: str = Field(sa_column=text())
    # A letter goes forward only, so each step is taken once.
    __table_args__ = (UniqueConstraint("letter", "step", name="letter_step_once"),)


class LetterWishRow(SQLModel, table=True):
    """A wish for what a letter that waited would say already; rows are only added."""

    __tablename__ = "letter_wish"
    wish: str = Field(sa_column=text(key=True))
    letter: str = Field(sa_column=text())
    member: str = Field(sa_column=text())
    at: str = Field(sa_column=text())


class PrintRunRow(SQLModel, table=True):
    """One run; each cut-off of an institution has one."""

    __tablename__ = "print_run"
    id: str = Field(sa_column=text(key=True))
    institution: str = Field(sa_column=text())
    cut_off: str | None = Field(sa_column=text(null=True))
    closed_at: str = Field(sa_column=text())
    closed_by: str = Field(sa_column=text())
    state: str = Field(sa_column=text())
    since: str = Field(sa_column=text())
    head: int = Field(sa_column=whole())
    letters: int
    order_sha256: str = Field(sa_column=text())
    manifest_sha256: str = Field(sa_column=text())
    __table_args__ = (
        UniqueConstraint("institution", "cut_off", name="print_run_once"),
        Index("print_run_state", "state", "since"),
        CheckConstraint(
            "state IN ('CERRADO', 'LISTO', 'IMPRESO', 'GUARDADO', 'VENCIDO')",
            name="print_run_state_known",
        ),
    )


class RunPlaceRow(SQLModel, table=True):
    """Where one letter stands in a run: fixed at its closing."""

    __tablename__ = "run_place"
    run: str = Field(sa_column=text(key=True))
    position: int = Field(primary_key=True)
    letter: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    route: str = Field(sa_column=text())
    district: str = Field(sa_column=text())
    address: int
    problem: str = Field(sa_column=text())
    first_page: int
    pages: int
    sheets: int
    how: str = Field(sa_column=text())


class RouteFileRow(SQLModel, table=True):
    """What a run printed for one route."""

    __tablename__ = "route_file"
    run: str = Field(sa_column=text(key=True))
    route: str = Field(sa_column=text(key=True))
    name: str = Field(sa_column=text())
    sha256: str = Field(sa_column=text())
    pages: int
    sheets: int
    letters: int
    size: int = Field(sa_column=whole())
