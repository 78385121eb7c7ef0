import os
import struct
import subprocess
import sys
import zlib
from base64 import b64encode
from hashlib import sha256, shake_256
from pathlib import Path

import pytest

from core.refusals import LetterUnprintable
from letters.press import MOST_BYTES, Press
from tests.letters.paper import fonts, info, metadata, text, words
from tests.letters.status_letters import COVER, NUMBER, html, html_saying
from tests.sources import HOUSE

OUTSIDE = [
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/a.png">',
    '<img src="letters:OFL.txt">',
    '<img src="letters:../press.py">',
    '<img src="data:image/png;base64,broken">',
    '<p style="background: url(file:///etc/passwd)">a</p>',
    '<style>@import url("file:///etc/passwd")</style>',
    '<style>@font-face{font-family:a;src:url("file:///etc/passwd")}</style>',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">a</a>',
    '<object data="file:///etc/passwd"></object>',
]
PRINT_IT = """
import hashlib, sys
from letters.press import Press
print(hashlib.sha256(Press().print(sys.stdin.read()).pdf).hexdigest())
"""


def noise(size: int) -> bytes:
    """Draw a square picture that no compression makes small."""
    dots = shake_256(b"noise").digest(3 * size * size)
    rows = b"".join(b"\0" + dots[3 * size * y : 3 * size * (y + 1)] for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def problem(press: Press, letter: str) -> object:
    with pytest.raises(LetterUnprintable) as refused:
        press.print(letter)
    return refused.value.facts["problem"]


def test_a_status_letter_is_one_page_that_says_what_was_set(press: Press) -> None:
    printed = press.print(html())
    said = text(printed.pdf)
    assert printed.pages == 1
    assert printed.pdf.startswith(b"%PDF-1.7")
    for fact in (COVER.sender, COVER.reference, "rights.observed()", "aviso informativo", "1/1"):
        assert fact in said


def test_the_file_is_light(press: Press) -> None:
    assert len(press.print(html()).pdf) < MOST_BYTES / 4


def test_the_file_is_declared_and_tagged_for_screen_readers(press: Press) -> None:
    pdf = press.print(html()).pdf
    told = info(pdf)
    assert told["Tagged"] == "yes"
    assert told["Title"] == f"Cómo va su expediente {NUMBER}"
    assert told["Author"] == COVER.sender
    assert told["Page size"].endswith("(A4)")
    assert 'pdfuaid:part="1"' in metadata(pdf)


def test_only_our_typeface_is_used_and_all_of_it_is_embedded(press: Press) -> None:
    assert fonts(press.print(html()).pdf) == {
        ("Source-Sans-3", "yes"),
        ("Source-Sans-3-Bold", "yes"),
    }


def test_the_same_letter_gives_the_same_bytes(press: Press) -> None:
    first = press.print(html()).pdf
    assert press.print(html()).pdf == first
    assert Press().print(html()).pdf == first
    assert press.print(html(reference="other")).pdf != first


def test_the_same_letter_gives_the_same_bytes_in_another_process(press: Press) -> None:
    other = subprocess.run(
        [sys.executable, "-c", PRINT_IT],
        input=html(),
        text=True,
        capture_output=True,
        check=True,
        cwd=HOUSE,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert other.stdout.strip() == sha256(press.print(html()).pdf).hexdigest()


def test_the_file_bears_no_date(press: Press) -> None:
    told = info(press.print(html()).pdf)
    assert "CreationDate" not in told
    assert "ModDate" not in told


@pytest.mark.parametrize("outside", OUTSIDE)
def test_a_letter_that_asks_for_anything_from_outside_is_refused(
    press: Press, outside: str
) -> None:
    assert problem(press, f"<html lang=es><title>a</title><body>{outside}") == "outside_resource"


def test_a_drawing_reads_no_file_of_the_machine(press: Press, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">secreto</text></svg>')
    drawing = f'<svg width="99" height="99"><image href="{picture.as_uri()}"/></svg>'
    printed = press.print(f"<html lang=es><title>a</title><body>{drawing}<p>a")
    assert "secreto" not in text(printed.pdf)


def test_a_character_of_another_font_is_refused_even_past_the_typesetter(press: Press) -> None:
    assert problem(press, "<html lang=es><title>a</title><p>😀") == "unprintable_letter"


def test_a_letter_of_more_sheets_than_an_envelope_carries_is_refused(press: Press) -> None:
    assert problem(press, html_saying("Muchas palabras. " * 250)) == "too_many_pages"


def test_a_letter_too_heavy_to_carry_is_refused(press: Press) -> None:
    picture = b64encode(noise(300)).decode()
    page = f'<html lang=es><title>a</title><img alt="a" src="data:image/png;base64,{picture}">'
    assert problem(press, page) == "too_heavy"


def test_a_long_letter_counts_its_pages_and_names_itself_on_each(press: Press) -> None:
    printed = press.print(html_saying("Su expediente sigue en trámite. " * 25))
    said = text(printed.pdf)
    assert printed.pages == 3
    for page in ("1/3", "2/3", "3/3"):
        assert page in said


@pytest.mark.parametrize("times", range(2, 24, 3))
def test_the_last_page_never_bears_the_informative_line_alone(press: Press, times: int) -> None:
    printed = press.print(html_saying("Su expediente sigue en trámite. " * times))
    last = [word.text for word in words(printed.pdf) if word.page == printed.pages]
    assert "Atentamente," in last
    assert "informativo." in last


def test_hostile_names_are_printed_as_they_are_written(press: Press) -> None:
    name = '<img src="file:///etc/passwd">'
    printed = press.print(html(recipient=name, address=(name, "PISAC", "CALCA - CUSCO")))
    said = text(printed.pdf)
    assert said.count(name) == 2
    assert "root:" not in said
