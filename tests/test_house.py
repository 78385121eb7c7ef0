import importlib
import re
import sys
from pathlib import Path
from statistics import median

import pytest

from tests import house_rules
from tests.house_rules import RULES, Rule, imported
from tests.sources import FLOORS, HOUSE, Source, files, sources, texts

WORK_TO_DO = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b(?!.*#\d)")
MACHINE = re.compile(
    r"(?<![\w.~$}-])/(?:home|root|Users|work)/\w"
    r"|pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org|[.]pyenv\b"
)
FILES_FROM_OUTSIDE = {"LICENSE"}

# One fault, or more, for every rule: where it is planted, what is written there.
SEEDS: list[tuple[Rule, str, str]] = [
    (house_rules.file_is_short, "core/long.py", "x = 1\n" * 301),
    (house_rules.file_is_short, "tests/core/test_long.py", "x = 1\n" * 301),
    (house_rules.functions_are_short, "core/a.py", "def f():\n" + "    x = 1\n" * 40),
    (house_rules.functions_are_short, "core/a.py", "class A:\n def f(self):\n" + "  x = 1\n" * 40),
    (house_rules.parameters_are_few, "letters/a.py", "def f(a, b, c, d, e): ..."),
    (house_rules.parameters_are_few, "letters/a.py", "class A:\n def f(self, a, b, c, d, e): ..."),
    (house_rules.names_say_something, "core/utils.py", ""),
    (house_rules.names_say_something, "channels/common/words.py", ""),
    (house_rules.nothing_is_mocked, "tests/test_a.py", "from unittest import mock"),
    (house_rules.nothing_is_mocked, "tests/test_a.py", "from unittest.mock import patch"),
    (house_rules.nothing_is_mocked, "tests/test_a.py", "def test_a(mocker): ..."),
    (house_rules.time_comes_from_the_clock, "core/a.py", "def f(): return date.today()"),
    (house_rules.time_comes_from_the_clock, "config/a.py", "x = datetime.datetime.now(UTC)"),
    (house_rules.nothing_is_built_at_import, "config/web.py", "app = Flask(__name__)"),
    (house_rules.nothing_is_built_at_import, "core/store/a.py", "class A:\n e = create_engine(u)"),
    (house_rules.only_the_roof_reads_the_environment, "letters/a.py", "import os\nos.environ['A']"),
    (house_rules.only_the_roof_reads_the_environment, "core/a.py", "from os import getenv"),
    (house_rules.no_global_application, "channels/sms/a.py", "from flask import current_app"),
    (house_rules.the_ground_needs_only_python, "core/a.py", "def f():\n    import yaml"),
    (house_rules.the_ground_needs_only_python, "core/model/a.py", "from os import path"),
]  # fmt: skip

# What looks like a fault and is none.
INNOCENT: list[tuple[Rule, str, str]] = [
    (house_rules.file_is_short, "core/a.py", "x = 1\n" * 300),
    (house_rules.functions_are_short, "core/a.py", "def f():\n" + "    x = 1\n" * 39),
    (house_rules.parameters_are_few, "core/a.py", "def f(a, b, c, d, *, e, g): ..."),
    (house_rules.parameters_are_few, "config/a.py", "@click.pass_obj\ndef f(a, b, c, d, e): ..."),
    (house_rules.names_say_something, "core/database.py", ""),
    (house_rules.time_comes_from_the_clock, "config/clock.py", "x = datetime.now(UTC)"),
    (house_rules.time_comes_from_the_clock, "core/a.py", "clock.today()"),
    (house_rules.nothing_is_built_at_import, "config/web.py", "def build(): return Flask('a')"),
    (house_rules.nothing_is_built_at_import, "tests/a.py", "client = Client()"),
    (house_rules.only_the_roof_reads_the_environment, "config/settings.py", "os.environ['A']"),
    (house_rules.the_ground_needs_only_python, "core/store/a.py", "import sqlalchemy"),
    (house_rules.the_ground_needs_only_python, "core/a.py", "import json\nfrom core import ports"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    faults = [f"{source.path}: {fault}" for source in sources() for fault in rule(source)]
    assert faults == []


@pytest.mark.parametrize(("rule", "path", "text"), SEEDS)
def test_a_planted_fault_is_found(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source.of(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), INNOCENT)
def test_what_only_looks_like_a_fault_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source.of(path, text)))


def test_every_rule_is_proved_by_a_planted_fault() -> None:
    assert {rule for rule, _, _ in SEEDS} == set(RULES)


@pytest.mark.parametrize("floor", FLOORS)
def test_each_floor_is_the_one_of_this_house_and_not_a_package_of_the_same_name(floor: str) -> None:
    where = importlib.import_module(floor).__file__
    assert where is not None
    assert Path(where).is_relative_to(HOUSE)


def test_no_python_lives_outside_the_floors_the_tests_and_the_bench() -> None:
    assert {source.floor for source in sources()} <= {*FLOORS, "tests", "bench", "conftest.py"}


@pytest.mark.parametrize("package", ["phonenumbers", "stdnum"])
def test_a_package_lent_to_the_ground_is_imported_by_one_module_of_it(package: str) -> None:
    borrowers = [
        source.path
        for source in sources()
        if source.floor == "core" and package in {n.split(".")[0] for n in imported(source)}
    ]
    assert len(borrowers) == 1


def test_work_left_to_do_carries_the_number_of_its_issue() -> None:
    assert lines_with(WORK_TO_DO) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert lines_with(MACHINE) == []


@pytest.mark.parametrize("word", ["to_do", "fix_me", "x_x_x"])
def test_work_left_without_an_issue_is_seen(word: str) -> None:
    said = word.replace("_", "").upper()
    assert WORK_TO_DO.search(f"# {said}: later")
    assert WORK_TO_DO.search(f"{said}(ana) soon")
    assert not WORK_TO_DO.search(f"# {said}(#12): later")


@pytest.mark.parametrize("line", ["/{}/x", 'open("/{}/ana/a")', "file:///{}/b"])
@pytest.mark.parametrize("folder", ["root", "home", "work"])
def test_a_path_of_a_machine_is_seen(line: str, folder: str) -> None:
    assert MACHINE.search(line.format(folder))


@pytest.mark.parametrize("line", ["docs/root/a.md", "./home/ana", "https://example.org/homework"])
def test_a_path_inside_the_house_is_no_path_of_a_machine(line: str) -> None:
    assert not MACHINE.search(line)


def test_half_of_the_files_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = [len(source.text.splitlines()) for source in sources() if source.floor in FLOORS]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(sizes)} files, median {median(sizes):.0f} lines, max {max(sizes)}\n"
        )
    assert median(sizes) <= 80


def test_nothing_made_at_run_time_is_kept() -> None:
    kept = {path.relative_to(HOUSE).parts[0] for path in files()}
    assert kept.isdisjoint({".venv", "var", "uv.lock"})


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        if str(path) not in FILES_FROM_OUTSIDE
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
