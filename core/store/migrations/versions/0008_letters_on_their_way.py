"""Letters on their way, and the runs that print them."""

import sqlalchemy as sa
from alembic import op

from core.store.migrations.insert_only import keep_insert_only

revision = "0008_letters_on_their_way"
down_revision = "0007_who_answers_a_text"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("is_large", sa.Boolean(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("unit_visit", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reprint_of", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('BORRADOR', 'EN_COLA', 'ANULADA')) = (run = '')", name="letter_has_its_run"
        ),
        sa.CheckConstraint("length(id) = 10", name="letter_id_has_ten"),
        sa.CheckConstraint(
            "state IN ('BORRADOR', 'EN_COLA', 'EN_LOTE', 'IMPRESA', 'ENSOBRADA', "
            "'ENTREGADA_AL_CORREO', 'ENTREGADA_A_LA_UNIDAD', 'EN_MANO', 'DEVUELTA', 'ENTREGADA', "
            "'ANULADA', 'APARTADA')",
            name="letter_state_known",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("wish"),
    )
    op.create_index("letter_number", "letter", ["number"], unique=False)
    op.create_index("letter_run", "letter", ["run"], unique=False)
    op.create_index("letter_state", "letter", ["institution", "state", "since"], unique=False)
    op.create_index("letter_visit", "letter", ["unit_visit"], unique=False)
    op.create_table(
        "letter_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("letter", "step", name="letter_step_once"),
    )
    op.create_table(
        "print_run",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("cut_off", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("order_sha256", sa.Text(), nullable=False),
        sa.Column("manifest_sha256", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('CERRADO', 'LISTO', 'IMPRESO', 'GUARDADO', 'VENCIDO')",
            name="print_run_state_known",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("institution", "cut_off", name="print_run_once"),
    )
    op.create_index("print_run_state", "print_run", ["state", "since"], unique=False)
    op.create_table(
        "run_place",
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("address", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run", "position"),
        sa.UniqueConstraint("letter"),
    )
    op.create_table(
        "route_file",
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run", "route"),
    )
    keep_insert_only("letter_step", (("id",), ("letter", "step")))
