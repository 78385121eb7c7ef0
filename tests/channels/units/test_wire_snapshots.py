import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.units.wire.snapshots import (
    MOST_CASES_A_SLICE,
    MOST_ROWS,
    decode_snapshot,
    encode_snapshot,
    slices,
)
from channels.units.wire.written import Written
from core.model.asserted import fingerprint_of
from core.model.exchange import Snapshot, VaultValue
from core.refusals import SegmentWrong
from tests.channels.units.parcels import PERSON, documents, texts, values, vault_values

CLOCK = {
    "term": {"count": 30, "unit": "business_days", "basis": "TUO LPAG art. 39"},
    "silence": "positive",
    "started_on": "2026-11-02",
    "pauses": [["2026-11-10", None, "TUO LPAG art. 136"]],
    "citizen_term": None,
    "citizen_since": None,
    "issued_on": None,
    "distance_days": 0,
    "electronic": False,
}


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def a_case(number: int, applicant: str = PERSON, **told: object) -> dict[str, Any]:
    return {
        "number": f"{number:010d}",
        "institution": "PE/muni-pisac",
        "procedure": "PE/queja",
        "applicant": applicant,
        "district": "080405",
        "state": "EN_TRAMITE",
        "station": None,
        "outcome": None,
        "clock": canonical(CLOCK),
        "reasons": "[]",
        "last": f"hub.77.{number}",
        "heads": canonical([f"hub.77.{number}"]),
        "presented_on": "2026-11-01",
        "received_on": "2026-11-02",
        "fingerprint": None,
        **told,
    }


def a_person(place: int) -> str:
    return f"{place * 2654435761 % 2**128:032x}"


def a_snapshot(people: int, cases_each: int = 1) -> Snapshot:
    persons = sorted(a_person(place) for place in range(people))
    numbers = range(people * cases_each)
    return Snapshot(
        as_of=900,
        buckets=frozenset({"080405", "*"}),
        cases=tuple(a_case(n, persons[n % people]) for n in numbers),
        citizens=tuple({"id": one, "facts": canonical({"id": one})} for one in persons),
        values=tuple(VaultValue(one, "name", 1, f"Rosa {one[:4]}") for one in persons),
        secrets={one: one[::-1] for one in persons},
    )


def read(snapshot: Snapshot) -> list[Snapshot]:
    return [decode_snapshot(one) for one in encode_snapshot(snapshot)]


def joined(parts: Sequence[Snapshot], name: str, key: str) -> list[Mapping[str, object]]:
    rows = [row for part in parts for row in getattr(part, name)]
    return sorted(rows, key=lambda row: str(row[key]))


rows = st.dictionaries(texts, values, max_size=4)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(rows, max_size=4),
    st.lists(rows, max_size=4),
    st.lists(documents, max_size=1),
    st.lists(vault_values, max_size=3, unique_by=lambda one: (one.person, one.field, one.version)),
)
def test_whatever_the_rows_hold_comes_back(
    cases: list[dict[str, Any]],
    others: list[dict[str, Any]],
    held: list[Any],
    beside: list[VaultValue],
) -> None:
    numbered = [{**a_case(at), **row, "number": f"{at:010d}"} for at, row in enumerate(cases)]
    for row in numbered:
        row["applicant"] = PERSON
    keyed = tuple({**row, "id": str(at)} for at, row in enumerate(others))
    told = Snapshot(
        as_of=1,
        buckets=frozenset(),
        cases=tuple(numbered),
        citizens=keyed,
        users=keyed,
        visits=keyed,
        values=tuple(sorted(beside, key=lambda one: (one.person, one.field, one.version))),
        documents=tuple(held),
    )
    assert read(told) == [told]


def test_a_person_comes_with_all_their_cases_and_values_in_one_slice() -> None:
    told = a_snapshot(people=150, cases_each=3)
    parts = read(told)
    assert [len(part.cases) for part in parts] == [198, 198, 54]
    assert joined(parts, "cases", "number") == list(told.cases)
    assert joined(parts, "citizens", "id") == list(told.citizens)
    for part in parts:
        persons = {row["id"] for row in part.citizens}
        assert {row["applicant"] for row in part.cases} == persons == set(part.secrets)
        assert {value.person for value in part.values} == persons
        assert (part.as_of, part.buckets) == (told.as_of, told.buckets)


def test_who_has_more_cases_than_fit_comes_again_with_each_slice() -> None:
    told = a_snapshot(people=1, cases_each=2 * MOST_CASES_A_SLICE + 1)
    parts = read(told)
    assert [len(part.cases) for part in parts] == [MOST_CASES_A_SLICE, MOST_CASES_A_SLICE, 1]
    assert all(part.citizens == told.citizens for part in parts)


def test_a_first_load_without_a_case_still_says_as_of_when() -> None:
    told = Snapshot(as_of=7, buckets=frozenset({"*"}), users=({"id": "u", "facts": "{}"},))
    assert read(told) == [told]


def test_what_belongs_to_no_case_comes_with_the_first_slice() -> None:
    told = replace(a_snapshot(people=MOST_CASES_A_SLICE + 1), visits=({"id": "v"},))
    staff = VaultValue("f" * 32, "name", 1, "Ana")
    told = replace(told, users=({"id": "f" * 32},), values=(*told.values, staff))
    first, second = slices(told)
    assert first.users == told.users
    assert staff in first.values
    assert not second.users
    assert not second.visits


def office_said(**more: object) -> str:
    said: dict[str, object] = {
        **dict.fromkeys(("station", "outcome", "observed_on", "notified_on", "resolved_on")),
        "state": "EN_TRAMITE",
        "procedure": "PE/queja",
        "reasons": [],
        "distance_days": 0,
        "presented_on": "2026-11-01",
        "received_on": "2026-11-02",
        "cure_days": None,
    }
    return fingerprint_of({**said, **more})


def waiting(count: int) -> str:
    cure = {"count": count, "unit": "business_days", "basis": "TUO LPAG art. 136"}
    return canonical({**CLOCK, "citizen_term": cure, "citizen_since": "2026-11-10"})


@pytest.mark.parametrize(
    ("case", "is_left_out"),
    [
        (a_case(1, fingerprint=office_said()), True),
        (a_case(1, fingerprint=office_said(cure_days=5)), False),
        (a_case(1, fingerprint="ab" * 32), False),
        (a_case(1, fingerprint=7), True),
        (a_case(1, fingerprint="ab" * 32, clock="[]"), False),
        (
            a_case(
                1,
                state="REQUERIDO",
                clock=waiting(5),
                fingerprint=office_said(state="REQUERIDO", observed_on="2026-11-10", cure_days=5),
            ),
            True,
        ),
    ],
)
def test_a_fingerprint_that_follows_from_the_case_does_not_travel(
    case: dict[str, Any], *, is_left_out: bool
) -> None:
    told = Snapshot(as_of=1, buckets=frozenset(), cases=(case,))
    (written,) = encode_snapshot(told)
    assert decode_snapshot(written) == told
    assert (len(written.raw) < 40) is is_left_out


def test_heads_that_are_not_just_the_last_event_are_told() -> None:
    for heads in ("[]", canonical(["hub.77.1", "unidad-01.5.9"]), None, ["hub.77.1"]):
        told = Snapshot(as_of=1, buckets=frozenset(), cases=(a_case(1, heads=heads),))
        assert read(told) == [told]


def test_a_snapshot_that_makes_no_sense_is_refused() -> None:
    (written,) = encode_snapshot(a_snapshot(people=2))
    columns = written.columns()
    spoilt = [["p", *columns[1:]], ["s", "now", *columns[2:]], columns[:5], []]
    spoilt += [[*columns[:4], [MOST_ROWS + 1, *columns[4][1:]], *columns[5:]]]
    spoilt += [[*columns[:at], None, *columns[at + 1 :]] for at in range(2, len(columns))]
    for one in spoilt:
        with pytest.raises(SegmentWrong):
            decode_snapshot(Written(json.dumps(one).encode(), written.raw))
