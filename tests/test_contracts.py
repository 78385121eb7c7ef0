import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.sources import FLOORS, HOUSE

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}

# Each fault breaks one contract: the file it is written into, and the line.
SEEDS = [
    ("floors", "core/seed.py", "import config"),
    ("floors", "core/model/seed.py", "import letters"),
    ("floors", "letters/seed.py", "import channels.porch"),
    ("floors", "letters/seed.py", "import ivr_flows"),
    ("floors", "ivr_flows/seed.py", "import letters"),
    ("floors", "channels/sms/seed.py", "def late():\n    import config"),
    ("ground", "core/model/seed.py", "import core.seed_verb"),
    ("ground", "core/ports.py", "import core.seed_verb"),
    ("ground", "core/refusals.py", "import core.seed_verb"),
    ("ground", "core/model/seed.py", "import core.ports"),
    ("ground", "core/refusals.py", "import core.model"),
    ("shelf", "core/seed.py", "import core.store"),
    ("shelf", "core/seed.py", "import core.wording"),
    ("shelf", "core/seed.py", "import core.search"),
    ("shelf", "core/wording/seed.py", "import core.store"),
    ("shelf", "core/store/seed.py", "import core.wording"),
    ("shelf", "channels/sms/seed.py", "import core.store"),
    ("shelf", "channels/voice/seed.py", "import core.search"),
    ("shelf", "core/search/seed.py", "import core.store"),
    ("shelf", "letters/seed.py", "import core.wording"),
    ("shelf", "ivr_flows/seed.py", "import core.store"),
    ("doors", "channels/sms/seed.py", "import channels.voice"),
    ("doors", "channels/porch/seed.py", "import channels.sms"),
    ("doors", "channels/telegraph/__init__.py", ""),
    ("web-words", "core/seed.py", "import flask"),
    ("web-words", "letters/seed.py", "from twilio.twiml import voice_response"),
    ("web-words", "ivr_flows/seed.py", "import flask"),
    ("no-framework", "core/seed.py", "import click"),
    ("no-framework", "core/model/seed.py", "import yaml"),
    ("no-framework", "core/store/seed.py", "import openpyxl"),
    ("sql", "core/seed.py", "from sqlalchemy import select"),
    ("sql", "channels/sms/seed.py", "import sqlmodel"),
    ("sql", "config/seed.py", "import sqlalchemy"),
    ("rows", "config/seed.py", "import core.store.tables"),
    ("babel", "core/seed.py", "import babel"),
    ("babel", "letters/seed.py", "from babel.dates import format_date"),
    ("rapidfuzz", "core/seed.py", "from rapidfuzz import process"),
    ("rapidfuzz", "channels/sms/seed.py", "import rapidfuzz"),
    ("phonenumbers", "core/model/seed.py", "import phonenumbers"),
    ("cryptography", "channels/desk/seed.py", "from cryptography.fernet import Fernet"),
    ("cryptography", "core/store/seed.py", "import cryptography.hazmat"),
    ("wire-tools", "channels/units/seed.py", "from backports import zstd"),
    ("wire-tools", "config/seed.py", "import pyrage"),
    ("wire-tools", "channels/units/seed.py", "import bech32"),
    ("pillow", "channels/desk/seed.py", "from PIL import Image"),
    ("sqlcipher", "core/store/seed.py", "import sqlcipher3"),
    ("stdnum", "core/seed.py", "from stdnum.pe import ruc"),
    ("weasyprint", "letters/seed.py", "import weasyprint"),
    ("press", "config/seed.py", "import letters.press"),
    ("press", "channels/sms/seed.py", "import letters.press"),
    ("press-tools", "letters/seed.py", "import pikepdf"),
    ("press-tools", "letters/scan/seed.py", "import uharfbuzz"),
    ("codes", "letters/press/seed.py", "from zint import Symbol"),
    ("scan", "config/seed.py", "import letters.scan"),
    ("scan", "channels/desk/seed.py", "import letters.scan.folder"),
    ("scan-tools", "letters/press/seed.py", "import cv2"),
    ("scan-tools", "letters/seed.py", "import zxingcpp"),
    ("apscheduler", "config/seed.py", "import apscheduler"),
    ("light-web", "config/web.py", "import config.worker"),
    ("light-web", "config/web.py", "import config.pressroom"),
    ("light-web", "config/counter.py", "import config.letter_scanning"),
    ("settings", "channels/sms/seed.py", "import pydantic_settings"),
    ("circles", "core/model/state.py", "import core.model.moves"),
    ("circles", "core/seed_verb.py", "import core.seed_other_verb"),
]

# What the linter says of these names rooms, not always the file.
OF_ROOMS = {"circles", "doors"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the floors, so that faults can be planted."""
    copy = tmp_path_factory.mktemp("house")
    for floor in FLOORS:
        only_python = shutil.ignore_patterns("__pycache__", "*.yaml", "*.ttf", "*.csv")
        shutil.copytree(HOUSE / floor, copy / floor, ignore=only_python)
    shutil.copy(HOUSE / "pyproject.toml", copy)
    (copy / "core/seed_verb.py").touch()
    (copy / "core/seed_other_verb.py").write_text("import core.seed_verb\n")
    return copy


def batches() -> list[list[tuple[str, str, str]]]:
    """Share the faults out: in a batch no contract and no file comes twice."""
    shared: list[list[tuple[str, str, str]]] = []
    for seed in SEEDS:
        free = (batch for batch in shared if not any(set(seed[:2]) & set(one) for one in batch))
        batch = next(free, None)
        if batch is None:
            shared.append([seed])
        else:
            batch.append(seed)
    return shared


@contextmanager
def planted(file: Path, line: str) -> Iterator[None]:
    """Write one more line into a file, or a file of one line, and take it out again."""
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before)


def broken(tree: Path) -> dict[str, str]:
    """Ask the linter itself which contracts do not hold in a tree, and what it says of each."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=tree,
        env={"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in run.stdout, run.stdout + run.stderr
    told = run.stdout.partition("Broken contracts")[2]
    headed = re.split(r"^(.+)\n-+$", told, flags=re.MULTILINE)[1:]
    said = dict(zip(headed[::2], headed[1::2], strict=True))
    return {identity: said[name] for identity, name in CONTRACTS.items() if name in said}


def test_the_house_keeps_every_contract(tree: Path) -> None:
    assert broken(tree) == {}


@pytest.mark.parametrize("seeds", batches(), ids=lambda batch: f"{len(batch)}-faults")
def test_planted_faults_break_their_contracts_and_no_other(
    tree: Path, seeds: list[tuple[str, str, str]]
) -> None:
    with ExitStack() as field:
        for _, path, line in seeds:
            field.enter_context(planted(tree / path, line))
        said = broken(tree)
    assert set(said) - {"circles"} == {contract for contract, _, _ in seeds} - {"circles"}
    for contract, path, _ in seeds:
        if contract not in OF_ROOMS:
            module = path.removesuffix(".py").replace("/", ".")
            named = {one for one, text in said.items() if re.search(rf"\b{module} -> ", text)}
            # Whoever looks up at a room that looks down closes a circle as well.
            assert contract in named <= {contract, *OF_ROOMS}, said


def test_every_contract_is_proved_by_a_planted_fault() -> None:
    assert {contract for contract, _, _ in SEEDS} == set(CONTRACTS)
