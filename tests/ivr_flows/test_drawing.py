"""A script as Graphviz's text: every step, every key, every figure, and nothing that breaks it."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr_flows.drawing import dot
from ivr_flows.drawn.arrows import arrows_of
from ivr_flows.drawn.figures import Figures
from ivr_flows.drawn.kinds import LOOKS, called, message_of
from ivr_flows.drawn.parts import boxes_of
from ivr_flows.drawn.svg import finished, is_drawn_from
from ivr_flows.drawn.traffic import Traffic
from ivr_flows.drawn.ways import Way, ways_of
from ivr_flows.drawn.words import shortened
from ivr_flows.nodes import Node, SayNode
from ivr_flows.script import Script, load, shipped

SCRIPT = shipped("status")
WORDS = {"t.menu": "Para saber de su expediente, marque 1.", "t.name": "Su número es {number}."}
EVERY_KIND = """\
spec_version: 2
name: kinds
version: 7
start: tongue
home: menu
person: ring
lost: lost
wrong_key: t.wrong
nodes:
  tongue: {language: t.language, change: t.change, then: menu}
  menu:
    menu: t.menu
    keys: {1: digits, 2: branch, 3: slow}
    slot: mark
    silence: lost
    wrong: lost
    back: tongue
    repeat: tongue
  digits: {collect: t.digits, slot: number, digits: 10, empty: menu, then: ask}
  secret: {collect: t.secret, slot: clave, secret: true, digits: 6, then: ask}
  ask:
    ask: case.status
    takes: [number]
    ways: {found: told, in_part: secret, case_not_found: menu}
    otherwise: more
  told: {tell: must, then: text}
  more: {tell: may, then: letter}
  text: {text: number, say: t.text, then: named}
  letter: {letter: number, say: t.letter, then: named}
  named: {say: t.name, then: bye}
  branch: {branch: mark, ways: {"1": named, "": back_to}, otherwise: rate}
  back_to: {callback: t.callback, then: bye}
  rate: {rate: mark, then: bye}
  slow: {pace: slow, say: t.slow, then: menu}
  ring: {transfer: t.ring, answered: bye, unanswered: record}
  record: {record: t.record, say: t.kept, then: bye, silence: lost}
  bye: {goodbye: t.bye}
  lost: {goodbye: t.lost}
"""
KINDS = load(EVERY_KIND, "kinds.yaml")


def classes(kind: object) -> set[type]:
    """Take a union of kinds apart, unions in it included."""
    return {kind} if isinstance(kind, type) else set().union(*map(classes, get_args(kind)))


def line_of(text: str, step: str) -> str:
    (line,) = [line for line in text.splitlines() if line.strip().startswith(f'"{step}" [')]
    return line


def arrow(text: str, start: str, end: str) -> str:
    (line,) = [
        line for line in text.splitlines() if line.strip().startswith(f'"{start}" -> "{end}"')
    ]
    return line


def test_no_kind_of_step_is_forgotten() -> None:
    assert set(LOOKS) == classes(Node)
    assert {type(node) for node in KINDS.nodes.values()} == classes(Node)


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({look.name for look in LOOKS.values()}) == len(LOOKS)
    text = dot(KINDS, WORDS)
    for name, node in KINDS.nodes.items():
        assert called(node).split()[0] in line_of(text, name), name


@pytest.mark.parametrize("script", [SCRIPT, KINDS], ids=lambda script: script.name)
def test_every_step_is_a_box_and_every_way_out_of_it_is_told(script: Script) -> None:
    text = dot(script, WORDS)
    for name, node in script.nodes.items():
        box = line_of(text, name)
        for end in {*node.targets()} - {name, script.home}:
            is_told = f"→ {end}:" in box.replace("\\n", " ")
            assert is_told or f'"{name}" -> "{end}"' in text, (name, end)


def test_keys_stand_on_the_arrows() -> None:
    text = dot(KINDS, WORDS)
    assert 'taillabel="1"' in arrow(text, "menu", "digits")
    assert 'taillabel="9"' in arrow(text, "menu", "tongue")
    assert 'taillabel="#"' in arrow(text, "digits", "menu")
    assert 'taillabel="en parte"' in arrow(text, "ask", "secret")
    assert 'taillabel="case_not_found"' in arrow(text, "ask", "menu")
    assert 'taillabel="no contesta"' in arrow(text, "ring", "record")
    assert 'headlabel="lo demás"' in arrow(text, "branch", "rate")
    assert 'headlabel="vacío"' in arrow(text, "branch", "back_to")


def test_silence_and_a_wrong_key_are_told_where_they_lead() -> None:
    menu = line_of(dot(KINDS, WORDS), "menu").replace("\\n", " ")
    assert "→ lost: silencio · otra tecla" in menu
    assert "→ ring: 0" in menu
    assert "→ tongue: *" in menu
    after = arrow(dot(SCRIPT, WORDS), "after", "rate")
    assert 'taillabel="silencio\\notra tecla"' in after


def test_what_every_menu_does_alike_is_told_once_and_not_drawn() -> None:
    drawn = {way for one in arrows_of(SCRIPT) for way in one.ways}
    assert Way("menu", "menu", "9") in ways_of(SCRIPT)
    assert Way("menu", "menu", "9") not in drawn
    assert Way("number", SCRIPT.home, "*") not in drawn
    assert Way("clave", "number", "*") in drawn
    assert "9 repite" in dot(SCRIPT, WORDS)


def test_a_box_says_what_the_step_says_shortened() -> None:
    long = "Para saber " * 40
    menu = KINDS.nodes["menu"]
    assert shortened(menu, {"t.menu": long}).endswith(" …")
    assert len(shortened(menu, {"t.menu": long})) <= 72
    assert "Su número es …." in line_of(dot(KINDS, WORDS), "named").replace("\\n", " ")
    assert shortened(menu, {}) == ""


def test_a_secret_is_said_to_be_one() -> None:
    assert called(KINDS.nodes["secret"]) == "Pide 6 cifras (secreto)"
    assert message_of(KINDS.nodes["ask"]) is None


def test_a_part_is_a_box_around_its_steps() -> None:
    box = boxes_of(("start", "rate", "rate.kept", "rate.why", "rate.why.said", "bye"))
    assert (box.name, box.steps) == ("", ("start", "bye"))
    (rate,) = box.boxes
    assert (rate.name, rate.steps) == ("rate", ("rate", "rate.kept"))
    assert [(one.name, one.steps) for one in rate.boxes] == [
        ("rate.why", ("rate.why", "rate.why.said"))
    ]
    assert 'subgraph "cluster_rate"' in dot(SCRIPT, WORDS)


def figures(**more: int) -> Figures:
    menu, digits = Way("menu", "digits", "1"), Way("menu", "branch", "2")
    exit_ = Way("menu", "lost", "silencio")
    traffic = Traffic(
        calls=100,
        came={"menu": 100, "digits": 60, "branch": 4},
        left={"digits": 24, "menu": 11, **more},
        ways={menu: 60, digits: 4, exit_: 9},
    )
    return Figures(traffic, caption="Son las llamadas de ayer.")


def test_figures_stand_in_the_boxes_and_on_the_arrows() -> None:
    text = dot(KINDS, WORDS, figures())
    assert "60 llegaron\\n24 colgaron (40 %)" in line_of(text, "digits")
    assert "0 llegaron" in line_of(text, "bye")
    assert "colgaron" not in line_of(text, "branch")
    assert 'taillabel="1 (60)"' in arrow(text, "menu", "digits")
    assert "silencio · otra tecla (9)" in line_of(text, "menu").replace("\\n", " ")
    assert "Son las llamadas de ayer." in text


def test_the_way_that_most_take_is_the_thickest() -> None:
    text = dot(KINDS, WORDS, figures())
    assert 'penwidth="6.0"' in arrow(text, "menu", "digits")
    assert 'penwidth="1.0"' in arrow(text, "menu", "branch")


def test_where_many_hang_up_the_colour_says_it_after_the_figure() -> None:
    text = dot(KINDS, WORDS, figures())
    plain = line_of(dot(KINDS, WORDS), "digits")
    assert '"#f6c1b9"' in line_of(text, "digits")
    assert '"#fbe3b5"' in line_of(text, "menu")
    assert '"#f6c1b9"' not in plain


def test_the_worst_steps_are_told_to_who_does_not_see_them() -> None:
    said = figures(bye=0).summary()
    assert said == (
        "Son las llamadas de ayer. Llamadas: 100. Donde más cuelgan: «digits» (24), «menu» (11)."
    )
    nobody = Figures(Traffic(calls=0, came={}, left={}, ways={}))
    assert nobody.summary() == "Llamadas: 0."


def test_equal_scripts_are_equal_texts() -> None:
    assert dot(load(EVERY_KIND, "kinds.yaml"), dict(WORDS), figures()) == dot(
        KINDS, WORDS, figures()
    )


@given(said=st.text(max_size=200), name=st.text(min_size=1, max_size=20))
def test_no_words_break_out_of_their_box(said: str, name: str) -> None:
    menu = SayNode(message="t.any", reads={}, then=name)
    script = replace(KINDS, start=name, nodes={name: menu, **KINDS.nodes})
    text = dot(script, {**WORDS, "t.any": said}, figures())
    whole = dot(KINDS, WORDS, figures())
    assert len(text.splitlines()) == len(text.split("\n")) - 1
    assert len(text.splitlines()) <= len(whole.splitlines()) + 6
    for line in text.splitlines():
        assert line.replace('\\"', "").count('"') % 2 == 0, line


PICTURE = """<?xml version="1.0"?>
<!DOCTYPE svg>
<!-- Generated by graphviz version 9 -->
<svg width="1pt" xmlns="http://www.w3.org/2000/svg">
<!-- a&#45;&gt;b --><g><title>a</title></g>
</svg>
"""


def test_a_finished_picture_has_title_and_words_and_knows_its_text() -> None:
    done = finished(PICTURE, text="digraph {}", title="A < B", words="Dos & tres")
    assert '<svg role="img" aria-labelledby="titulo texto" width="1pt"' in done
    assert '<title id="titulo">A &lt; B</title>' in done
    assert '<desc id="texto">Dos &amp; tres</desc>' in done
    assert "graphviz version" not in done
    assert done.count("<!--") == 1
    assert is_drawn_from(done, "digraph {}")
    assert not is_drawn_from(done, "digraph { a }")
    assert not is_drawn_from("", "digraph {}")
