import json
from pathlib import Path

from click.testing import CliRunner

from config.cli import cli


def test_the_poster_lists_every_procedure_under_two_figures_of_its_own(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["procedures", "--json"], env={"VAR_FOLDER": str(tmp_path)})

    rows = [json.loads(line) for line in told.output.splitlines()]
    shortcuts = [row["shortcut"] for row in rows]
    assert len(rows) == 30
    assert shortcuts == sorted(set(shortcuts))
    assert all(len(shortcut) == 2 for shortcut in shortcuts)
