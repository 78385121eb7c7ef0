"""The phone in the browser, by plain forms alone: what it shows is what a caller gets."""

import shutil
import wave
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from channels.handset.pocket import FORGOTTEN_AFTER, MOST_POCKETS, MOST_TEXTS, Pockets
from channels.sms.carriers.notebook import Notebook
from config.house import House
from config.web import create_app
from tests.channels.hands import NASTY, SOUND, Hand
from tests.channels.handsets import PHONE, open_on
from tests.core.stories import a_receipt
from tests.houses import StoodClock


def later(lit_house: House, passed: timedelta) -> None:
    assert isinstance(lit_house.clock, StoodClock)
    lit_house.clock.moment = lit_house.clock.now() + passed


def test_a_whole_call_to_the_status_is_held_by_buttons_alone(hand: Hand, lit_house: House) -> None:
    receipt = a_receipt(lit_house)
    number, clave = receipt.number.digits, receipt.clave
    hand.send("llamar")
    assert "marque 1" in hand.said[-1]
    hand.send("teclas", keys="1")
    for key in number:
        hand.send("teclas", keys=key)
    assert "clave" in hand.said[-1]
    hand.send("teclas", keys=clave, whole="1")
    assert "Municipalidad Distrital de Pisac" in " ".join(hand.said)
    assert f"</span>{number}<" in hand.page
    hand.send("colgar")
    assert "Usted colgó." in hand.page
    assert "Sin llamada" in hand.page


def test_a_text_is_answered_on_the_page_of_messages(hand: Hand, lit_house: House) -> None:
    receipt = a_receipt(lit_house)
    number, clave = receipt.number.digits, receipt.clave
    hand.open("/telefono/mensajes")
    hand.send("mensajes", text=f"{number} {clave}")
    assert "Muni Pisac" in hand.page
    assert "<b>La casa</b>" in hand.page


def test_what_the_worker_texted_to_this_number_is_in_the_inbox_and_no_other(
    hand: Hand, lit_house: House
) -> None:
    notebook = Notebook(lit_house.settings.var_folder / "texts.jsonl", lit_house.clock)
    notebook.send(PHONE, "Exp 140: listo <b>", key="1")
    notebook.send("+51984777888", "para otra persona", key="2")
    with notebook.file.open("a", encoding="utf-8") as file:
        file.write('{"cut off\n[1]\n')
    hand.open("/telefono/mensajes")
    assert "Exp 140: listo &lt;b&gt;" in hand.page
    assert "para otra persona" not in hand.page
    hand.open("/telefono")
    hand.send("numero", phone="984 777 888")
    assert "para otra persona" in hand.open("/telefono/mensajes")


def test_silence_is_a_button_and_the_house_asks_again(hand: Hand) -> None:
    hand.send("llamar")
    before = len(hand.said)
    hand.send("esperar")
    assert len(hand.said) > before
    assert "No marca nada" in hand.page


def test_keys_wait_on_the_screen_until_the_time_runs_out(hand: Hand) -> None:
    hand.send("llamar")
    hand.send("teclas", keys="1")
    hand.send("teclas", keys="14")
    assert '<p class="keys">14</p>' in hand.page
    hand.send("esperar")
    assert "no está completo" in " ".join(hand.said)


def test_a_prompt_has_a_sound_of_its_own_which_is_kept(hand: Hand, lit_house: House) -> None:
    hand.send("llamar")
    sounds = SOUND.findall(hand.page)
    assert len(sounds) == 2
    for path in sounds:
        reply = hand.client.get(path, buffered=True)
        assert (reply.status_code, reply.mimetype) == (200, "audio/wav")
        assert reply.headers["Cache-Control"] == "no-store"
        with wave.open(BytesIO(reply.data), "rb") as sound:
            assert sound.getframerate() == 8000
            assert sound.getnframes() > 8000
    assert len(list((lit_house.settings.var_folder / "audio").glob("*.wav"))) == 2


def test_a_sound_belongs_to_the_browser_that_heard_it(hand: Hand, lit_house: House) -> None:
    hand.send("llamar")
    (path, *_) = SOUND.findall(hand.page)
    stranger = create_app(lit_house).test_client()
    assert stranger.get(path).status_code == 404
    assert hand.client.get("/telefono/voz/999").status_code == 404
    assert hand.client.get("/telefono/voz/0").status_code == 404  # what the caller did


def test_without_a_voice_the_page_says_so_and_can_be_read(
    founded_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shutil.copy(founded_house / "convergencia.sqlite", tmp_path / "convergencia.sqlite")
    house = open_on(tmp_path)
    hand = Hand(create_app(house).test_client())
    hand.send("llamar")
    assert "falta instalar espeak-ng" in hand.page
    assert hand.said
    assert "<audio" not in hand.page
    house.close()


def test_no_text_becomes_a_part_of_the_page(hand: Hand) -> None:
    hand.open("/telefono/mensajes")
    hand.send("mensajes", text=NASTY)
    assert "&lt;script&gt;" in hand.page
    assert "<script>" not in hand.page
    assert "<img" not in hand.page


@pytest.mark.parametrize("keys", [NASTY, "", "abc", "12a", "①", "\x00"])
def test_what_is_no_key_is_said_and_nothing_is_pressed(hand: Hand, keys: str) -> None:
    hand.send("llamar")
    before = hand.said
    hand.send("teclas", keys=keys)
    assert "Solo hay teclas" in hand.page
    assert hand.said == before
    assert "<script>alert" not in hand.page


@pytest.mark.parametrize("phone", [NASTY, "", "1", "105", "+34 600 000 000", "9" * 5000])
def test_a_number_that_is_none_is_said_in_words_and_changes_nothing(hand: Hand, phone: str) -> None:
    hand.send("numero", phone=phone)
    assert 'class="notice"' in hand.page
    assert PHONE in hand.page
    assert "<script>alert" not in hand.page


@pytest.mark.parametrize("text", ["😀", "ñ" * 200, "a\r\nb", "ᠠ\u202e", "\x00\x1b"])
def test_strange_texts_are_sent_and_answered(hand: Hand, text: str) -> None:
    hand.open("/telefono/mensajes")
    assert "<b>La casa</b>" in hand.send("mensajes", text=text)


def test_a_text_that_is_too_long_is_cut_and_an_empty_one_is_not_sent(hand: Hand) -> None:
    hand.open("/telefono/mensajes")
    assert "muy largo" in hand.send("mensajes", text="hola " * 1000)
    assert "está vacío" in hand.send("mensajes", text=" \n ")
    assert hand.page.count("<b>Usted</b>") == 1


def test_only_so_many_texts_are_remembered(hand: Hand) -> None:
    hand.open("/telefono/mensajes")
    for _ in range(MOST_TEXTS):
        hand.send("mensajes", text="AYUDA")
    assert hand.page.count('class="words"') == MOST_TEXTS


def test_a_phone_that_was_forgotten_says_so_and_can_be_used_again(
    hand: Hand, lit_house: House
) -> None:
    hand.send("llamar")
    later(lit_house, FORGOTTEN_AFTER + timedelta(seconds=1))
    assert "la llamada se cortó" in hand.send("teclas", keys="1")
    assert not hand.said
    hand.send("llamar")
    assert hand.said


def test_a_call_that_is_used_is_not_forgotten(hand: Hand, lit_house: House) -> None:
    hand.send("llamar")
    for _ in range(4):
        later(lit_house, FORGOTTEN_AFTER / 2)
        hand.open("/telefono")
    assert hand.said


def test_only_so_many_browsers_are_remembered_and_the_idlest_is_forgotten() -> None:
    pockets = Pockets(StoodClock(), PHONE)
    first, second, *_ = [pockets.open()[0] for _ in range(MOST_POCKETS)]
    assert pockets.find(first) is not None
    pockets.open()
    assert pockets.find(first) is not None
    assert pockets.find(second) is None


def test_another_call_ends_the_one_before(hand: Hand) -> None:
    hand.send("llamar")
    hand.send("teclas", keys="0")
    hand.send("llamar")
    assert len(hand.said) == 2
    assert "En llamada" in hand.page


@pytest.mark.parametrize("act", ["teclas", "esperar", "colgar"])
def test_without_a_call_nothing_happens(hand: Hand, act: str) -> None:
    hand.send(act, keys="1")
    assert "Sin llamada" in hand.page
