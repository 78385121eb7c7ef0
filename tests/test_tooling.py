import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sources import HOUSE

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?==\S+)", re.MULTILINE)
COMMAND = HOUSE / "convergencia"
LOCKS = ("requirements.lock", "requirements-test.lock")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def pins(lock: str) -> dict[str, str]:
    """Read a lock file: each pinned package with all that is said of it."""
    parts = PIN.split((HOUSE / lock).read_text())[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("script", [COMMAND, HOUSE / ".ci/run", *(HOUSE / "bin").iterdir()])
def test_every_script_may_be_executed_and_names_its_shell(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith(("#!/bin/sh\n", "#!/usr/bin/env bash\n"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_file_carries_hashes(lock: str) -> None:
    found = pins(lock)
    assert len(found) > 30
    assert [pin for pin, rest in found.items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_registry_and_no_path_of_a_machine(lock: str) -> None:
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    assert not re.search(r"(^|[\s=])/", text, re.MULTILINE)


def test_the_tests_run_on_the_very_pins_of_production() -> None:
    assert pins("requirements.lock").keys() <= pins("requirements-test.lock").keys()


def test_the_makefile_explains_each_of_its_targets() -> None:
    text = (HOUSE / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    explained = run("make", cwd=HOUSE, PATH="/usr/bin:/bin").stdout
    asked = {"help", "setup", "run", "test", "test-long", "lint", "fix", "bench", "docs"}
    wanted = asked | {"coverage", "fresh", "letter-pictures", "lock", "screenshots"}
    assert targets == wanted == set(re.findall(r"make ([a-z-]+) ", explained))
    assert len(text.splitlines()) <= 60


def test_ci_runs_the_test_command_of_the_readme_and_then_lint() -> None:
    steps = re.findall(r"^make \S+", (HOUSE / ".ci/run").read_text(), re.MULTILINE)
    assert steps == ["make test", "make lint"]
    assert "\nmake test" in (HOUSE / "README.md").read_text()


def test_the_command_runs_from_any_folder_and_looks_for_code_only_at_home(tmp_path: Path) -> None:
    foreign = tmp_path / "config/cli"
    foreign.mkdir(parents=True)
    (tmp_path / "config/__init__.py").touch()
    (foreign / "__init__.py").touch()
    (foreign / "__main__.py").write_text("print('foreign')")
    link = tmp_path / "link"
    link.symlink_to(COMMAND)
    for command in (COMMAND, link):
        told = run(command, "--help", cwd=tmp_path, PATH="/usr/bin:/bin")
        assert told.returncode == 0, told.stderr
        assert "foreign" not in told.stdout
        assert "Usage" in told.stdout


def test_the_command_says_plainly_that_the_environment_is_not_made_yet(tmp_path: Path) -> None:
    shutil.copy(COMMAND, tmp_path)
    told = run(tmp_path / "convergencia", cwd=tmp_path, PATH="/usr/bin:/bin")
    assert told.returncode == 2
    assert "setup" in told.stderr


def test_the_list_of_system_packages_may_carry_comments_and_empty_lines(tmp_path: Path) -> None:
    told = system_packages(tmp_path, "# heading\n\n  one-library   # why\nother\n", root="1000")
    assert told.returncode == 1
    assert "apt-get install --no-install-recommends one-library other\n" in told.stderr


def test_root_gets_what_is_missing_installed_and_nothing_else(tmp_path: Path) -> None:
    told = system_packages(tmp_path, "one-library\n", root="0")
    assert told.returncode == 0
    assert "apt-get install -y -qq --no-install-recommends one-library\n" in told.stdout


def test_when_no_system_package_is_missing_nothing_is_asked_of_the_network(tmp_path: Path) -> None:
    told = system_packages(tmp_path, "one-library\n", root="0", status="installed")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def system_packages(
    folder: Path, listed: str, *, root: str, status: str = "not-installed"
) -> subprocess.CompletedProcess[str]:
    """Run the script among stand-ins for dpkg-query, id and apt-get."""
    stand_ins = {
        "dpkg-query": f"echo {status}",
        "id": f"echo {root}",
        "apt-get": 'echo "apt-get $*"',
    }
    for name, line in stand_ins.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    (folder / "list").write_text(listed)
    path = f"{folder}:/usr/bin:/bin"
    return run(HOUSE / "bin/system-packages", folder / "list", cwd=folder, PATH=path)
