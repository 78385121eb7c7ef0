from dataclasses import fields, replace
from itertools import product

import pytest

from core.model.disclosure import Evidence, Level, Path, level

PROOFS = [field.name for field in fields(Evidence) if field.name != "path"]
EVERY_EVIDENCE = [
    Evidence(path, **dict(zip(PROOFS, proofs, strict=True)))
    for path in Path
    for proofs in product([False, True], repeat=len(PROOFS))
]
PHONE_PATHS = {Path.REPLY_TO_NUMBER, Path.OUR_CALL}

# The table of who may hear what, highest first: level, on which paths, with which proofs.
TABLE: list[tuple[Level, set[Path], set[str]]] = [
    (Level.EVERYTHING, {Path.DESK}, {"document_seen"}),
    (Level.DETAIL, {Path.ADDRESS}, set()),
    (Level.DETAIL, PHONE_PATHS, {"phone_is_own"}),
    (Level.DETAIL, set(Path), {"number_is_given", "clave_is_right"}),
    (Level.STAGE, PHONE_PATHS, {"phone_is_registered"}),
    (Level.STAGE, set(Path), {"number_is_given"}),
    (Level.OPEN, set(Path), set()),
]


def proofs_of(evidence: Evidence) -> set[str]:
    return {name for name in PROOFS if getattr(evidence, name)}


def by_the_table(evidence: Evidence) -> Level:
    rows = (row for row in TABLE if evidence.path in row[1] and row[2] <= proofs_of(evidence))
    return max(row[0] for row in rows)


def test_every_combination_of_proofs_opens_what_the_table_says() -> None:
    assert len(EVERY_EVIDENCE) == 160
    assert [level(evidence) for evidence in EVERY_EVIDENCE] == list(
        map(by_the_table, EVERY_EVIDENCE)
    )
    assert {level(evidence) for evidence in EVERY_EVIDENCE} == set(Level)


def test_one_more_proof_never_closes_anything() -> None:
    for evidence in EVERY_EVIDENCE:
        for more in EVERY_EVIDENCE:
            if more.path is evidence.path and proofs_of(evidence) <= proofs_of(more):
                assert level(more) >= level(evidence)


def test_a_caller_id_that_may_be_forged_opens_nothing() -> None:
    for evidence in EVERY_EVIDENCE:
        if evidence.path is Path.CALLER:
            spoofed = replace(evidence, phone_is_own=True, phone_is_registered=True)
            assert level(spoofed) == level(evidence)


def test_everything_is_told_only_to_a_person_who_shows_a_document() -> None:
    for evidence in EVERY_EVIDENCE:
        if level(evidence) is Level.EVERYTHING:
            assert evidence.path is Path.DESK
            assert evidence.document_seen


def test_a_shared_phone_hears_the_stage_until_the_clave_is_given() -> None:
    shared = Evidence(Path.REPLY_TO_NUMBER, phone_is_registered=True, number_is_given=False)
    assert level(shared) is Level.STAGE
    assert level(replace(shared, number_is_given=True)) is Level.STAGE
    assert level(replace(shared, number_is_given=True, clave_is_right=True)) is Level.DETAIL


@pytest.mark.parametrize("path", list(Path))
def test_a_clave_without_its_number_says_nothing(path: Path) -> None:
    without = Evidence(path, number_is_given=False)
    assert level(replace(without, clave_is_right=True)) == level(without)


@pytest.mark.parametrize("path", list(Path))
def test_the_number_alone_always_opens_the_stage(path: Path) -> None:
    assert level(Evidence(path)) >= Level.STAGE
