"""Playing a call or a text in the terminal: what is shown is what a caller would get."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from config.web import create_app
from core.opening import Receipt
from tests.channels.handsets import open_on
from tests.config.clerk import Clerk, clerk_of
from tests.core.stories import a_receipt
from tests.houses import copy_of

PLAYS = Path(__file__).with_name("plays")


@pytest.fixture
def player(founded_house: Path, tmp_path: Path) -> Clerk:
    """Sit someone down at a house that has the handset on."""
    copy_of(founded_house, tmp_path / "var").close()
    return clerk_of(tmp_path / "var", TWILIO_AUTH_TOKEN="")


@pytest.fixture
def receipt(player: Clerk) -> Receipt:
    house = open_on(player.var)
    receipt = a_receipt(house)
    house.close()
    return receipt


def played(player: Clerk, *words: str, stdin: str = "") -> str:
    reply = player.types("play", *words, stdin=stdin.encode())
    assert reply.exit_code == 0, reply.err
    return reply.out


@pytest.mark.parametrize("play", sorted(PLAYS.glob("*.txt")), ids=lambda play: play.stem)
def test_a_play_is_as_it_was_written_down(
    player: Clerk, receipt: Receipt, play: Path, pytestconfig: pytest.Config
) -> None:
    """The first line tells the command; the lines of the caller are typed as they stand."""
    command, _, script = play.read_text(encoding="utf-8").partition("\n")
    lines = [line[2:] for line in script.splitlines() if line.startswith("> ")]
    typed = "".join(f"{'' if line == '(silencio)' else line}\n" for line in lines)
    given = typed.replace("NUMBER", receipt.number.digits).replace("CLAVE", receipt.clave)
    told = played(player, *command.removeprefix("# play ").split(), stdin=given)
    told = told.replace(receipt.number.digits, "NUMBER").replace(receipt.number.grouped, "GROUPED")
    told = told.replace(receipt.clave, "CLAVE").replace(spoken(receipt), "SPOKEN")
    if pytestconfig.getoption("--update"):
        play.write_text(f"{command}\n{told}", encoding="utf-8")
    assert f"{command}\n{told}" == play.read_text(encoding="utf-8")


def spoken(receipt: Receipt) -> str:
    names = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
    groups = receipt.number.grouped.split("-")
    return ", ".join(" ".join(names[int(digit)] for digit in group) for group in groups)


def test_what_is_pressed_may_be_said_at_once(player: Clerk, receipt: Receipt) -> None:
    at_once = played(player, "call", "1", receipt.number.grouped, receipt.clave, "colgar")
    typed = f"1\n{receipt.number.digits}\n{receipt.clave}\n"
    assert at_once == played(player, "call", stdin=typed)
    assert "Mesa de Partes" in at_once


def test_the_end_of_the_input_hangs_up(player: Clerk) -> None:
    assert played(player, "call").endswith("> colgar\n(usted cuelga)\n")


def test_what_cannot_be_pressed_is_said_and_the_call_goes_on(player: Clerk) -> None:
    reply = player.types("play", "call", stdin=b"hola\n\xff\n1\n")
    assert reply.exit_code == 0
    assert reply.err.count("Aquí valen teclas") == 2
    assert "diez cifras" in reply.out


def test_after_the_house_hung_up_nothing_more_is_pressed(player: Clerk) -> None:
    records = player.types("play", "call", "--json", stdin=b"\n" * 40).records
    assert [record.get("ended") for record in records if "ended" in record] == ["house"]
    assert records[-1]["ended"] == "house"


def test_each_turn_is_one_object_for_programs(player: Clerk) -> None:
    reply = player.types("play", "call", "--json", "x", "1", "colgar")
    first, wrong, second, last = reply.records
    assert first["said"] == ""
    assert first["heard"]
    assert wrong["problem"]
    assert (second["said"], len(second["heard"])) == ("1", 1)
    assert last == {"said": "colgar", "heard": [], "ended": "caller"}


@pytest.mark.parametrize("text", ["AYUDA", "<script>", "😀", "ñ" * 3000, "a\x00b"])
def test_any_text_is_sent_and_answered(player: Clerk, text: str) -> None:
    (record,) = player.types("play", "sms", "--json", stdin=f"{text}\n\n".encode()).records
    assert record["said"] == text
    assert len(record["heard"]) == 1


@pytest.mark.parametrize("phone", ["984 123 456", "+51984123456"])
def test_a_call_comes_from_the_number_that_was_said(player: Clerk, phone: str) -> None:
    assert "MAS" in played(player, "--phone", phone, "sms", "AYUDA")


@pytest.mark.parametrize(
    ("phone", "code"), [("1", "phone_invalid"), ("+34600000000", "phone_foreign")]
)
def test_a_number_that_is_none_is_refused(player: Clerk, phone: str, code: str) -> None:
    player.is_refused(code, "play", "--phone", phone, "call")


@pytest.mark.parametrize("environment", [{"HANDSET": "off"}, {"TWILIO_AUTH_TOKEN": "a token"}])
def test_where_the_handset_is_off_nothing_is_played(
    player: Clerk, environment: dict[str, str]
) -> None:
    off = clerk_of(player.var, **{"TWILIO_AUTH_TOKEN": ""} | environment)
    off.is_refused("setting_invalid", "play", "call")


def test_a_house_that_runs_is_called_over_http(player: Clerk, receipt: Receipt) -> None:
    words = ("1", receipt.number.digits, receipt.clave)
    with running(player.var) as address:
        over_http = played(player, "call", "--url", address, *words)
    assert over_http == played(player, "call", *words)


def test_a_house_with_another_key_does_not_let_the_call_in(
    player: Clerk, founded_house: Path, tmp_path: Path
) -> None:
    copy_of(founded_house, tmp_path / "other").close()
    with running(tmp_path / "other") as address:
        reply = player.types("play", "call", "--url", address)
    assert reply.exit_code == 1
    assert "http_403" in reply.err


@pytest.mark.parametrize(
    ("url", "told"), [("http://127.0.0.1:9", "no_answer"), ("ftp://x", "not_an_address")]
)
def test_a_house_that_does_not_answer_is_said(player: Clerk, url: str, told: str) -> None:
    reply = player.types("play", "sms", "--url", url, "AYUDA")
    assert reply.exit_code == 1
    assert told in reply.err


@contextmanager
def running(var: Path) -> Iterator[str]:
    """Open a house on a port of its own."""
    house = open_on(var)
    server = make_server("127.0.0.1", 0, create_app(house))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        house.close()
