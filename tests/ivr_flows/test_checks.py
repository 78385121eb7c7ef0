from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from core.refusals import DocumentInvalid, every_refusal
from ivr_flows.checking.premises import Premises, spoken_seconds
from ivr_flows.checking.refused import placed
from ivr_flows.checking.remedies import REMEDIES
from ivr_flows.checks import check, check_text
from ivr_flows.script import load, shipped
from tests.ivr_flows.rehearsal import REFUSALS

FAULTS = Path(__file__).parent / "faults"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "voice-script.md"
WORDS: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (FAULTS / "words.yaml").read_text(encoding="utf-8")
)
SEEDED = {path.stem: path for path in sorted(FAULTS.glob("*.yaml")) if path.stem != "words"}
CODES = {"case.status": ("number_missing", "case_not_found")}
SOUND = """
spec_version: 2
name: sound
version: 1
start: menu
home: menu
person: person
lost: lost
wrong_key: t.wrong
nodes:
  menu: {menu: t.two, keys: {1: number, 2: lost}, back: person}
  number: {collect: t.number, slot: number, digits: 10, then: clave}
  clave: {collect: t.clave, slot: clave, digits: 6, secret: true, then: look}
  look: {ask: case.status, takes: [number, clave], ways: {found: told}, otherwise: refused}
  refused: {tell: must, then: number}
  told: {tell: must, then: send}
  send: {letter: number, say: t.said, then: menu}
  person: {say: t.said, then: lost}
  lost: {goodbye: t.bye}
"""


def premises_of(words: Mapping[str, Mapping[str, str]] = WORDS) -> Premises:
    return Premises(refusal_codes=CODES, words=words)


def seeded_part(name: str) -> object:
    path = FAULTS / "parts" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None


def codes_of(text: str, premises: Premises | None = None) -> set[str]:
    placed = check_text(text, "sound.yaml", premises or premises_of())
    return {each.fault.code for each in placed}


@pytest.mark.parametrize("code", SEEDED)
def test_a_seeded_fault_is_found_alone_and_on_its_line(code: str) -> None:
    text = SEEDED[code].read_text(encoding="utf-8")
    words = {**WORDS, "quz": WORDS["es"]} if code == "language_missing" else WORDS
    found = check_text(text, f"{code}.yaml", premises_of(words), parts=seeded_part)
    here = [number for number, line in enumerate(text.splitlines(), 1) if "# here" in line]
    assert {each.fault.code for each in found} == {code}
    assert sorted({each.line for each in found}) == here


def test_every_fault_that_can_be_told_has_its_seed_and_more_than_thirty_can() -> None:
    assert SEEDED.keys() == REMEDIES.keys() - {"not_understood"}
    assert len(SEEDED) > 30


def test_every_fault_says_in_one_sentence_what_to_do() -> None:
    for remedy in REMEDIES.values():
        assert remedy[0].isupper()
        assert remedy.endswith(".")
        assert ". " not in remedy


def test_every_fault_is_in_the_reference_with_what_to_do() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = {code: f"| `{code}` | {remedy} |" for code, remedy in REMEDIES.items()}
    assert [code for code, row in rows.items() if row not in page] == []


def test_a_fault_is_told_with_file_line_step_and_what_to_do() -> None:
    text = SEEDED["step_missing"].read_text(encoding="utf-8")
    (found,) = check_text(text, "step_missing.yaml", premises_of())
    assert str(found) == (
        "step_missing.yaml:10: step `menu`: no step `nowhere` [step_missing]. "
        "Add the step or correct the name that leads to it."
    )


def test_a_refusal_that_nobody_foresaw_is_told_all_the_same() -> None:
    refusal = DocumentInvalid(document="a.yaml", node="menu", problem="the moon is full")
    found = placed(refusal, SOUND, "a.yaml")
    assert found.fault.code == "not_understood"
    assert SOUND.splitlines()[found.line - 1].startswith("  menu:")


@pytest.mark.parametrize("text", ["", "- a\n- b", "a: \0", "nodes: [", "nodes: 7", "\t"])
def test_what_is_no_script_at_all_is_one_fault_with_a_line(text: str) -> None:
    (found,) = check_text(text, "sound.yaml", premises_of())
    assert found.line >= 1
    assert found.fault.remedy


def test_a_sound_script_has_no_fault() -> None:
    assert check_text(SOUND, "sound.yaml", premises_of()) == ()


def test_the_shipped_script_has_no_fault() -> None:
    script = shipped("status")
    assert check(script, script.messages(), REFUSALS) == ()


def test_the_codes_it_is_checked_with_are_codes_of_the_house() -> None:
    known = {kind.code for kind in every_refusal()}
    assert {code for codes in REFUSALS.values() for code in codes} <= known


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("secret: true, then: look", "secret: true, then: look, empty: look", "secret_kept"),
        ("told: {tell: must, then: send}", "told: {tell: must, then: look}", "secret_kept"),
        ("2: lost}", "2: send}", "slot_missing"),
        ("2: lost}", "2: lost}, reads: {number: [3]}", "slot_missing"),
        ("otherwise: refused", "otherwise: told", "wish_unproved"),
        ("2: lost}", "2: lost, 0: number}", "key_taken"),
        ("2: lost}", "2: lost, '*': number}", "key_taken"),
        ("2: lost}", "2: lost, '#': number}", "key_taken"),
        ("tries: 3", "tries: 5", "tries_out_of_bounds"),
        ("person: {say: t.said, then: lost}", "person: {say: t.said, then: person}", "no_exit"),
        ("t.two,", "t.none,", "words_missing"),
        ("t.wrong", "t.none", "words_missing"),
        ("digits: 6, ", "digits: 99, ", "digits_unsaid"),
        ("digits: 6, ", "digits: 6, finish_on: '*', empty: lost, ", "finish_unsaid"),
    ],
)
def test_the_same_fault_in_another_shape_is_found(old: str, new: str, code: str) -> None:
    text = SOUND.replace("then: clave}", "tries: 3, then: clave}")
    assert code in codes_of(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2: lost}", "2: lost, 0: person, 9: menu, '*': person}"),  # the same, said again
        ("keys: {1: number, 2: lost}", "keys: {1: number, 2: number}, slot: choice"),
        ("digits: 6, ", "digits: 6, tries: 4, "),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(old: str, new: str) -> None:
    text = SOUND.replace(old, new)
    if "choice" in text:
        text = text.replace("takes: [number,", "takes: [number, choice,")
    assert codes_of(text) == set()


def test_a_recording_decides_how_long_a_prompt_is() -> None:
    slow = Premises(refusal_codes=CODES, words=WORDS, recorded=lambda _, message: SLOW.get(message))
    assert codes_of(SOUND, slow) == {"prompt_too_long"}


SLOW = {"t.two": 20.5}


def test_a_language_without_a_word_is_told_by_name() -> None:
    half = {**WORDS, "quz": {"t.bye": "Tinkunanchikkama."}}
    text = SOUND.replace("start: menu", "start: language").replace(
        "nodes:\n", "nodes:\n  language: {language: t.language, change: t.change, then: menu}\n"
    )
    found = check_text(text, "sound.yaml", premises_of(half))
    assert {each.fault.code for each in found} == {"words_missing"}
    assert all(each.fault.problem.endswith("in quz") for each in found)


def test_how_long_words_are_spoken_is_worked_out_at_145_a_minute() -> None:
    assert spoken_seconds(" ".join(["palabra"] * 145)) == 60
    assert spoken_seconds("") == 0


def test_faults_are_listed_in_the_order_of_their_steps() -> None:
    script = load(SOUND, "sound.yaml")
    faults = check(script, frozenset(), CODES)
    assert list(faults) == sorted(faults)
    assert len(faults) >= len(script.messages())
