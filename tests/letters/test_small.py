"""Small papers: every word on one sheet of the size asked for, black, in our own letters."""

import re
from dataclasses import replace

import pytest

from core.refusals import LetterUnprintable
from letters.press.poster_press import PosterPress
from letters.small import Paper, Row, SmallText, html_of_small
from tests.letters.paper import fonts, info
from tests.letters.paper import text as text_of

RECEIPT = SmallText(
    language="es",
    title="Cargo de recepción",
    sender="Municipalidad Distrital de Kosñipata",
    rows=(
        Row("Número de expediente", "140-000-4276", is_large=True),
        Row("Clave", "481 207", is_large=True),
        Row("Trámite", "Constancia de posesión para fines de servicios básicos"),
        Row("Lo presentó", "Ñusta Huamán Ccahuana"),
    ),
    told=("Su expediente espera una respuesta hasta el viernes 8 de enero de 2027.",),
    asked=("Su cita: viernes 14 de marzo, Pilcopata, de 9 a 10.", "Traiga su DNI."),
    small="Guarde este papel.",
)
FACES = {"Source-Sans-3", "Source-Sans-3-Bold"}
BOXES = {Paper.A6: (297.64, 419.53), Paper.A4: (595.28, 841.89)}


@pytest.mark.parametrize("paper", Paper)
def test_every_word_stands_on_one_sheet_of_that_size(paper: Paper) -> None:
    made = PosterPress().print(html_of_small(RECEIPT, paper))
    assert made.pages == 1
    size = [float(side) for side in re.findall(r"[\d.]+", info(made.pdf)["Page size"])[:2]]
    assert size == pytest.approx(BOXES[paper], abs=0.5)
    said = text_of(made.pdf)
    for row in RECEIPT.rows:
        assert row.label in said
        assert row.value in said
    for words in (RECEIPT.title, RECEIPT.sender, *RECEIPT.told, *RECEIPT.asked, RECEIPT.small):
        assert words in said


def test_it_is_black_carries_its_own_letters_and_asks_for_nothing_outside() -> None:
    html = html_of_small(RECEIPT, Paper.A6)
    assert set(re.findall(r"#[0-9a-f]{3,6}", html)) == {"#000"}
    assert re.findall(r"url\(\"(\w+):", html) == ["letters", "letters"]
    found = fonts(PosterPress().print(html).pdf)
    assert {name for name, _ in found} == FACES
    assert {is_embedded for _, is_embedded in found} == {"yes"}


def test_what_is_not_said_leaves_no_hole_and_no_words_become_marks() -> None:
    bare = replace(RECEIPT, told=(), asked=(), small="", title="<b>uno</b>")
    html = html_of_small(bare, Paper.A4)
    assert "<section" not in html
    assert re.search(r"<p[^>]*>\s*</p>", html) is None
    assert "<b>" not in html


def test_a_letter_that_our_fonts_lack_is_refused() -> None:
    with pytest.raises(LetterUnprintable):
        PosterPress().print(html_of_small(replace(RECEIPT, small="漢"), Paper.A6))
