"""Everything that can be wrong with a file or a row has words."""

import re
from pathlib import Path

from channels.files import office_file
from channels.files.problems import FILES, WORDS, words_of
from channels.files.table import NO_SHEET
from core.model.asserted import ORDER, RowError


def test_words_say_the_row_the_column_and_whether_it_went_in() -> None:
    error = RowError(row=40, column="Estado", problem="unknown_word", found="EN COMISIÓN")
    said = "fila 40, columna Estado: el mapa no conoce esta palabra («EN COMISIÓN»)"
    assert words_of(error) == said
    kept = RowError(row=41, column="Celular", problem="phone_unreadable", kept=True)
    assert words_of(kept).endswith("; la fila entró sin este dato")


HOUSE = Path(__file__).parents[2]
SOURCES = (
    *(HOUSE / "channels/files").glob("*.py"),
    *(HOUSE / "core" / name for name in ("row_taking.py", "applicants.py", "import_tally.py")),
    *(HOUSE / "core/model" / name for name in ("asserted.py", "listed.py")),
)


def raised(refusal: str) -> set[str]:
    """Find every problem that the sources name when they refuse."""
    call = re.compile(rf'{refusal}\([^()]*problem="([a-z_]+)"')
    return {found for path in SOURCES for found in call.findall(path.read_text("utf-8"))}


def test_every_problem_of_a_row_has_words() -> None:
    assert len(raised("CellInvalid")) > 10
    assert raised("CellInvalid") <= set(WORDS)
    assert {f"before_{earlier}" for earlier, _ in ORDER} <= set(WORDS)


def test_every_problem_of_a_file_has_words() -> None:
    foreign = {problem for _, problem in office_file._FOREIGN}  # noqa: SLF001 - the very table
    assert raised("FileUnreadable") | foreign | {NO_SHEET} == set(FILES)
