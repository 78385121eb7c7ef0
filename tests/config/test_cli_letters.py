"""A clerk at the command line takes letters from the wish to the acknowledgement."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.clock import SystemClock
from config.desk import staffing_of
from core.model.user import Role
from tests.config.clerk import Clerk
from tests.core.stories import PISAC
from tests.houses import act, opened
from tests.letters import paper

OPEN = ("case", "open", "--institution", "muni-pisac", "--procedure", "domicilio")
ROSA = ("--name", "Rosa Mamani Quispe", "--district", "080405", "--address", "Cuyo Grande")


@pytest.fixture
def user(clerk: Clerk) -> str:
    """Hire someone who asks for letters, and the supervisor who answers for them."""
    house = opened(clerk.var)
    for name, role in (("julia", Role.OFFICER), ("jefa", Role.SUPERVISOR)):
        staffing_of(house).add(name, institution=PISAC, role=role, act=act())
    house.close()
    return "julia"


@pytest.fixture
def number(clerk: Clerk, user: str) -> str:
    found: str = clerk.does(*OPEN, *ROSA, "--user", user)["number"]
    return found


def today() -> date:
    """Tell the day of the command line, which lives by the machine's clock."""
    return SystemClock(ZoneInfo("America/Lima")).today()


def later() -> date:
    return today() + timedelta(days=5)


def queued(clerk: Clerk, number: str, kind: str = "status", *more: str) -> str:
    made = clerk.does(
        "letters", "queue", "--kind", kind, "--number", number, "--user", "julia", *more
    )
    return str(made["letter"])


def test_a_letter_goes_from_the_wish_to_the_acknowledgement(
    clerk: Clerk, number: str, tmp_path: Path
) -> None:
    letter = queued(clerk, number)
    run = clerk.does("letters", "run", "muni-pisac", "--user", "julia")
    assert (run["state"], run["letters"], run["set_aside"]) == ("LISTO", 1, [])
    (file,) = run["files"]
    assert letter in paper.text(Path(file).read_bytes())
    assert clerk.does("letters", "printed", run["run"], "--user", "julia")["printed"] == 1
    out = ("--out", str(tmp_path), "--user", "julia")
    extracted = clerk.does("letters", "extract", letter, *out)["file"]
    assert letter in paper.text(Path(extracted).read_bytes())
    sample = clerk.does("letters", "sample", run["run"], *out)["file"]
    assert letter in paper.text(Path(sample).read_bytes())
    post = ("letters", "scan", letter, "--step", "post", "--user", "julia")
    assert [clerk.does(*post)["was_done"] for _ in range(2)] == [False, True]
    delivered = clerk.does(
        *("letters", "deliver", letter, "--on", today().isoformat(), "--at", "10:30"),
        *("--received-by", "Rosa Mamani Quispe", "--user", "julia"),
    )
    assert (delivered["state"], delivered["offers"]) == ("ENTREGADA", None)
    shown = clerk.does("letters", "show", letter)
    assert [step.split()[1] for step in shown["steps"]] == ["batch", "print", "post", "deliver"]
    assert shown["may"] == []


def test_a_scanner_types_one_code_a_line_and_no_line_stops_the_next(
    clerk: Clerk, number: str
) -> None:
    letter = queued(clerk, number)
    clerk.does("letters", "run", "muni-pisac", "--user", "julia")
    lines = f"{letter}\nhttps://example.org\n7K3M9QX2A6\n\n{letter.lower()}\n"
    reply = clerk.types(
        "letters", "scan", "-", "--step", "print", "--user", "julia", stdin=lines.encode()
    )
    assert reply.exit_code == 0
    told = [record.get("code") or record["was_done"] for record in reply.records]
    assert told == [
        False,
        "letter_code_foreign",
        "letter_unknown",
        "letter_code_invalid",
        True,
    ]


def test_a_legal_letter_is_read_and_approved_by_whoever_may(
    clerk: Clerk, number: str, tmp_path: Path
) -> None:
    observe = ("--reason", "firma-solicitud", "--user", "julia")
    clerk.does("case", "route", number, "--station", "licencias", "--user", "julia")
    clerk.does("case", "observe", number, *observe)
    letter = queued(clerk, number, "observation", "--say", "authority=Jefatura de Licencias")
    clerk.is_refused("run_empty", *RUN)
    basis = ("--basis", "TUO LPAG art. 136")
    clerk.is_refused("deed_forbidden", *APPROVE, letter, *basis, "--user", "julia")
    proof = clerk.does("letters", "proof", letter, "--out", str(tmp_path))
    wrong = ("--proof", "0" * 64, "--user", "jefa")
    clerk.is_refused("letter_changed", *APPROVE, letter, *basis, *wrong)
    seen = ("--proof", proof["proof"], "--user", "jefa")
    assert clerk.does(*APPROVE, letter, *basis, *seen)["state"] == "EN_COLA"
    assert clerk.does(*APPROVE, letter, *basis, *seen)["was_done"] is True


APPROVE = ("letters", "approve")
RUN = ("letters", "run", "muni-pisac", "--user", "julia")


def test_a_letter_is_called_back_returned_and_written_again(clerk: Clerk, number: str) -> None:
    called = queued(clerk, number)
    assert queued(clerk, number) == called
    assert clerk.does("letters", "cancel", called, "--user", "julia")["state"] == "ANULADA"
    posted = queued(clerk, number)
    run = clerk.does(*RUN)
    late = clerk.types("letters", "cancel", posted, "--user", "julia", "--json")
    assert (late.exit_code, late.record["code"]) == (2, "run_closed")
    clerk.does("letters", "printed", run["run"], "--user", "julia")
    back = clerk.does("letters", "return", posted, "--reason", "ausente", "--user", "julia")
    assert (back["state"], back["next"]) == ("DEVUELTA", "staff")
    again = clerk.does("letters", "reprint", posted, "--why", "se mojó", "--user", "julia")
    assert (again["state"], again["reprint_of"]) == ("EN_COLA", posted.replace("-", ""))
    counts = clerk.does("letters", "list", "--institution", "muni-pisac")
    assert counts == {"ANULADA": 1, "DEVUELTA": 1, "EN_COLA": 1}
    listed = clerk.does("letters", "list", "--institution", "muni-pisac", "--state", "DEVUELTA")
    assert listed["letter"] == posted


def test_a_model_of_a_kind_is_printed_without_a_house(clerk: Clerk, tmp_path: Path) -> None:
    made = clerk.does("letters", "proof", "--sample", "status", "--out", str(tmp_path))
    assert Path(made["file"]).name == "modelo-status.pdf"
    guided = clerk.does(
        "letters", "proof", "--sample", "status", "--guides", "--out", str(tmp_path / "g")
    )
    assert Path(guided["file"]).read_bytes() != Path(made["file"]).read_bytes()
    assert clerk.types("letters", "proof", "--out", str(tmp_path)).exit_code == 2


def test_a_bag_is_listed_and_signed_for(
    clerk: Clerk, number: str, user: str, tmp_path: Path
) -> None:
    visit = clerk.does(
        *("visit", "plan", "--district", "080405", "--on", later().isoformat(), "--user", user),
        *("--place", "Plaza de Cuyo Grande", "--short-place", "Cuyo Grande"),
    )["visit"]
    letter = queued(clerk, number, "status", "--visit", visit)
    bag = ("letters", "bag", visit, "--out", str(tmp_path), "--user", "julia")
    assert clerk.does(*bag)["missing"] == [f"{letter} EN_COLA"]
    run = clerk.does(*RUN)
    assert Path(run["files"][0]).name == f"visita-{visit[:8]}.pdf"
    clerk.does("letters", "printed", run["run"], "--user", "julia")
    made = clerk.does(*bag)
    assert (made["letters"], made["missing"]) == (1, [])
    table, sheet = (Path(file).read_bytes() for file in made["files"])
    assert "Rosa Mamani Quispe" in table.decode("utf-8-sig")
    assert "Plaza de Cuyo Grande" in paper.text(sheet)
    clerk.is_refused("visit_unknown", "letters", "bag", "none", "--out", "x", "--user", "julia")


@pytest.mark.parametrize("said", ["no equals sign"])
def test_what_staff_say_names_its_field(clerk: Clerk, number: str, said: str) -> None:
    asked = ("letters", "queue", "--kind", "oral_answer", "--number", number, "--user", "julia")
    assert clerk.types(*asked, "--say", said).exit_code == 2


def test_a_stranger_moves_no_letter(clerk: Clerk, number: str) -> None:
    letter = queued(clerk, number)
    clerk.is_refused("user_unknown", "letters", "cancel", letter, "--user", "nadie")
