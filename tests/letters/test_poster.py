"""Posters: every fact on paper, dates and places large, and no letter that our fonts lack."""

import re
from dataclasses import replace

import pytest

from core.refusals import LetterUnprintable
from letters.poster import PosterStop, PosterText, html_of_poster
from letters.press.poster_press import PosterPress
from tests.letter_pictures import picture
from tests.letters.paper import info
from tests.letters.paper import text as text_of
from tests.poster_pictures import OTHERS, poster
from tests.poster_pictures import STOP as SHOWN
from tests.sources import HOUSE

STOP = PosterStop(
    day="Sábado 14 de noviembre de 2026",
    place="Local comunal de Pilcopata",
    district="Kosñipata, Paucartambo",
    was="Ya no el jueves 12 de noviembre de 2026.",
    hours="De 08:00 a 16:00 horas",
    services=("DNI y actas de nacimiento", "Consulta de su expediente"),
    languages="Se atiende en quechua y castellano.",
)
POSTER = PosterText(
    language="es",
    title="Llega la unidad itinerante",
    sender="Municipalidad Distrital de Kosñipata",
    stops=(STOP,),
    services_label="Ahí puede hacer",
    bring="Lleve su DNI y sus papeles.",
    ask="Para preguntar, llame al 084 223344.",
    small="Este aviso solo informa.",
)
OTHER = replace(STOP, day="Lunes 16 de noviembre de 2026", place="Coliseo de Salvación", was="")
FACTS = (STOP.day, STOP.was, STOP.place, STOP.district, STOP.hours)
BELOW = (*STOP.services, STOP.languages, POSTER.bring, POSTER.ask)


def printed(text: PosterText) -> tuple[str, bytes, int]:
    made = PosterPress().print(html_of_poster(text))
    return text_of(made.pdf), made.pdf, made.pages


def test_a_stop_is_one_sheet_with_all_that_one_must_know() -> None:
    said, pdf, pages = printed(POSTER)
    assert pages == 1
    for fact in (*FACTS, *BELOW, POSTER.sender):
        assert fact in said, fact
    assert "(A4)" in info(pdf)["Page size"]


def test_a_trip_is_a_larger_sheet_with_every_stop() -> None:
    said, pdf, pages = printed(replace(POSTER, stops=(STOP, OTHER)))
    assert pages == 1
    for fact in (STOP.day, OTHER.day, STOP.place, OTHER.place, STOP.was, POSTER.ask):
        assert fact in said, fact
    assert "(A3)" in info(pdf)["Page size"]


def test_what_is_not_said_leaves_no_hole() -> None:
    bare = PosterStop(day=STOP.day, place=STOP.place, district=STOP.district)
    html = html_of_poster(replace(POSTER, stops=(bare,), ask=""))
    assert "<ul>" not in html
    assert 'class="was"' not in html
    assert re.search(r"<p[^>]*>\s*</p>", html) is None


def test_nothing_but_the_sender_is_smaller_than_twenty_four_points() -> None:
    html = html_of_poster(POSTER)
    sizes = {
        rule: float(size)
        for rule, size in re.findall(r"([.\w ]+) \{[^}]*?font(?:-size)?: (\d+)pt", html)
    }
    assert sizes.pop(".small") == 14
    assert len(sizes) >= 6
    assert min(sizes.values()) >= 24


def test_words_are_words_and_letters_that_nobody_can_print_are_refused() -> None:
    assert "<b>" not in html_of_poster(replace(POSTER, sender="<b>Muni</b>"))
    with pytest.raises(LetterUnprintable):
        PosterPress().print(html_of_poster(replace(POSTER, sender="村")))


@pytest.mark.parametrize(("name", "stops"), [("stop", (SHOWN,)), ("trip", (SHOWN, *OTHERS))])
def test_the_picture_in_the_docs_shows_the_poster_of_today(
    name: str, stops: tuple[PosterStop, ...]
) -> None:
    kept = (HOUSE / "docs" / "letters" / f"poster-{name}.png").read_bytes()
    assert picture(PosterPress().print(html_of_poster(poster(*stops))).pdf) == kept
