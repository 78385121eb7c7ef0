"""The pages of the phone: small, guarded, labelled, and nowhere when the handset is off."""

import gzip
import re
from pathlib import Path

import pytest

from config.house import House
from config.web import create_app
from tests.channels.hands import ACTS, PAGES, TOKEN, Hand
from tests.channels.handsets import PHONE
from tests.core.stories import a_receipt
from tests.houses import copy_of


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_use_the_phone(hand: Hand, act: str, headers: dict[str, str]) -> None:
    token = TOKEN.search(hand.page)
    assert token is not None
    reply = hand.client.post(
        f"/telefono/{act}", data={"csrf_token": token[1], "text": "AYUDA"}, headers=headers
    )
    assert reply.status_code == 403
    hand.open("/telefono")
    assert "Sin llamada" in hand.page


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("token", ["", "0" * 64, "ñ"])
def test_a_form_that_this_browser_was_not_given_does_nothing(
    hand: Hand, act: str, token: str
) -> None:
    form = {"csrf_token": token, "phone": "984777888", "text": "AYUDA"}
    reply = hand.client.post(f"/telefono/{act}", data=form)
    assert reply.status_code == 400
    assert "no se hizo nada" in reply.text
    hand.page = reply.text
    assert not hand.said
    assert PHONE in reply.text
    assert "<b>La casa</b>" not in hand.open("/telefono/mensajes")
    hand.page = reply.text
    hand.send("llamar")
    assert hand.said


def test_the_forms_of_one_browser_are_of_no_use_to_another(lit_house: House) -> None:
    web = create_app(lit_house)
    one, other = Hand(web.test_client()), Hand(web.test_client())
    other.page = one.page
    assert other.post("llamar").status_code == 400


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_small_guarded_and_holds_no_script_of_its_own(hand: Hand, path: str) -> None:
    hand.send("llamar")
    reply = hand.client.get(path)
    assert len(gzip.compress(reply.data)) < 8_000
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert reply.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script(?! src=)|<style| style=| on\w+=", reply.text)
    cookie = hand.client.get(path).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_no_number_key_or_word_stands_in_an_address(hand: Hand, lit_house: House) -> None:
    receipt = a_receipt(lit_house)
    number, clave = receipt.number.digits, receipt.clave
    hand.send("llamar")
    hand.send("teclas", keys=f"1{number}{clave}")
    for address in re.findall(r'(?:src|href|action)="([^"]*)"', hand.page):
        assert not any(secret in address for secret in (number, clave, PHONE[1:], "Pisac"))


@pytest.mark.parametrize("name", ["handset.css", "handset.js", "handset.svg"])
def test_styles_and_scripts_are_small(hand: Hand, name: str) -> None:
    reply = hand.client.get(f"/telefono/static/{name}", buffered=True)
    assert reply.status_code == 200
    assert len(gzip.compress(reply.data)) < 3_000


def test_every_field_has_a_label_and_every_page_a_language(hand: Hand) -> None:
    for path in PAGES:
        page = hand.open(path)
        assert '<html lang="es-PE">' in page
        for field in re.findall(r'<(?:input|textarea) id="(\w+)"', page):
            assert f'for="{field}"' in page


def test_a_house_that_breaks_ends_the_call_loudly(
    lit_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    hand = Hand(create_app(lit_house).test_client())
    hand.send("llamar")
    lit_house.close()
    (lit_house.settings.var_folder / "convergencia.sqlite").write_bytes(b"")
    reply = hand.post("teclas", keys="1")
    assert reply.status_code == 502
    assert "falla de la casa: http_500" in reply.text
    assert "the handset's walk failed" in caplog.text


def test_where_the_handset_is_off_there_is_no_phone(founded_house: Path, tmp_path: Path) -> None:
    house = copy_of(founded_house, tmp_path / "var")
    client = create_app(house).test_client()
    for path in (*PAGES, "/telefono/voz/0", "/telefono/static/handset.css"):
        assert client.get(path).status_code == 404
    for act in ACTS:
        assert client.post(f"/telefono/{act}").status_code == 404
    house.close()
