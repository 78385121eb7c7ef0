"""A long text comes as several that say which they are, each readable alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.sms.breaks import Break, between
from channels.sms.splitting import pieces, split
from core.model.economy import fewest_parts
from core.model.gsm7 import parts

NUMBERED = re.compile(r"([0-9]+)/([0-9]+) (.*)", re.DOTALL)
WORDS = st.one_of(
    st.text("abcdeñéá., ’{€…", min_size=1, max_size=25),
    st.sampled_from(
        [
            "Exp",
            "140-000-4276:",
            "S/",
            "10.30",
            "viernes",
            "8",
            "de",
            "enero",
            "María",
            "Quispe",
            "😀",
        ]
    ),
    st.text(min_size=1, max_size=12),
)
TEXTS = st.lists(WORDS, max_size=90).map(" ".join)
LONG = "Exp 140-000-4276: está en trámite en la Mesa de Partes de Pisac. " * 9


def bodies(messages: tuple[str, ...]) -> list[str]:
    """Take the numbers off, and see that they are right."""
    if len(messages) == 1:
        return list(messages)
    found = [NUMBERED.fullmatch(message) for message in messages]
    assert all(found)
    numbers = [(int(each[1]), int(each[2])) for each in found if each]
    assert numbers == [(place, len(messages)) for place in range(1, len(messages) + 1)]
    return [each[3] for each in found if each]


def test_a_text_of_one_part_is_not_numbered() -> None:
    assert split("Está en trámite.") == ("Está en trámite.",)
    assert split("a" * 160) == ("a" * 160,)


def test_a_long_text_is_numbered_and_each_message_is_one_part() -> None:
    messages = split(LONG)
    assert [message[:4] for message in messages] == ["1/5 ", "2/5 ", "3/5 ", "4/5 ", "5/5 "]
    assert all(parts(message) == 1 for message in messages)
    assert all(body.startswith("Exp 140-") and body.endswith("Pisac.") for body in bodies(messages))


def test_more_than_nine_messages_are_numbered_in_the_room_that_takes() -> None:
    messages = split("palabra " * 300)
    assert messages[0].startswith("1/16 ")
    assert messages[-1].startswith("16/16 ")
    assert all(parts(message) == 1 for message in messages)
    assert " ".join(bodies(messages)) == " ".join(["palabra"] * 300)


@pytest.mark.parametrize(
    "whole",
    [
        "140 000 4276",
        "S/ 1 250.50",
        "viernes 8 de enero de 2027",
        "vie 8 ene",
        "30 días hábiles",
        "María Quispe Mamani",
        "Mesa de Partes",
        "Municipalidad Provincial de San Román",
        "N.º 15",
        "DNI 41234567",
    ],
)
@pytest.mark.parametrize("before", range(120, 160, 3))
def test_a_number_a_date_a_sum_and_a_name_are_never_torn(whole: str, before: int) -> None:
    text = f"{('palabra ' * 30)[:before].rstrip()}o {whole} y {'otra cosa ' * 15}"
    cut = pieces(text, "1/9 ")
    assert len(cut) > 1
    assert sum(whole in piece for piece in cut) == 1


def test_a_sentence_is_kept_whole_where_that_costs_no_message() -> None:
    text = "Lleve su cargo. " * 12 + "No tiene que hacer nada más."
    assert all(body.endswith(".") for body in bodies(split(text)))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("trámite.", "Vaya", Break.SENTENCE),
        ("«listo».", "Vaya", Break.SENTENCE),
        ("papeles,", "firmas", Break.CLAUSE),
        ("sus", "papeles", Break.WORDS),
        ("Sr.", "Quispe", Break.TOGETHER),
        ("Av.", "Cultura", Break.TOGETHER),
        ("8", "de", Break.TOGETHER),
        ("de", "enero", Break.TOGETHER),
        ("S/", "10.30", Break.TOGETHER),
        ("Mesa", "de", Break.TOGETHER),
        ("de", "Partes", Break.TOGETHER),
        ("hasta", "8", Break.TOGETHER),
        ("4276.", "Vaya", Break.SENTENCE),
    ],
)
def test_some_places_are_worse_to_cut_than_others(before: str, after: str, kind: Break) -> None:
    assert between(before, after) is kind


def test_a_word_that_no_message_holds_is_cut_rather_than_never_sent() -> None:
    messages = split("x" * 400 + " fin")
    assert "".join(bodies(messages)).replace(" ", "") == "x" * 400 + "fin"
    assert all(parts(message) == 1 for message in messages)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_cutting_and_joining_loses_nothing(text: str) -> None:
    cut = pieces(text, "1/9 ")
    assert "".join("".join(cut).split()) == "".join(text.split())
    words = text.split()
    if all(fewest_parts(f"1/9 {word}") == 1 for word in words):
        assert " ".join(cut).split() == words


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_message_is_one_part_and_says_its_place(text: str) -> None:
    messages = split(text)
    assert all(parts(message) == 1 for message in messages)
    assert len(bodies(messages)) == len(messages)
    assert (len(messages) == 1) == (fewest_parts(text) == 1)
