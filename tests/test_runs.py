import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PASSING = "def test_passes(): pass\n"
SKIPPING = "import pytest\ndef test_b(): pytest.skip('no server')\n"
SKIPPING_WHOLE = "import pytest\npytest.skip('no server', allow_module_level=True)\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_a(): assert False\n"
COUNTING = "def test_a(counts): assert counts(3, 4000) in (3, 4000)\n"


def run_pytest(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_tiny.py").write_text(text)
    (folder / "test_other.py").write_text(PASSING)
    plugins = ("-p", "tests.no_skips", "-p", "tests.counts")
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, f"--rootdir={folder}", folder],
        cwd=HOUSE,
        env={**clean, "CONVERGENCIA_FULL_COUNTS": "0", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("text", [SKIPPING, SKIPPING_WHOLE])
def test_under_ci_a_skipped_test_fails_the_run(tmp_path: Path, text: str) -> None:
    run = run_pytest(tmp_path, text, CI="true")
    assert run.returncode == 1
    assert "1 skipped: under CI=true the run fails" in run.stdout


def test_on_a_persons_machine_a_skipped_test_is_only_reported(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, SKIPPING)
    assert run.returncode == 0
    assert "1 passed, 1 skipped" in run.stdout


def test_a_fault_that_is_expected_is_not_a_skipped_test(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, EXPECTED_TO_FAIL, CI="true").returncode == 0


def test_a_run_with_full_counts_prints_them(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, COUNTING, CONVERGENCIA_FULL_COUNTS="1")
    assert "    4,000 test_tiny.py::test_a" in run.stdout


def test_a_run_with_reduced_counts_says_nothing_of_them(tmp_path: Path) -> None:
    assert "counts" not in run_pytest(tmp_path, COUNTING).stdout
