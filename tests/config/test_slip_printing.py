"""The press of the counter: a program apart, which is believed only if it gives a PDF."""

import sys
from io import BytesIO

import pytest

from config import slip_press
from config.slip_printing import PRESS, print_slip
from core.refusals import LetterUnprintable
from letters.small import Paper, Row, SmallText, html_of_small

PAPER = SmallText(language="es", title="Cargo", sender="Muni", rows=(Row("Clave", "481 207"),))


def pressed(html: str) -> tuple[int, bytes, bytes]:
    printed, problem = BytesIO(), BytesIO()
    code = slip_press.main(BytesIO(html.encode()), printed, problem)
    return code, printed.getvalue(), problem.getvalue()


def test_the_program_gives_a_pdf_or_the_name_of_what_is_wrong() -> None:
    code, pdf, _ = pressed(html_of_small(PAPER, Paper.A6))
    assert (code, pdf[:5]) == (0, b"%PDF-")
    code, pdf, problem = pressed("<p>漢</p>")
    assert (code, pdf, problem) == (slip_press.UNPRINTABLE, b"", b"unprintable_letter")


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("import sys; sys.stderr.write('unprintable_letter'); sys.exit(3)", "unprintable_letter"),
        ("import sys; sys.stderr.write('Traceback: a name'); sys.exit(1)", "press_failed"),
        ("print('no paper at all')", "press_failed"),
    ],
)
def test_a_press_that_fails_prints_nothing(program: str, problem: str) -> None:
    with pytest.raises(LetterUnprintable) as refusal:
        print_slip(PAPER, Paper.A4, (sys.executable, "-c", program))
    assert refusal.value.facts == {"problem": problem}
    with pytest.raises(LetterUnprintable):
        print_slip(PAPER, Paper.A4, ("/no/such/press",))


def test_the_paper_goes_to_the_press_as_it_is_set() -> None:
    program = "import sys; sys.stdout.write('%PDF-' + sys.stdin.read())"
    sent = print_slip(PAPER, Paper.A6, (sys.executable, "-c", program))
    assert sent.decode() == "%PDF-" + html_of_small(PAPER, Paper.A6)
    assert PRESS[1:] == ("-m", slip_press.__name__)
