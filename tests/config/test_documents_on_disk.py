"""The files of a release are read strictly, whatever someone put into the folder."""

from pathlib import Path

import pytest

from config.documents_on_disk import read_document, read_documents
from core.document_check import KINDS
from core.refusals import DocumentInvalid
from core.refusals.refusal import Fact

WHOLE = """\
kind: policy
key: PE/ejemplo
version: 1
source: una página
publisher: la entidad
read_on: 2026-11-21
valid_from: 2026-01-01
valid_until: null
body: {day: 2026-07-28, text: ñandú}
"""


def refused(folder: Path) -> dict[str, Fact]:
    with pytest.raises(DocumentInvalid) as refusal:
        read_documents(folder)
    return refusal.value.facts


def test_what_the_house_ships_can_be_read() -> None:
    shipped = read_documents()
    assert {"procedure", "reasons", "institution"} <= {document.kind for document in shipped}
    assert {document.kind for document in shipped} <= set(KINDS)


def test_every_folder_is_walked_in_an_order_that_never_changes(tmp_path: Path) -> None:
    for folder, key in (("b", "PE/one"), ("a/deep", "PE/two"), ("a", "PE/three")):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        text = WHOLE.replace("PE/ejemplo", key)
        (tmp_path / folder / "one.yaml").write_text(text, "utf-8")
    (tmp_path / "README.md").write_text("not a document", "utf-8")
    assert [read.key for read in read_documents(tmp_path)] == ["PE/two", "PE/three", "PE/one"]


def test_a_folder_without_documents_gives_none(tmp_path: Path) -> None:
    assert read_documents(tmp_path) == ()


def test_one_document_is_read_with_its_days_as_text(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(WHOLE, "utf-8")
    assert read_document(file).body == {"day": "2026-07-28", "text": "ñandú"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not_mapping"),
        ("- a\n- b\n", "not_mapping"),
        ("{", "not_yaml"),
        ("\tkind: policy", "not_yaml"),
        (WHOLE + "---\n" + WHOLE, "not_yaml"),
        (WHOLE + "version: 2\n", "not_yaml"),
        (WHOLE.replace("text: ñandú", "day: 2026-07-29"), "not_yaml"),
        (WHOLE.replace("2026-11-21", "2026-02-31"), "not_yaml"),
        (WHOLE.replace("{day", "!!python/object/apply:os.getcwd {day"), "not_yaml"),
        (WHOLE.replace("ñandú", "[" * 2000 + "]" * 2000), "not_yaml"),
        (WHOLE.replace("{day: 2026-07-28, text: ñandú}", "&a [*a]"), "too_large"),
        ("[" * 2000, "not_yaml"),
    ],
)
def test_a_file_that_is_no_document_is_refused_by_its_name(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "country").mkdir()
    (tmp_path / "country" / "bad.yaml").write_text(text, "utf-8")
    assert refused(tmp_path) == {"document": "country/bad.yaml", "problem": problem, "field": ""}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", WHOLE.encode("latin-1")])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.yaml").write_bytes(content)
    assert refused(tmp_path) == {"document": "bad.yaml", "problem": "not_utf8", "field": ""}


def test_a_code_that_yaml_reads_as_a_number_is_refused_before_it_misleads(tmp_path: Path) -> None:
    text = WHOLE.replace("{day: 2026-07-28, text: ñandú}", "{010101: Chachapoyas}")
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    assert refused(tmp_path)["problem"] == "field_not_text"


def test_two_files_with_the_same_version_of_a_document_are_refused(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(WHOLE, "utf-8")
    assert refused(tmp_path)["problem"] == "duplicate"
    (tmp_path / "two.yaml").write_text(WHOLE.replace("version: 1", "version: 2"), "utf-8")
    assert [document.version for document in read_documents(tmp_path)] == [1, 2]
