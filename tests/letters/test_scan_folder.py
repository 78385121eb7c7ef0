"""A folder of scans: nothing is lost, nothing is filed twice, and a bad file stops no other."""

import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.model.letter_id import LetterId, SheetCode
from core.refusals import LetterUnknown
from letters.blocks import SlipKind
from letters.code import matrix
from letters.scan import pages
from letters.scan.folder import Found, scan
from letters.scan.ledger import Ledger
from letters.scan.pages import Grey, files_of
from letters.scan.picture_size import JPEG, PNG, dots_of
from letters.scan.seen import PageLeft, SheetSeen, Why
from letters.slip import LAYOUTS
from tests.letters.scanned import drawn

FILED = "filed"
# A few bytes that unpack to four thousand million dots.
BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\0\0\0\0"


def slip(number: int = 0) -> Grey:
    """Print a slip; its number is that of its letter's sheets, less one."""
    letter = LetterId.draw(lambda letters: letters[7])
    code = SheetCode(letter=letter, sheet=1, sheets=number + 1)
    return drawn(LAYOUTS[SlipKind.REPLY], code, is_torn=True)[0]


def picture(grey: Grey, kind: str = ".png") -> bytes:
    return cv2.imencode(kind, grey)[1].tobytes()


def in_one_file(*greys: Grey) -> bytes:
    file = BytesIO()
    first, *others = (Image.fromarray(grey) for grey in greys)
    first.save(file, "PDF", resolution=300, save_all=True, append_images=others)
    return file.getvalue()


def foreign(text: str) -> Grey:
    rows = np.array([[255 * (module == "0") for module in row] for row in matrix(text)], np.uint8)
    paper = np.full((500, 500), 255, np.uint8)
    drawn_code = np.kron(rows, np.ones((12, 12), np.uint8))
    paper[90 : 90 + len(drawn_code), 90 : 90 + len(drawn_code)] = drawn_code
    return paper


def scanned(folder: Path, ledger: Ledger) -> list[Found]:
    return [found for step in scan(folder, ledger, lambda _: FILED) for found in step.page]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "scans" / "slips.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_pictures_and_files_of_many_pages_are_read_in_order(folder: Path, ledger: Ledger) -> None:
    (folder / "b.pdf").write_bytes(in_one_file(slip(), np.full_like(slip(), 250), slip(1)))
    (folder / "a.PNG").write_bytes(picture(slip(2)))
    (folder / "c").mkdir()
    (folder / "c" / "d.jpeg").write_bytes(picture(slip(3), ".jpg"))
    (folder / "notes.txt").write_text("no page")
    found = [(one.seen.file, one.seen.page, one.became) for one in scanned(folder, ledger)]
    assert found == [
        ("a.PNG", 1, FILED),
        ("b.pdf", 1, FILED),
        ("b.pdf", 2, Why.BLANK),
        ("b.pdf", 3, FILED),
        ("c/d.jpeg", 1, FILED),
    ]


def test_a_folder_scanned_again_files_nothing_twice_and_says_so(
    folder: Path, ledger: Ledger
) -> None:
    (folder / "a.png").write_bytes(picture(slip()))
    scanned(folder, ledger)
    (folder / "b.png").write_bytes(picture(slip(1)))
    (folder / "the same.png").write_bytes(picture(slip()))
    again = Ledger.open(ledger.path)
    assert [one.became for one in scanned(folder, again)] == [Why.AGAIN, FILED, Why.AGAIN]


def test_a_scan_that_was_cut_off_goes_on_where_it_was(folder: Path, ledger: Ledger) -> None:
    for number in range(3):
        (folder / f"{number}.png").write_bytes(picture(slip(number)))
    filed: Counter[int] = Counter()

    def file(sheet: SheetSeen) -> str:
        filed[sheet.code.sheets] += 1
        return FILED

    begun = scan(folder, ledger, file)
    next(begun)
    next(begun)
    del begun
    with ledger.path.open("a") as cut_off:
        cut_off.write('{"sha256": "12')
    for _ in scan(folder, Ledger.open(ledger.path), file):
        pass
    assert filed == {1: 1, 2: 1, 3: 1}


def test_what_is_refused_is_told_again_by_the_next_scan(folder: Path, ledger: Ledger) -> None:
    (folder / "a.png").write_bytes(picture(slip()))

    def refuse(_: SheetSeen) -> str:
        raise LetterUnknown

    for _ in range(2):
        (found,) = (one for step in scan(folder, ledger, refuse) for one in step.page)
        assert (found.became, found.is_left) == ("letter_unknown", True)
    assert [one.became for one in scanned(folder, ledger)] == [FILED]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.png", b"", Why.BROKEN),
        ("a.jpg", picture(np.full((99, 99), 9, np.uint8), ".jpg")[:40], Why.BROKEN),
        ("a.pdf", b"%PDF-1.7 and no more", Why.BROKEN),
        ("a.png", b"GIF89a", Why.BROKEN),
        ("a.png", BOMB, Why.TOO_LARGE),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x01", Why.BROKEN),
        ("a.png", picture(np.full((300, 300), 255, np.uint8)), Why.BLANK),
        ("a.png", picture(foreign("https://example.org/factura/1")), Why.FOREIGN),
        ("a.png", picture(foreign("WIFI:S:OFICINA")), Why.FOREIGN),
        ("a.png", picture(foreign("CV2/0000000000/1/1")), Why.FOREIGN),
        ("a.png", picture(foreign("0000000000")), Why.FOREIGN),
        ("a.png", picture(foreign("CV1/0000000001/1/1")), Why.MISREAD),
    ],
)
def test_what_is_no_sheet_of_ours_is_left_for_a_person_and_stops_no_other(
    folder: Path, ledger: Ledger, name: str, content: bytes, why: Why
) -> None:
    (folder / name).write_bytes(content)
    (folder / "z.png").write_bytes(picture(slip()))
    first, last = scanned(folder, ledger)
    assert isinstance(first.seen, PageLeft)
    assert (first.became, first.is_left) == (why, why is not Why.BLANK)
    assert last.became == FILED


def test_a_page_too_large_for_the_machine_is_left(
    folder: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.png").write_bytes(picture(slip()))
    monkeypatch.setattr(pages, "MOST_DOTS", 100_000)
    assert [one.became for one in scanned(folder, ledger)] == [Why.TOO_LARGE]
    monkeypatch.setattr(pages, "MOST_BYTES", 100)
    assert [one.became for one in scanned(folder, ledger)] == [Why.TOO_LARGE]


def test_an_empty_folder_is_nothing_to_do(folder: Path, ledger: Ledger) -> None:
    assert scanned(folder, ledger) == []
    assert not ledger.path.exists()


def test_the_ledger_holds_nothing_that_anybody_wrote(folder: Path, ledger: Ledger) -> None:
    (folder / "a.png").write_bytes(picture(slip()))
    scanned(folder, ledger)
    (line,) = ledger.path.read_text().splitlines()
    assert set(json.loads(line)) == {"sha256", "file", "page", "letters", "left"}


def test_files_come_in_the_order_of_their_names(folder: Path) -> None:
    for name in ("b.png", "a.jpg", "c.tiff"):
        (folder / name).touch()
    assert [path.name for path in files_of(folder)] == ["a.jpg", "b.png"]


@given(st.binary(max_size=60))
def test_no_beginning_of_a_file_confuses_who_asks_for_its_size(content: bytes) -> None:
    for start in (b"", PNG, JPEG, JPEG + b"\xff\xe0\x00\x04ab"):
        dots = dots_of(start + content)
        assert dots is None or dots >= 0


@pytest.mark.parametrize("kind", [".png", ".jpg"])
def test_the_size_of_a_picture_is_that_which_it_unpacks_to(kind: str) -> None:
    assert dots_of(picture(np.zeros((31, 47), np.uint8), kind)) == 31 * 47
