"""Codes of letters at the desk: each does its own, and none is done twice."""

import hashlib
import re

import pytest
from flask import Flask

from config.house import House
from core.model.letter import Letter, LetterState, LetterStep
from core.model.letter_id import LetterId, SheetCode
from tests.clerks import Clerk, a_clerk, words
from tests.core.mail import CLERK, STRANGER, a_letter, stands
from tests.core.stories import PISAC
from tests.sources import HOUSE

ROOM = "/ventanilla/cartas/escanear"
KEY = "1" * 32
STATIC = HOUSE / "channels" / "desk" / "static"
BY_SCRIPT = {"X-Scanned-By-Script": "1"}
UNDONE = ("No se entiende", "Ajeno", "No se entiende", "Ajeno", "De otra", "No va", "Ajeno")
LINE = re.compile(r"<li>.*?</li>", re.DOTALL)


@pytest.fixture
def printed(house: House) -> tuple[Letter, ...]:
    """Put three letters on paper."""
    letters = [a_letter(house, wish=f"scan:{each}") for each in range(3)]
    on_paper(house)
    return tuple(stands(house, letter) for letter in letters)


def on_paper(house: House) -> None:
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="0" * 64)
    house.post.runs.printed(run.id, CLERK)


def code_of(letter: Letter, sheet: int = 1) -> str:
    return str(SheetCode(letter=letter.id, sheet=sheet, sheets=2, run=letter.run))


def lines_of(page: str) -> list[str]:
    """Read what the page says of each code, in the order of the scans."""
    listed = page.partition('id="lineas"')[2].partition("</ol>")[0]
    return [words(line) for line in LINE.findall(listed)][::-1]


def scan(clerk: Clerk, *codes: str, **fields: str) -> list[str]:
    form = {"key": KEY, "doing": "envelope", **fields}
    page = clerk.post(ROOM, codes="\r\n".join(codes), **form)
    assert page.status_code == 200
    return lines_of(page.text)


def test_every_code_moves_its_letter(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    told = scan(clerk, *map(code_of, printed))
    assert all(line.startswith("Hecho.") for line in told)
    assert {stands(house, one).state for one in printed} == {LetterState.ENVELOPED}
    assert [printed[place].id.grouped in line for place, line in enumerate(told)] == [True] * 3


def test_the_name_may_be_typed_as_it_stands_under_the_code(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    typed = f"  {printed[0].id.grouped.lower()} "
    assert scan(clerk, typed)[0].startswith("Hecho.")
    assert stands(house, printed[0]).state is LetterState.ENVELOPED


def test_the_same_scan_and_the_second_sheet_are_told_and_change_nothing(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    letter = printed[0]
    told = scan(clerk, code_of(letter), code_of(letter), code_of(letter, sheet=2))
    assert told[0].startswith("Hecho.")
    assert [line.startswith("Ya estaba.") for line in told[1:]] == [True, True]
    taken = [one.step for one in house.shelf.letters.steps(letter.id)]
    assert taken.count(LetterStep.ENVELOPE) == 1


def test_codes_that_do_nothing_stop_no_other(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    queued = a_letter(house, wish="scan:queued")
    elsewhere = a_letter(house, wish="scan:elsewhere")
    strange = (
        "WIFI:S:casa;T:WPA;P:clave;;",
        "CV1/F8QY40YGE2/9/1",
        "F8QY40YGE3",
        "<script>alert(1)</script>",
        LetterId.parse("F8QY40YGE2").code,
        queued.id.code,
        code_of(printed[0]).replace(printed[0].run, "7777777"),
    )
    told = scan(clerk, *strange, code_of(printed[1]))
    for line, outcome in zip(
        told,
        (*UNDONE, "Hecho."),
        strict=True,
    ):
        assert line.startswith(outcome), line
    assert "está como «En cola»" in told[5]
    assert stands(house, printed[1]).state is LetterState.ENVELOPED
    assert stands(house, printed[0]) == printed[0]
    assert stands(house, elsewhere).state is LetterState.QUEUED


def test_a_strangers_code_is_shown_as_text(clerk: Clerk) -> None:
    form = {"key": KEY, "doing": "post", "codes": "<script>alert(1)</script>/<img src=x>"}
    page = clerk.post(ROOM, **form).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_letter_of_another_institution_is_told_as_unknown(
    house: House, desk_app: Flask, printed: tuple[Letter, ...]
) -> None:
    stranger = a_clerk(house, desk_app.test_client(), institution=STRANGER.institution)
    there, nowhere = scan(stranger, code_of(printed[0]), "F8QY40YGE2")
    known, unknown = printed[0].id.code, "F8QY40YGE2"
    assert re.sub(known + r"\S*|CV1\S*", "", there) == re.sub(unknown, "", nowhere)
    assert stands(house, printed[0]) == printed[0]


def test_letters_that_came_back_need_their_reason(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    form = {"key": KEY, "doing": "return", "codes": code_of(printed[0])}
    refused = clerk.post(ROOM, **form)
    assert refused.status_code == 422
    assert printed[0].id.code in refused.text
    assert stands(house, printed[0]) == printed[0]
    told = scan(clerk, code_of(printed[0]), doing="return", reason="ausente")
    assert "Devuelta" in told[0]
    assert "Vea en la oficina" in told[0]
    again = scan(clerk, code_of(printed[0]), doing="return", reason="ausente")
    assert again[0].startswith("Ya estaba.")


def test_a_delivery_leads_to_its_acknowledgement(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    queued = a_letter(house, wish="scan:queued")
    page = clerk.post(
        ROOM, key=KEY, doing="deliver", codes=f"{code_of(printed[0])}\n{queued.id.code}"
    )
    told = lines_of(page.text)
    assert told[0].startswith("Falta el cargo.")
    assert told[1].startswith("No va.")
    assert f"/ventanilla/cartas/{printed[0].id.code}#cargo" in page.text
    assert stands(house, printed[0]) == printed[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"doing": "print"},
        {"doing": "approve"},
        {"doing": ""},
        {"reason": "perdida"},
        {"codes": ""},
        {"codes": " \n "},
        {"codes": "x" * 20_001},
        {"codes": "\n".join(["F8QY40YGE2"] * 201)},
        {"key": "short"},
    ],
)
def test_a_form_that_says_something_else_is_refused(
    clerk: Clerk, printed: tuple[Letter, ...], fields: dict[str, str]
) -> None:
    form = {"key": KEY, "doing": "envelope", "codes": code_of(printed[0]), **fields}
    answer = clerk.post(ROOM, **form)
    assert answer.status_code == 422
    assert "Hay algo que corregir" in words(answer.text)


def test_codes_sent_after_a_new_sign_in_are_shown_and_not_acted_on(
    house: House, clerk: Clerk, printed: tuple[Letter, ...]
) -> None:
    form = {"key": KEY, "doing": "envelope", "codes": code_of(printed[0]), "resume": "1"}
    shown = clerk.post(ROOM, **form)
    assert shown.status_code == 200
    assert code_of(printed[0]) in shown.text
    assert stands(house, printed[0]) == printed[0]


def test_a_script_gets_the_lines_alone(clerk: Clerk, printed: tuple[Letter, ...]) -> None:
    form = {"csrf_token": clerk.mark, "key": KEY, "doing": "envelope"}
    for codes, told in ((code_of(printed[0]), "Hecho."), ("", "falta")):
        answer = clerk.client.post(ROOM, data={**form, "codes": codes}, headers=BY_SCRIPT)
        assert answer.status_code == 200
        assert answer.text.strip().startswith("<li>")
        assert told.lower() in words(answer.text).lower()


def test_this_page_alone_may_open_the_camera(clerk: Clerk) -> None:
    here, elsewhere = clerk.get(ROOM), clerk.get("/ventanilla/cartas")
    assert "'wasm-unsafe-eval'" in here.headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in here.headers["Content-Security-Policy"]
    assert "camera=(self)" in here.headers["Permissions-Policy"]
    assert "wasm" not in elsewhere.headers["Content-Security-Policy"]
    assert "camera=()" in elsewhere.headers["Permissions-Policy"]


def test_the_reader_of_codes_is_what_its_readme_says_and_loads_only_when_asked(
    clerk: Clerk,
) -> None:
    page = clerk.get(ROOM).text
    named = re.findall(r'data-(?:reader|wasm)="([^"]+)"', page)
    assert len(named) == 2
    assert not set(named) & set(re.findall(r'(?:src|href)="([^"]+)"', page))
    wasm = clerk.get(named[1])
    assert wasm.content_type == "application/wasm"
    told = (STATIC / "README.md").read_text()
    for name in ("camera/zxing-reader-3.1.4.js", "camera/zxing-reader-3.1.4.wasm"):
        assert f"{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()}  {name}" in told
