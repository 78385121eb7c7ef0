import pytest

from core.refusals import every_refusal
from ivr_flows.checks import Fault, check
from ivr_flows.script import load, shipped
from tests.ivr_flows.rehearsal import REFUSALS

SOUND = """
name: sound
version: 1
start: menu
home: menu
person: person
lost: lost
wrong_key: t.wrong
nodes:
  menu: {menu: t.menu, keys: {1: number, 2: number}}
  number: {collect: t.number, slot: number, digits: 10, then: clave}
  clave: {collect: t.clave, slot: clave, secret: true, then: look}
  look: {ask: case.status, takes: [number, clave], ways: {found: told}, otherwise: told}
  told: {tell: must, then: send}
  send: {letter: number, say: t.sent, then: menu}
  person: {say: t.person, then: menu}
  lost: {goodbye: t.lost}
"""


def faults_of(text: str) -> set[Fault]:
    script = load(text, "sound.yaml")
    known = load(SOUND, "sound.yaml").messages()
    return set(check(script, known, REFUSALS))


def test_the_shipped_script_has_no_fault() -> None:
    script = shipped("status")
    assert check(script, script.messages(), REFUSALS) == ()


def test_the_codes_it_is_checked_with_are_codes_of_the_house() -> None:
    known = {kind.code for kind in every_refusal()}
    assert {code for codes in REFUSALS.values() for code in codes} <= known


def test_a_sound_script_has_no_fault() -> None:
    assert faults_of(SOUND) == set()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "  person:",
            "  attic: {say: t.person, then: menu}\n  person:",
            Fault("attic", "no way leads here"),
        ),
        ("t.menu,", "t.other,", Fault("menu", "no words for `t.other`")),
        ("t.menu,", "t.other,", Fault("menu", "no words for `t.other.again`")),
        ("t.menu,", "t.other,", Fault("menu", "no words for `t.other.help`")),
        ("t.lost", "t.other", Fault("lost", "no words for `t.other`")),
        ("t.wrong", "t.other", Fault("", "no words for `t.other`")),
        (", otherwise: told", "", Fault("look", "no way on after `clave_wrong`")),
        ("{found: told}", "{found: told, clave_wrung: told}",
         Fault("look", "`case.status` is never refused with `clave_wrung`")),
        ("case.status", "case.fate", Fault("look", "no one answers `case.fate`")),
        ("1: number, 2: number", "1: number, 2: number, 3: number, 4: number, 5: number, 6: number",
         Fault("menu", "6 options: an ear keeps 5")),
        ("person: {say: t.person, then: menu}", "person: {say: t.person, then: person}",
         Fault("person", "no way leads from here to a goodbye")),
        ("person: {say: t.person, then: menu}", "person: {say: t.person, then: person}",
         Fault("person", "can come back here without listening to the caller")),
        ("1: number, 2: number", "1: number, 2: send",
         Fault("send", "`number` may still be missing here")),
        ("1: number, 2: number", "1: number, 2: told",
         Fault("told", "`the last answer` may still be missing here")),
        ("1: number, 2: number", "1: number, 2: clave",
         Fault("look", "`number` may still be missing here")),
        ("{1: number, 2: number}", "{1: number}, reads: {number: [3]}",
         Fault("menu", "`number` may still be missing here")),
        ("told: {tell: must, then: send}", "told: {tell: must, then: look}",
         Fault("look", "`clave` is a secret, forgotten on the way from `told`")),
        ("secret: true, then: look", "secret: true, then: look, empty: look",
         Fault("look", "`clave` is a secret, forgotten on the way from `clave`")),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(old: str, new: str, fault: Fault) -> None:
    assert fault in faults_of(SOUND.replace(old, new))


def test_the_key_for_a_person_is_not_counted_as_an_option() -> None:
    keys = "1: number, 2: number, 3: number, 4: number, 5: number, 0: person"
    assert faults_of(SOUND.replace("1: number, 2: number", keys)) == set()


def test_a_person_who_is_only_reached_by_the_key_for_a_person_is_reached() -> None:
    assert Fault("person", "no way leads here") not in faults_of(SOUND)


def test_faults_are_listed_in_the_order_of_their_steps() -> None:
    script = load(SOUND, "sound.yaml")
    faults = check(script, frozenset(), REFUSALS)
    assert list(faults) == sorted(faults, key=lambda fault: (fault.node, fault.problem))
    assert len(faults) == len(script.messages())
