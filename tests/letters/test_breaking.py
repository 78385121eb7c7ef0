import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from random import Random
from struct import iter_unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.blocks import Run
from letters.press import Press
from letters.press.boxes import read
from letters.press.breaking import Breaker, Line
from letters.press.shaping import UNITS, Shaper, Style, Unproven, typeface
from letters.press.tokens import boxes_of, tokens_of
from tests.letters.letter_texts import chance_of

Counts = Callable[[int, int], int]
SIZE = 16.0
WORDS = (
    "Su solicitud está detenida porque falta su firma en la oficina de Písac Venga hasta el viernes"
    " con este papel y DNI (uno) a Subgerencia Habilitaciones Urbanas, Av. Tomás: Vía 140-000-4276"
    " 084 ¿Quién? ff fft AVATo Ñandú, s/n"
)
KERNING = re.compile(r"\)-?\d+\(")
ESCAPED = re.compile(r"\\([0-7]{3})")


@pytest.fixture(scope="module")
def breaker() -> Breaker:
    usual, bold = (Style(SIZE, is_bold=weight, language="es-pe") for weight in (False, True))
    return Breaker(Shaper(usual), Shaper(bold))


def said(line: Line) -> str:
    """Read a line back from its glyphs."""
    return "".join(
        typeface(segment.is_bold).glyphs[glyph]
        for segment in line
        for (glyph,) in iter_unpack(">H", octets_of(segment.shown))
    )


def octets_of(shown: str) -> bytes:
    """Read the glyphs of a string, without what they are moved."""
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 8)), KERNING.sub("", shown))
    return plain.encode("latin-1")


def paragraph(chance: Random) -> tuple[Run, ...]:
    """Write words in runs, each joined to the next by a space of one of them, or by a full stop."""
    texts: list[str] = []
    kinds: list[tuple[bool, bool]] = []
    for _ in range(chance.randint(1, 5)):
        kind = chance.choice([(False, False), (True, False), (False, True), (True, True)])
        most = 4 if kind[1] else 14
        texts.append(" ".join(chance.choice(WORDS.split()) for _ in range(chance.randint(1, most))))
        kinds.append(kind)
    for place, ((_, left), (_, right)) in enumerate(pairwise(kinds)):
        if not right and (left or chance.random() < 0.5):
            texts[place + 1] = f"{chance.choice(['', '.', ','])} {texts[place + 1]}"
        elif not left:
            texts[place] += " "
        else:
            texts[place + 1] = f".{texts[place + 1]}"
    return tuple(
        Run(text, is_bold=kind[0], is_unbroken=kind[1])
        for text, kind in zip(texts, kinds, strict=True)
    )


def marked_up(runs: Sequence[Run]) -> str:
    written = []
    for run in runs:
        name = "strong" if run.is_bold else "span"
        kind = ' class="unbroken"' if run.is_unbroken else ""
        is_plain = not (run.is_bold or run.is_unbroken)
        text = escape(run.text)
        written.append(text if is_plain else f"<{name}{kind}>{text}</{name}>")
    return "".join(written)


def test_lines_break_where_weasyprint_breaks_them_or_are_not_proven(
    counts: Counts, breaker: Breaker
) -> None:
    chance, press = chance_of(6), Press()
    proven = total = 0
    for _ in range(counts(25, 1000)):
        each = {f"p{place}": paragraph(chance) for place in range(6)}
        body = "".join(
            f'<p id="{name}">{marked_up(boxes_of(runs))}</p>' for name, runs in each.items()
        )
        page, *more = read(press.set(f"<html lang=es-PE><title>a</title><body><main>{body}</main>"))
        for name, runs in each.items() if not more else ():
            total += 1
            try:
                lines = breaker.lines(runs, page.spots[name].width)
            except Unproven:
                continue
            proven += 1
            assert [said(line) for line in lines] == [
                text.replace("\xa0", " ") for text in page.texts[name]
            ]
    assert proven > 0.85 * total


def test_a_line_that_just_fits_or_just_does_not_is_not_proven(breaker: Breaker) -> None:
    words = (Run("Su solicitud está detenida"),)
    (line,) = breaker.lines(words, 1000)
    wide = line[0].width / UNITS
    assert len(breaker.lines(words, wide + 0.1)) == 1
    assert len(breaker.lines(words, wide - 0.1)) == 2
    for limit in (wide, wide + 0.01, wide - 0.01):
        with pytest.raises(Unproven):
            breaker.lines(words, limit)


@pytest.mark.parametrize("text", ["", " ", " a", "a ", "a  b", "ab\u0301", "a\nb", "\u05d0", "😀"])
def test_a_text_that_is_not_tidy_or_not_ours_is_not_proven(breaker: Breaker, text: str) -> None:
    with pytest.raises(Unproven):
        breaker.lines((Run(text),), 500)


@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=40), st.integers(90, 900))
def test_no_word_is_lost_and_no_line_is_too_wide(words: list[str], width: int) -> None:
    usual, bold = (Style(SIZE, is_bold=weight, language="es-pe") for weight in (False, True))
    try:
        lines = Breaker(Shaper(usual), Shaper(bold)).lines((Run(" ".join(words)),), width)
    except Unproven:
        return
    assert " ".join(said(line) for line in lines).split() == words
    assert all(sum(segment.width for segment in line) <= width * UNITS for line in lines)


def test_plain_runs_that_touch_are_shaped_in_one_go() -> None:
    assert boxes_of((Run("a "), Run("b"), Run("c", is_bold=True))) == (
        Run("a b"),
        Run("c", is_bold=True),
    )


def test_a_full_stop_after_figures_stays_with_them() -> None:
    boxes = boxes_of((Run("de "), Run("084 203", is_unbroken=True), Run(". Venga")))
    assert ["".join(piece.text for piece in token) for token in tokens_of(boxes)] == [
        "de",
        "084\xa0203.",
        "Venga",
    ]
