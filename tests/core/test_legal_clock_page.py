"""The page on the legal clock tells every rule, and names tests that exist."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PAGE = HOUSE / "docs" / "reference" / "legal-clock.md"


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| K")]


def test_every_rule_has_one_row_with_its_article() -> None:
    assert [row[0] for row in rows()] == [f"K{number}" for number in range(1, 33)]
    assert all(row[2].startswith("TUO LPAG art") for row in rows())


def test_every_rule_is_computed_and_tested_or_says_why_it_cannot_be() -> None:
    for rule, _, _, where, test in rows():
        assert (test == "none") == where.startswith("not computable: "), rule


def test_the_tests_and_names_that_the_page_cites_exist() -> None:
    tests = _words(HOUSE / "tests" / "core")
    code = _words(HOUSE / "core" / "model")
    for rule, _, _, where, test in rows():
        if test != "none":
            assert test.strip("`") in tests, rule
            cited = re.findall(r"`(\w+)(?:\.(\w+))?`", where)
            files = {name for name, tail in cited if tail == "py"}
            names = {tail or name for name, tail in cited if tail != "py"}
            assert names <= code, rule
            assert all((HOUSE / "core" / "model" / f"{name}.py").exists() for name in files), rule


def _words(folder: Path) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return {word for text in texts for word in re.findall(r"\w+", text)}
