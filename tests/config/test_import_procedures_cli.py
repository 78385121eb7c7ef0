"""`import procedures`, `procedure edit`, `procedures --stale` and `export procedures` as typed."""

import json
from pathlib import Path

import pytest

from config.house import House
from tests.bolivia import LIST
from tests.config.clerk import Clerk, clerk_of
from tests.config.counter import OPEN

IMPORT = ("import", "procedures")
LINES = 40


@pytest.fixture
def piece(tmp_path: Path) -> Path:
    """Cut the first rows off the list, headings included."""
    path = tmp_path / "piece.csv"
    lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:LINES]), encoding="utf-8")
    return path


def is_refused(clerk: Clerk, code: str, *words: str) -> bool:
    """Ask something that has no answer, and say whether the answer is this refusal, in words."""
    reply = clerk.types(*words)
    return reply.exit_code == 2 and reply.out.endswith(f" [{code}]\n")


@pytest.fixture
def bolivian(tmp_path: Path) -> Clerk:
    """Sit a clerk down in La Paz."""
    return clerk_of(tmp_path / "bo", COUNTRY="BO")


def test_the_whole_list_enters_beside_peru_and_a_second_time_nothing(clerk: Clerk) -> None:
    words = (*IMPORT, str(LIST), "--country", "BO")
    first = clerk.does(*words)
    assert (first["read"], first["new"], first["refused"], first["institutions"]) == (
        951,
        951,
        0,
        81,
    )
    events = clerk.does("audit", "verify")["events"]
    again = clerk.does(*words)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 951)
    assert clerk.does("audit", "verify")["events"] == events
    listed = clerk.types("procedures", "--json").records
    assert len(listed) == 30
    assert all(not row["code"].startswith("t-") for row in listed)


def test_what_is_imported_is_answered_by_its_full_key_and_nothing_is_told_as_fact(
    clerk: Clerk, piece: Path
) -> None:
    clerk.does(*IMPORT, str(piece), "--country", "BO")
    answer = clerk.does("procedure", "BO/t-1006")
    assert answer["short_name"] == "Registro en ciudadania digital"
    assert (answer["cost_kind"], answer["cost"], answer["term"]) == ("unconfirmed", None, None)
    assert is_refused(clerk, "procedure_unknown", "procedure", "t-1006")


def test_the_shipped_list_is_known_by_its_bytes_and_any_other_must_say_its_source(
    clerk: Clerk, behind: House, piece: Path
) -> None:
    clerk.does(*IMPORT, str(piece), "--country", "BO")
    document = behind.shelf.documents.version("procedure", "BO/t-1006", 1)
    assert document is not None
    assert document.source.startswith("Lista sin fuente declarada, sha256 ")
    assert document.publisher == "Por confirmar"
    assert "/" not in document.source
    clerk.does(*IMPORT, str(LIST), "--country", "BO", "--read-on", "2027-01-10")
    document = behind.shelf.documents.version("procedure", "BO/t-1006", 2)
    assert document is not None
    assert document.source == "datosbolivia/tramites-bo y strymsg/tramites-bo-analisis, CC0 1.0"
    assert (document.publisher, document.read_on.isoformat()) == ("datosbolivia", "2027-01-10")


def test_source_publisher_and_day_may_be_named(clerk: Clerk, behind: House, piece: Path) -> None:
    words = ("--source", "Gaceta, CC BY", "--publisher", "La Gaceta", "--read-on", "2026-11-01")
    clerk.does(*IMPORT, str(piece), "--country", "BO", *words)
    document = behind.shelf.documents.version("procedure", "BO/t-1006", 1)
    assert document is not None
    assert (document.source, document.publisher) == ("Gaceta, CC BY", "La Gaceta")
    assert document.read_on.isoformat() == "2026-11-01"


def test_a_dry_run_counts_and_writes_nothing(clerk: Clerk, piece: Path) -> None:
    before = clerk.does("audit", "verify")
    tried = clerk.does(*IMPORT, str(piece), "--country", "BO", "--dry-run")
    assert tried["dry_run"] is True
    assert clerk.does("audit", "verify") == before
    done = clerk.does(*IMPORT, str(piece), "--country", "BO")
    assert done | {"dry_run": True} == tried


def test_a_person_reads_counts_and_bad_rows_in_words(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = [
        "id,entity,name",
        "1,Banco,Pago de bonos",
        "1,Banco,Otro nombre",
        "2,Banco,",
        "3,Banco,Mal\x07o",
        f"4,Banco,{'a' * 5_000}",
        "1,Banco,Pago de bonos",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    reply = clerk.types(*IMPORT, str(path), "--country", "BO")
    assert reply.exit_code == 0
    assert "1 trámites nuevos" in reply.out
    assert "fila 3, columna id: otra fila anterior dice algo distinto" in reply.out
    assert "fila 4, columna name: falta este dato" in reply.out
    assert "fila 5, columna name: tiene letras que no se ven" in reply.out
    assert "fila 6, columna name: el texto es demasiado largo" in reply.out
    again = clerk.does(*IMPORT, str(path), "--country", "BO")
    assert (again["unchanged"], again["duplicates"], again["refused"]) == (1, 1, 4)
    assert [error["row"] for error in again["errors"]] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_unreadable"),
        (b"\x00\x01\x02", "file_unreadable"),
        (b"PK\x03\x04 not really", "file_unreadable"),
        (b"uno;dos;tres\n1;2;3\n", "column_missing"),
        (b"\xff" * 5000, "column_missing"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_nothing_is_written(
    clerk: Clerk, tmp_path: Path, content: bytes, code: str
) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    before = clerk.does("audit", "verify")
    reply = clerk.types(*IMPORT, str(tmp_path / "bad.csv"), "--country", "BO")
    assert reply.exit_code == 2
    assert reply.err.endswith(f" [{code}]\n")
    assert clerk.does("audit", "verify") == before


def test_what_is_not_there_is_refused(clerk: Clerk, piece: Path, tmp_path: Path) -> None:
    for words, code in (
        ((str(tmp_path / "nada.csv"),), "file_unreadable"),
        ((str(tmp_path),), "file_unreadable"),
        ((str(piece), "--country", "XX"), "document_unknown"),
    ):
        reply = clerk.types(*IMPORT, *words)
        assert reply.exit_code == 2
        assert reply.err.endswith(f" [{code}]\n")
    for more in (("--source", " "), ("--read-on", "ayer"), ("--read-on", "0026-01-01")):
        assert clerk.types(*IMPORT, str(piece), *more).exit_code == 2


def test_a_name_by_hand_is_the_next_version_and_no_import_undoes_it(
    clerk: Clerk, piece: Path
) -> None:
    clerk.does(*IMPORT, str(piece), "--country", "BO")
    edited = clerk.does("procedure", "edit", "BO/t-1006", "--short-name", "Ciudadania digital")
    assert edited == {"key": "BO/t-1006", "version": 2, "short_name": "Ciudadania digital"}
    assert clerk.does(*IMPORT, str(LIST), "--country", "BO")["new"] == 951 - LINES + 1
    assert clerk.does("procedure", "BO/t-1006")["short_name"] == "Ciudadania digital"


def test_a_name_that_no_text_should_carry_is_refused(clerk: Clerk) -> None:
    for name in ("", "a" * 41, "Título ☎", "DNI de menor de edad"):
        clerk.is_refused(
            "document_invalid", "procedure", "edit", "dni-adulto", "--short-name", name
        )
    clerk.is_refused("procedure_unknown", "procedure", "edit", "nada", "--short-name", "Nada")


def test_a_procedure_is_asked_for_with_or_without_a_verb(clerk: Clerk) -> None:
    asked = clerk.does("procedure", "sis")
    assert clerk.does("procedure", "show", "sis") == asked
    assert clerk.types("procedure", "--json", "sis").record == asked
    assert clerk.types("procedure", "-", stdin=b"sis\nnada\n").records[0] == asked
    assert clerk.types("procedure").exit_code != 0


def test_stale_entries_are_listed_with_the_day_they_were_read(clerk: Clerk) -> None:
    assert clerk.types("procedures", "--stale").exit_code == 0
    old = ("--read-on", "2020-02-03", "--source", "una gaceta")
    clerk.does(*IMPORT, str(LIST), "--country", "BO", *old)
    rows = clerk.types("procedures", "--stale", "--json").records
    assert len([row for row in rows if row["key"].startswith("BO/")]) == 951
    assert rows[0]["read_on"] == "2020-02-03"
    assert "leído 2020-02-03" in clerk.types("procedures", "--stale").out


def test_the_catalogue_is_exported_whole_or_of_one_country(
    clerk: Clerk, piece: Path, tmp_path: Path
) -> None:
    clerk.does(*IMPORT, str(piece), "--country", "BO")
    everything = json.loads(clerk.types("export", "procedures").out)
    assert len(everything["@graph"]) == 30 + LINES - 1
    out = tmp_path / "pe.jsonld"
    assert clerk.types("export", "procedures", "--country", "PE", "--out", str(out)).exit_code == 0
    peru = json.loads(out.read_text(encoding="utf-8"))["@graph"]
    assert {node["identifier"].partition("/")[0] for node in peru} == {"PE"}
    assert len(peru) == 30
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_an_export_that_cannot_be_written_leaves_no_half_file(clerk: Clerk, tmp_path: Path) -> None:
    out = tmp_path / "old.jsonld"
    out.write_text("old", encoding="utf-8")
    clerk.is_refused(
        "document_unknown", "export", "procedures", "--country", "XX", "--out", str(out)
    )
    assert out.read_text(encoding="utf-8") == "old"
    nowhere = str(tmp_path / "nada" / "x.jsonld")
    clerk.is_refused("file_unreadable", "export", "procedures", "--out", nowhere)


def test_a_house_in_bolivia_starts_imports_and_answers(bolivian: Clerk) -> None:
    assert bolivian.does(*IMPORT, str(LIST))["new"] == 951
    answer = bolivian.does("procedure", "t-1006")
    assert answer["short_name"] == "Registro en ciudadania digital"
    rows = bolivian.types("procedures", "--json").records
    assert len(rows) == 951
    assert {row["shortcut"] for row in rows} == {None}
    assert bolivian.types("procedures").out.startswith("--  ")
    assert is_refused(bolivian, "procedure_unknown", "procedure", "dni-adulto")
    assert bolivian.does("phone", "71234567")["e164"] == "+59171234567"
    assert is_refused(bolivian, "phone_short_code", "phone", "110")


def test_a_place_or_an_office_in_bolivia_is_refused_plainly(bolivian: Clerk, piece: Path) -> None:
    bolivian.does(*IMPORT, str(piece))
    assert is_refused(bolivian, "place_unknown", "place", "La Paz")
    assert is_refused(bolivian, "place_unknown", "place", "080405")
    registry = "registro-internacional-boliviano-de-buques"
    assert is_refused(bolivian, "office_unknown", "office", registry)
    bolivian.does("user", "add", "ana", "--institution", registry)
    reply = bolivian.types(*OPEN, "--user", "ana")
    assert reply.exit_code == 2
    assert "Traceback" not in reply.err
