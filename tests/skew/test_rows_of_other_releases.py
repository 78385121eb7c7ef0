"""Rows, documents and headers of another release: what is not understood is passed over."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from channels.units.spoken import hello_words, read_answer, read_hello
from channels.units.wire.bundle_header import PROTO, BundleHeader
from channels.units.wire.snapshots import decode_snapshot, encode_snapshot
from config.exchanging import hub_shelf_of
from config.house import House, build
from core.inquiry import Asker
from core.model.disclosure import Path as Way
from core.model.document import Document
from core.model.exchange import Parcel, Snapshot
from core.refusals import BundleNewer, ProcedureUnknown
from core.store.exchange import StoreUnitShelf
from tests.channels.units.exchanges import Between
from tests.core.rows import projected, rows
from tests.core.stories import a_case, case_of
from tests.houses import shipped
from tests.skew.releases import Three


def first_load(three: Three) -> Snapshot:
    """Read what stands in the district of a unit."""
    device = three.hub.shelf.devices.get("boat-2")
    assert device is not None
    epoch = next(iter(device.codes))
    return hub_shelf_of(three.hub).snapshot(device.scope(epoch), device.buckets)


def test_a_first_load_of_a_later_release_brings_columns_that_nobody_here_knows(
    three: Three,
) -> None:
    number = a_case(three.hub)
    load = first_load(three)
    wider = replace(
        load,
        as_of=load.as_of + 1,
        cases=tuple({**row, "drone": "7", "more": None} for row in load.cases),
        citizens=tuple({**row, "drone": 7} for row in load.citizens),
    )
    segments = list(encode_snapshot(wider))
    shelf = StoreUnitShelf(three.older.shelf.ledger)
    for segment in segments:
        shelf.load(decode_snapshot(segment))
    assert case_of(three.older, number) == case_of(three.hub, number)
    three.older.shelf.journal.rebuild(three.older.shelf.ledger.reckon(), lambda _: None)
    assert case_of(three.older, number) == case_of(three.hub, number)


def a_header(**told: Any) -> BundleHeader:  # noqa: ANN401 - as a release may say
    words = hello_words({"*": 1}, {}, knows_scope="", most_bytes=0)
    return BundleHeader(
        kind="request",
        origin="boat-1",
        epoch=7,
        session="1",
        created="2026-11-20T17:00:00.000Z",
        schema_max=3,
        told={**words, **told},
    )


def test_a_hello_tells_the_newest_schema_and_what_else_it_says_is_passed_over() -> None:
    header = BundleHeader.read(a_header(drones=[7], wind={"from": "north"}).written())
    assert header.schema_max == 3
    hello = read_hello(header, "digest")
    assert (hello.origin, hello.cursors) == ("boat-1", {"*": 1})


def test_an_answer_may_say_more_than_is_known_here() -> None:
    header = replace(
        a_header(), kind="answer", told={"clock": "2026-11-20T17:00:00.000Z", "moon": 1}
    )
    told = read_answer(BundleHeader.read(header.written()))
    assert (told.acks, told.refused) == ((), "")


def test_a_wire_of_another_time_is_refused_by_its_name_and_not_as_damage() -> None:
    written = a_header().written().replace(b'"proto":1', b'"proto":2')
    assert PROTO == 1
    with pytest.raises(BundleNewer) as refused:
        BundleHeader.read(written)
    assert refused.value.facts == {"proto": 2}


def of_later(house: House) -> tuple[Document, Document, Document]:
    """Publish as a later release does: a field more, a kind more, and a book with no past."""
    known = house.shelf.documents.version("procedure", "PE/domicilio", 2)
    assert known is not None
    body = {**known.body, "drone_fee": {"soles": 3}, "short_name": "Otro nombre"}
    return (
        replace(known, version=4, body=body),
        replace(known, kind="weather", key="PE/rain", version=1, body={"moons": [1]}),
        replace(known, key="PE/sin-pasado", version=1, body={**body, "shortcut": 99}),
    )


def test_a_document_of_a_later_release_breaks_no_answer_and_no_writing(three: Three) -> None:
    number = a_case(three.hub)
    three.meet()
    before = case_of(three.older, number)
    shelf = StoreUnitShelf(three.older.shelf.ledger)
    shelf.take(Parcel(documents=of_later(three.older)), {})
    house = build(three.older.settings, clock=three.older.clock, shipped=shipped())
    assert house.inquiry.status(str(number), Asker(Way.DESK, None)).number == number
    # The newest version that this release can read holds; of what has none nothing is told.
    assert house.inquiry.procedure("domicilio").short_name == "Certificado de domicilio"
    with pytest.raises(ProcedureUnknown):
        house.inquiry.procedure("sin-pasado")
    assert case_of(house, a_case(house)).number != number
    assert case_of(house, number) == before
    Between(three.hub, house).all()
    house.shelf.journal.rebuild(house.shelf.ledger.reckon(), lambda _: None)
    assert case_of(house, number) == before
    house.close()


ODD: tuple[Mapping[str, Any], ...] = (
    {"state": "EN_ORBITA"},
    {"disputes": '[{"verdict":"por_sorteo"}]'},
    {"clock": '{"moons":7}'},
    {"outcome": "por_sorteo"},
)


def test_a_row_of_a_later_release_that_nobody_here_can_read_delays_no_other(
    three: Three,
) -> None:
    strange, plain = [a_case(three.hub) for _ in ODD], a_case(three.hub)
    load, shelf = first_load(three), StoreUnitShelf(three.older.shelf.ledger)
    odd = {number.digits: more for number, more in zip(strange, ODD, strict=True)}
    cases = tuple({**row, **odd.get(str(row["number"]), {})} for row in load.cases)
    shelf.load(replace(load, cases=cases))
    assert case_of(three.older, plain) == case_of(three.hub, plain)
    assert [three.older.shelf.cases.find(one, None) for one in strange] == [None] * len(ODD)
    before = projected(three.older)
    three.older.shelf.journal.rebuild(three.older.shelf.ledger.reckon(), lambda _: None)
    assert projected(three.older) == before
    # Each row is kept as it came: what can read it later will.
    kept = {row["subject"]: json.loads(row["facts"]) for row in rows(three.older, "subject_base")}
    assert [kept[f"case:{number}"].items() >= more.items() for number, more in odd.items()] == [
        True
    ] * len(ODD)
    shelf.load(replace(load, as_of=load.as_of + 1))
    for number in strange:
        assert case_of(three.older, number) == case_of(three.hub, number)
