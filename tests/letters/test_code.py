"""The code on a sheet: written by one library, read by another from paper of 150 dots an inch."""

from io import BytesIO

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.code import MOST_LETTERS, Code, code_of, draw, matrix
from letters.envelope import Rectangle
from letters.slip import LAYOUTS

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/"
SAID = st.text(LETTERS, min_size=14, max_size=MOST_LETTERS)
PLACE = Rectangle(191.0, 110.0, 205.0, 124.0)


def on_paper(code: Code, place: Rectangle, dpi: int) -> np.ndarray:
    """Draw a code on an empty A4 page and print it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(210 / 25.4 * 72, 297 / 25.4 * 72))
        page.contents_add(draw(code, place, 297.0))
        file = BytesIO()
        pdf.save(file)
    bitmap = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=dpi / 72, grayscale=True)
    return np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, bitmap.width)


@settings(max_examples=20, deadline=None)
@given(SAID)
def test_another_library_reads_the_code_from_a_poor_print(text: str) -> None:
    paper = on_paper(code_of(text), PLACE, 150)
    (seen,) = zxingcpp.read_barcodes(cv2.GaussianBlur(paper, (0, 0), 1.0))
    assert seen.text == text


def test_the_code_stands_where_it_must_to_a_tenth_of_a_millimetre() -> None:
    paper = on_paper(code_of("CV1/7K3M9QX2A6/1/2/20261121A"), PLACE, 600)
    y, x = np.nonzero(paper < 128)
    edges = [edge / 600 * 25.4 for edge in (x.min(), y.min(), x.max() + 1, y.max() + 1)]
    assert edges == pytest.approx([PLACE.left, PLACE.top, PLACE.right, PLACE.bottom], abs=0.1)


@given(SAID)
def test_every_code_has_the_same_size_so_that_no_module_is_too_fine(text: str) -> None:
    modules = matrix(text)
    assert len(modules) <= 25
    assert {len(row) for row in modules} == {len(modules)}
    assert set("".join(modules)) == {"0", "1"}


def test_a_text_that_would_make_the_code_too_fine_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="too fine"):
        matrix("A" * (MOST_LETTERS + 1))


def test_what_is_drawn_is_marked_as_nothing_to_be_read_aloud() -> None:
    drawn = draw(code_of("CV1/7K3M9QX2A6/1/1"), PLACE, 297.0)
    assert drawn.startswith(b"/Artifact BMC q ")
    assert drawn.endswith(b" Q EMC")


def test_codes_of_slips_are_no_smaller_than_what_is_read_surely() -> None:
    sides = {place.width for layout in LAYOUTS.values() for place in layout.codes}
    assert min(sides) >= PLACE.width
