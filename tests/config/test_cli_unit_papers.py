"""`unit sync`, `export`, `import` and `status` with papers, as a person types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.cli import cli
from config.house import House
from config.papers import papers_of
from core.model.case_number import CaseNumber
from core.model.moves import OPENING
from tests.browsers import Served
from tests.channels.units.exchanges import a_unit
from tests.core.stories import PISAC, a_case, case_of
from tests.handed_papers import a_pdf
from tests.houses import MASTER_KEY, act

Said = list[dict[str, object]]
Verb = Callable[..., Said]


@pytest.fixture
def hub(open_house: Served) -> House:
    return open_house.house


@pytest.fixture
def boat(hub: House, tmp_path: Path) -> Path:
    """Send a unit out that took two papers in, a small one and one of three pieces."""
    unit = a_unit(hub, tmp_path / "boat")
    number = a_case(unit)
    papers_of(unit).hand_in(number, PISAC, (a_pdf(), a_pdf(more=bytes(20_000))), act=act())
    unit.close()
    return tmp_path / "boat"


def typed(var: Path, *words: str) -> str:
    machine = {"VAR_FOLDER": str(var), "MASTER_KEY": "" if var.name == "boat" else MASTER_KEY}
    result = CliRunner(env=machine).invoke(cli, ["unit", *words])
    assert result.exit_code == 0, (words, result.output, result.exception)
    return result.stdout


def said(var: Path, *words: str) -> Said:
    return [json.loads(line) for line in typed(var, *words, "--json").splitlines()]


def test_papers_go_after_the_text_and_what_is_left_is_told_with_its_reason(
    open_house: Served, boat: Path, hub: House
) -> None:
    (dry,) = said(boat, "sync", "--dry-run")
    assert dry["papers_up"] == 2
    there = ("sync", "--url", open_house.address)
    (text,) = said(boat, *there, "--text-only")
    assert text["missing"] == 0
    assert "papers_up" not in text
    (before,) = said(boat, "status")
    assert (before["papers"], before["papers_here"], before["papers_at_hub"]) == (2, 2, 0)
    told = typed(boat, "status")
    assert "Todos los pasos llegaron. Faltan 2 papeles por llegar a la sede." in told
    (some,) = said(boat, *there, "--max-bytes", "12000")
    assert (some["papers_up"], some["papers_missing"]) == (1, 1)
    (number,) = (
        one.draft.data["number"]
        for _, one in hub.shelf.journal.events()
        if one.draft.kind == OPENING
    )
    with hub.shelf.ledger.writing() as work:
        work.erase(case_of(hub, CaseNumber.parse(number)).applicant)
    (rest,) = said(boat, *there)
    assert (rest["missing"], rest["papers_up"], rest["papers_refused"]) == (0, 0, "paper_gone")
    assert rest["papers_words"] == (
        "Un papel ya no hace falta: los datos de la persona se borraron."
    )


def test_a_stick_carries_papers_when_it_is_told_to(boat: Path, hub: House, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (text,) = said(boat, "export", str(stick))
    assert "papers" not in text
    (both,) = said(boat, "export", str(stick), "--papers")
    assert (both["papers"], both["papers_left"]) == (2, 0)
    taken = said(hub.settings.var_folder, "import", str(stick))
    assert not any(one["code"] for one in taken)
    said(boat, "import", str(stick))
    (status,) = said(boat, "status")
    assert (status["papers_at_hub"], status["applied"]) == (2, status["saved_here"])
    assert "Todo llegó y está aplicado." in typed(boat, "status")
