import re
from html import unescape
from importlib.resources import files

import pytest

from letters.blocks import Block
from letters.typeset import html_of
from tests.fakes import PlainWording
from tests.letters.status_letters import COVER, FRAME, BriefWording, composed, html, html_saying

HOSTILE = [
    '<img src="file:///etc/passwd">',
    "<script>alert(1)</script>",
    '"><style>@import "http://example.org"</style>',
    "{{ letter }} {% include 'pieces.html.jinja' %}",
    "&lt;b&gt; &amp; </p></main>",
]


def told(letter: str) -> str:
    whole = re.sub(r"</?span[^>]*>", "", letter)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", whole)).split())


def test_every_piece_of_a_letter_is_set_in_the_order_of_reading() -> None:
    letter = composed(BriefWording())
    page = told(html_of(letter))
    body = page[page.index(f"{letter.title} Señora") :]
    texts = [piece.text for piece in letter.blocks() if isinstance(piece, Block)]
    places = [body.index(" ".join(text.split())) for text in texts]
    assert len(places) > 8
    assert places == sorted(places)
    assert body.endswith(FRAME["informative"])


def test_the_templates_themselves_speak_of_no_notification() -> None:
    templates = files("letters").joinpath("templates")
    said = "".join(path.read_text("utf-8") for path in templates.iterdir()) + html()
    assert "notific" not in said.lower()


def test_the_letter_shows_all_of_its_cover() -> None:
    letter = told(html())
    for fact in (COVER.sender, COVER.sender_place, COVER.reference, *COVER.address):
        assert fact in letter


def test_each_part_declares_its_own_language() -> None:
    both = html_of(composed(PlainWording("es", "quz"), language="quz"))
    assert '<html lang="es-PE">' in both
    assert both.count('lang="quz-PE"') > 3
    assert 'lang="quz-PE"' not in html()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_told_and_never_obeyed(text: str) -> None:
    letter = html(sender=text, sender_place=text, recipient=text, address=(text,), reference=text)
    assert set(re.findall(r"</?[a-z0-9]+", letter)) == set(re.findall(r"</?[a-z0-9]+", html()))
    assert told(letter).count(told(text.replace("&", "&amp;").replace("<", "&lt;"))) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_wording_is_told_and_never_obeyed(text: str) -> None:
    tags = r"<(?!/?span)/?[a-z0-9]+"
    assert set(re.findall(tags, html_saying(text))) == set(re.findall(tags, html_saying("a")))


@pytest.mark.parametrize("figures", ["140-000-4276", "084 203 040", "1-2"])
def test_grouped_figures_are_kept_on_one_line(figures: str) -> None:
    assert f'Su <span class="unbroken">{figures}</span>, 7.</p>' in html_saying(f"Su {figures}, 7.")


def test_the_same_letter_is_set_alike_twice() -> None:
    assert html() == html()
    assert html() != html(reference="C-2026-000418")
