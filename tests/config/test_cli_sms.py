"""`sms parts` and `sms check`: what a text costs, what would be sent, and whether ours fit."""

import json

from click.testing import CliRunner

from config.cli import cli


def run(*words: str, typed: bytes | None = None) -> str:
    result = CliRunner().invoke(cli, ["sms", *words], input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def told(*words: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(run("parts", "--json", *words))
    return record


def test_a_text_is_counted_as_it_stands() -> None:
    assert told("más") == {"encoding": "UCS-2", "parts": 1, "left": 67, "costly": ["á"]}
    assert told("a{") == {"encoding": "GSM-7", "parts": 1, "left": 157, "costly": []}
    assert told("n\u0303")["costly"] == ["\u0303"]
    assert told("") == {"encoding": "GSM-7", "parts": 1, "left": 160, "costly": []}


def test_folded_it_is_what_would_be_sent() -> None:
    assert told("más", "--fold")["text"] == "más"
    long = told("trámite “urgente” " * 9, "--fold")
    assert long["text"] == 'tramite "urgente" ' * 9
    assert (long["encoding"], long["parts"]) == ("GSM-7", 2)


def test_each_line_is_a_text_and_keeps_all_but_its_line_feed() -> None:
    typed = "hola\r\n\n  día \u2028x\nfin".encode()
    rows = [json.loads(line) for line in run("parts", "-", typed=typed).split("\n") if line]
    assert [row["left"] for row in rows] == [155, 160, 62, 157]
    assert rows[2]["costly"] == ["í", "\u2028"]


def test_a_line_that_is_no_text_is_told_and_the_next_goes_on() -> None:
    rows = [
        json.loads(line)
        for line in run("parts", "-", "--fold", typed=b"\xff\xfe\nhola\n").splitlines()
    ]
    assert [row["encoding"] for row in rows] == [None, "GSM-7"]
    assert rows[0]["code"] == "text_not_understood"


def test_a_text_may_begin_with_a_hyphen() -> None:
    assert told("-5 soles")["left"] == 152


def test_a_word_that_is_no_text_is_refused() -> None:
    result = CliRunner().invoke(cli, ["sms", "parts", "\udcff"])
    assert result.exit_code == 2
    assert "[text_not_understood]" in result.stderr


def test_a_person_reads_it_in_words() -> None:
    said = run("parts", "Está aquí")
    assert said == "1 parte en UCS-2; quedan 61 lugares; letras caras: 'á' 'í'\n"
    assert run("parts", "--fold", "a" * 200).splitlines()[1] == (
        "2 partes en GSM-7; quedan 106 lugares; letras caras: ninguna"
    )


def test_the_shipped_messages_fit() -> None:
    assert " caben; al más justo le quedan " in run("check")
    rows = [json.loads(line) for line in run("check", "--json").splitlines()]
    assert all(row["fits"] for row in rows)
    assert {row["most"] for row in rows} == {1, 3}
