"""`import cases` on a piece of the shipped sample, and on files that are no such thing."""

from itertools import islice
from pathlib import Path

import pytest

from config.settings import ROOT
from tests.config.clerk import Clerk

SAMPLE = ROOT / "samples" / "cusco-mesa-de-partes.csv"
MAP = ROOT / "config" / "documents" / "imports" / "cusco-mesa-de-partes.toml"
LINES = 60


@pytest.fixture
def piece(tmp_path: Path) -> Path:
    """Cut the first rows off the sample, headings included."""
    path = tmp_path / SAMPLE.name
    with SAMPLE.open("rb") as whole:
        path.write_bytes(b"".join(islice(whole, LINES)))
    return path


def test_a_file_is_imported_once_however_often_it_is_given(clerk: Clerk, piece: Path) -> None:
    first = clerk.does("import", "cases", str(piece))
    assert first["opened"] > LINES // 2
    events = clerk.does("audit", "verify")["events"]
    again = clerk.does("import", "cases", str(piece))
    assert (again["opened"], again["changed"]) == (0, 0)
    assert again["unchanged"] == first["opened"]
    assert clerk.does("audit", "verify")["events"] == events


def test_a_dry_run_counts_the_same_and_writes_nothing(clerk: Clerk, piece: Path) -> None:
    before = clerk.does("audit", "verify")
    tried = clerk.does("import", "cases", str(piece), "--dry-run")
    assert tried["dry_run"] is True
    assert clerk.does("audit", "verify") == before
    done = clerk.does("import", "cases", str(piece))
    assert done | {"dry_run": True} == tried


def test_a_map_may_be_named(clerk: Clerk, piece: Path) -> None:
    named = clerk.does("import", "cases", str(piece), "--map", str(MAP), "--dry-run")
    assert named == clerk.does("import", "cases", str(piece), "--dry-run")


def test_a_person_reads_counts_in_words(clerk: Clerk, piece: Path) -> None:
    reply = clerk.types("import", "cases", str(piece), "--dry-run")
    assert reply.exit_code == 0
    assert "filas leídas" in reply.out
    assert "expedientes nuevos" in reply.out


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"PK\x03\x04 not really", b"nada;de;esto\n1;2;3\n", b"\xff" * 5000],
)
@pytest.mark.parametrize("name", ["broken.csv", "broken.xlsx"])
def test_a_file_that_is_none_is_refused_and_nothing_is_written(
    clerk: Clerk, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    before = clerk.does("audit", "verify")
    reply = clerk.types("import", "cases", str(tmp_path / name))
    assert reply.exit_code == 2
    code = reply.err.rstrip().rpartition(" [")[2]
    assert code in {"file_unreadable]", "document_unknown]"}
    assert clerk.does("audit", "verify") == before


def test_what_is_not_there_is_refused(clerk: Clerk, piece: Path, tmp_path: Path) -> None:
    for words in (
        (str(tmp_path / "nada.csv"),),
        (str(tmp_path),),
        (str(piece), "--map", str(tmp_path / "nada.toml")),
    ):
        reply = clerk.types("import", "cases", *words)
        assert reply.exit_code == 2
        assert "[file_unreadable]" in reply.err


def test_a_broken_map_is_refused(clerk: Clerk, piece: Path, tmp_path: Path) -> None:
    broken = tmp_path / "map.toml"
    broken.write_text("not = [toml")
    reply = clerk.types("import", "cases", str(piece), "--map", str(broken))
    assert reply.exit_code == 2
    assert "Traceback" not in reply.err
