"""The command as it is started, from any folder."""

import os
import subprocess
from pathlib import Path

from config.settings import ROOT


def _started(*words: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [ROOT / "convergencia", *words],
        cwd=folder,
        env={**os.environ, "VAR_FOLDER": str(folder / "var"), "DATABASE_URL": ""},
        input=stdin,
        capture_output=True,
        check=False,
    )


def test_the_command_itself_answers_from_any_folder(tmp_path: Path) -> None:
    run = _started("number", "check", "-", folder=tmp_path, stdin=b"140-000-4276\n\xff\n")
    assert run.returncode == 0
    assert run.stdout.startswith(b'{"number": "1400004276"')
    assert len(run.stdout.splitlines()) == 2


def test_the_command_itself_refuses_without_a_traceback(tmp_path: Path) -> None:
    run = _started("case", "show", "1400004277", folder=tmp_path)
    assert run.returncode == 2
    assert b"[number_wrong_check]" in run.stderr
    assert b"Traceback" not in run.stderr
