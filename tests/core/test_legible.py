"""Of each document the newest version that this release can read, and nothing of what has none."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files

from config.documents_on_disk import read_document
from core.legible import legible
from core.model.document import Document

Kept = Mapping[tuple[str, str, int], Document]


def a_procedure(version: int, **more: object) -> Document:
    known = read_document(files("config") / "documents" / "procedures" / "domicilio.yaml")
    return replace(known, version=version, body={**known.body, **more})


def chosen(newest: Document, *before: Document) -> list[tuple[str, int]]:
    kept: Kept = {(one.kind, one.key, one.version): one for one in before}
    found = legible([newest], lambda *asked: kept.get(asked))
    return [(one.key, one.version) for one in found]


def test_what_can_be_read_stays_as_it_is() -> None:
    assert chosen(a_procedure(7)) == [("PE/domicilio", 7)]


def test_one_goes_back_over_gaps_and_other_versions_that_cannot_be_read() -> None:
    late = [a_procedure(version, moons=1) for version in (9, 8)]
    assert chosen(late[0], late[1], a_procedure(5), a_procedure(2)) == [("PE/domicilio", 5)]


def test_what_was_never_legible_is_left_out() -> None:
    assert chosen(a_procedure(1, moons=1)) == []


def test_a_kind_that_nobody_reads_is_in_nobodys_way() -> None:
    strange = replace(a_procedure(1, moons=1), kind="weather")
    assert chosen(strange) == [("PE/domicilio", 1)]
