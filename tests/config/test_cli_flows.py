"""The verb that proves call scripts before they are served."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from config.cli.flow_proof import lines_of
from config.flows import prove, require_sound, shipped_scripts, sound_script, spoken_premises
from core.refusals import DocumentInvalid
from ivr_flows.script import load
from tests.config.clerk import Clerk

STATUS = (files("ivr_flows") / "scripts" / "status.yaml").read_text(encoding="utf-8")
TRAP = ("    back: language\n", "    back: language\n    silence: menu\n")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "status.yaml"
    path.write_text(
        STATUS.replace("    back: language\n", "    back: language\n    silence: menu\n")
    )
    return path


def test_every_shipped_script_is_sound(clerk: Clerk) -> None:
    reply = clerk.types("flows", "check", "--json")
    assert reply.exit_code == 0, reply.out
    assert [record["file"] for record in reply.records] == list(shipped_scripts())
    for record in reply.records:
        assert record["sound"]
        assert record["faults"] == []
        assert record["exploration"]["problems"] == []


def test_the_answer_begins_within_a_minute_for_a_known_caller(clerk: Clerk) -> None:
    way = clerk.does("flows", "check")["exploration"]["known_caller"]
    assert 30 < way["answer_begins"] <= 60
    assert way["keys"] == 17


def test_for_a_person_the_walk_is_told_in_lines(clerk: Clerk) -> None:
    reply = clerk.types("flows", "check")
    assert reply.exit_code == 0
    assert "status.yaml: sound\n  walked: " in reply.out
    assert "answer with clave for a known caller: begins after " in reply.out


def test_a_fault_is_told_with_file_and_line_and_ends_with_2(clerk: Clerk, broken: Path) -> None:
    reply = clerk.types("flows", "check", str(broken))
    assert reply.exit_code == 2
    line = broken.read_text().splitlines().index("    silence: menu") + 1
    assert f"{broken}:{line}: step `menu`: silence alone keeps" in reply.out
    assert "[silence_circle]. Lead `silence`" in reply.out
    assert f"{broken}: 1 faults" in reply.out


def test_a_program_reads_each_fault_as_an_object(clerk: Clerk, broken: Path) -> None:
    reply = clerk.types("flows", "check", str(broken), "--json")
    assert reply.exit_code == 2
    (fault,) = reply.record["faults"]
    assert fault.keys() == {"file", "line", "step", "code", "problem", "do"}
    assert fault["code"] == "silence_circle"
    assert reply.record["exploration"] is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00", b"nodes: [", b"a: 1", b"- b"])
def test_a_file_that_is_no_script_is_one_fault(
    clerk: Clerk, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "nothing.yaml"
    path.write_bytes(content)
    reply = clerk.types("flows", "check", str(path))
    assert reply.exit_code == 2
    assert reply.out.count("\n") == 2
    assert f"{path}:1: " in reply.out


def test_a_file_that_is_not_there_is_said_to_be_missing(clerk: Clerk, tmp_path: Path) -> None:
    reply = clerk.types("flows", "check", str(tmp_path / "none.yaml"))
    assert reply.exit_code == 2
    assert "none.yaml" in reply.err


def slowly(_language: str, message: str) -> float | None:
    return 19.0 if message in {"voice.menu", "voice.number"} else None


def test_a_problem_that_only_walking_finds_makes_a_script_unsound() -> None:
    premises = spoken_premises()
    assert prove("status.yaml", STATUS, premises).is_sound
    late = prove("status.yaml", STATUS, replace(premises, recorded=slowly))
    assert (late.faults, late.is_sound) == ((), False)
    assert lines_of(late)[0].endswith("60 s are the most")


def test_a_script_is_served_only_if_it_is_sound() -> None:
    assert sound_script("status").name == "status"
    with pytest.raises(DocumentInvalid) as refused:
        require_sound(load(STATUS.replace(*TRAP), "status.yaml"))
    assert refused.value.facts["document"] == "status.yaml"
    assert refused.value.facts["node"] == "menu"
