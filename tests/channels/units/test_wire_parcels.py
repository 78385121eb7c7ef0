import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from channels.units.wire.codec import decode_parcel, encode_parcel
from channels.units.wire.written import Written
from core.model.asserted import fingerprint_of
from core.model.exchange import MOST_EVENTS_A_SEGMENT, Parcel, VaultValue
from core.refusals import SegmentWrong, TooManyEvents
from tests.channels.units.parcels import (
    PERSON,
    SECRET,
    KnownHere,
    a_move,
    a_registration,
    bodies,
    chained,
    parcels,
)


@settings(max_examples=60, deadline=None)
@given(parcels())
def test_every_event_comes_back_to_the_byte_with_what_lay_beside_it(parcel: Parcel) -> None:
    back = decode_parcel(encode_parcel(parcel))
    assert bodies(back) == bodies(parcel)
    assert back.order == parcel.order
    assert back.values == parcel.values
    assert dict(back.secrets) == dict(parcel.secrets)
    assert back.documents == parcel.documents


@settings(max_examples=15, deadline=None)
@given(parcels())
def test_the_same_parcel_is_always_the_same_bytes(parcel: Parcel) -> None:
    assert encode_parcel(parcel) == encode_parcel(parcel)


def test_the_hashes_of_a_chain_do_not_travel_but_its_ends_do() -> None:
    run = chained([a_move(at=at) for at in range(60)], before="ab" * 32)
    written = encode_parcel(Parcel(events=tuple(run)))
    assert bodies(decode_parcel(written)) == [event.body() for event in run]
    text, ends = written.text.decode(), (run[0].prev_hash, run[-1].hash())
    assert not any(event.prev_hash in text for event in run)
    assert all(bytes.fromhex(end) in _shifted(written.raw) for end in ends)
    assert len(written.raw) < 64 + 60 * 8


def _shifted(raw: bytes) -> bytes:
    """Join the bytes as they lie at each of the eight bits where one may begin."""
    whole, size = int.from_bytes(raw, "big"), len(raw)
    return b"|".join((whole >> shift).to_bytes(size, "big") for shift in range(8))


def test_a_chain_that_would_end_in_another_hash_is_refused() -> None:
    run = chained([a_move(at=at) for at in range(3)])
    written = encode_parcel(Parcel(events=tuple(run)))
    spoilt = Written(written.text.replace(b"muni-pisac", b"muni-calca"), written.raw)
    assert spoilt != written
    with pytest.raises(SegmentWrong) as refused:
        decode_parcel(spoilt)
    assert refused.value.facts == {"problem": "chain"}


def test_a_commitment_is_worked_out_from_the_secret_and_the_value_that_travel() -> None:
    event, value = a_registration()
    said = event.draft.data["sealed"]["name"]["commitment"]
    parcel = Parcel(events=(event,), order=(9,), values=(value,), secrets={PERSON: SECRET})
    written = encode_parcel(parcel)
    assert said not in written.text.decode()
    assert bytes.fromhex(said) not in _shifted(written.raw)
    assert bytes.fromhex(SECRET) in _shifted(written.raw)
    assert bodies(decode_parcel(written)) == bodies(parcel)


@pytest.mark.parametrize(
    ("values", "secrets"),
    [
        ((), {}),
        ((), {PERSON: SECRET}),
        ((VaultValue(PERSON, "name", 1, "Rosa Mamani Quispe"),), {}),
        ((VaultValue(PERSON, "name", 1, "Rosa Mamani"),), {PERSON: SECRET}),
        ((VaultValue(PERSON, "name", 2, "Rosa Mamani Quispe"),), {PERSON: SECRET}),
        ((VaultValue(PERSON, "name", 1, "Rosa Mamani Quispe"),), {PERSON: "5e" * 15}),
        ((VaultValue(PERSON, "name", 1, "Rosa Mamani Quispe"),), {PERSON: "not a secret"}),
    ],
)
def test_a_commitment_that_cannot_be_worked_out_is_carried(
    values: tuple[VaultValue, ...], secrets: dict[str, str]
) -> None:
    event, _ = a_registration()
    parcel = Parcel(events=(event,), values=values, secrets=secrets)
    assert bodies(decode_parcel(encode_parcel(parcel))) == bodies(parcel)


def test_what_both_places_know_need_not_travel_and_a_place_that_forgot_it_refuses() -> None:
    event, value = a_registration()
    knows = KnownHere({PERSON: bytes.fromhex(SECRET)}, {(PERSON, "name", 1): value.value})
    parcel = Parcel(events=(event,))
    written = encode_parcel(parcel, knows)
    assert len(written.raw) < len(encode_parcel(parcel).raw)
    assert bodies(decode_parcel(written, knows)) == bodies(parcel)
    for forgetful in (None, KnownHere(), KnownHere(knows.secrets), KnownHere({}, knows.values)):
        with pytest.raises(SegmentWrong):
            decode_parcel(written, forgetful)


def test_the_fingerprint_of_an_assertion_is_worked_out_and_an_odd_one_carried() -> None:
    facts = dict.fromkeys(("station", "cure_days", "outcome", "observed_on", "notified_on"))
    said = {"state": "EN_TRAMITE", "procedure": "PE/queja", "reasons": [], "distance_days": 0}
    days = dict.fromkeys(("presented_on", "received_on", "resolved_on"), "2026-11-20")
    data: dict[str, Any] = {**facts, **said, **days}
    true, odd = fingerprint_of(data), "ab" * 32
    for fingerprint in (true, odd):
        parcel = Parcel(events=(a_move("asserted", **data, fingerprint=fingerprint),))
        written = encode_parcel(parcel)
        assert bodies(decode_parcel(written)) == bodies(parcel)
        assert (len(written.raw) < 32) is (fingerprint == true)


def test_moments_lose_nothing_that_the_journal_keeps() -> None:
    exact = a_move()
    early, late = (
        replace(exact, recorded_at=exact.recorded_at + timedelta(microseconds=us))
        for us in (1, 999)
    )
    back = decode_parcel(encode_parcel(Parcel(events=(exact, early, late))))
    assert {event.recorded_at for event in back.events} == {exact.recorded_at}
    assert bodies(back) == [event.body() for event in (exact, early, late)]


def test_a_segment_holds_no_more_events_than_a_cut_may_cost() -> None:
    most = Parcel(events=tuple(a_move(at=at) for at in range(MOST_EVENTS_A_SEGMENT)))
    assert len(decode_parcel(encode_parcel(most)).events) == MOST_EVENTS_A_SEGMENT
    with pytest.raises(TooManyEvents):
        encode_parcel(Parcel(events=(*most.events, a_move())))


WRONG: tuple[object, ...] = (
    None, 7, "", "#", [], [[]], {}, ["x", "#!", 5], [["x", 0], "##"], "\x7f",
)  # fmt: skip


def _spoilt_columns() -> list[bytes]:
    """Write columns that no one of ours writes."""
    columns = encode_parcel(Parcel(events=(a_move(), a_move(at=1)))).columns()
    spoilt: list[object] = [
        *({"a": 1}, [], ["p"], ["p", 1e9, 0, ""], ["p", -1, 0, "", *columns[4:]])
    ]
    spoilt += [["p", 201, 0, "", *columns[4:]], ["p", 2, 1, "", *columns[4:]], ["s", *columns[1:]]]
    for place in range(4, len(columns)):
        spoilt += [[*columns[:place], wrong, *columns[place + 1 :]] for wrong in WRONG]
    return [json.dumps(one).encode() for one in spoilt]


def test_columns_that_make_no_sense_are_refused_and_nothing_else_happens() -> None:
    raw = encode_parcel(Parcel(events=(a_move(), a_move(at=1)))).raw
    texts = [b"", b"\xff", b"[" * 100_000, b"null", b"9" * 5000, *_spoilt_columns()]
    read = 0
    for text in texts:
        try:
            back = decode_parcel(Written(text, raw))
        except SegmentWrong:
            continue
        read += 1
        assert len(back.events) == 2
    # Some of the wrong columns happen to say as much as the right ones.
    assert read < len(texts) / 4


def test_bits_that_are_missing_or_left_over_are_refused() -> None:
    written = encode_parcel(Parcel(events=(a_move(), a_move(at=1))))
    for raw in (b"", written.raw[:-1], written.raw + b"\0", written.raw + b"\1"):
        with pytest.raises(SegmentWrong):
            decode_parcel(Written(written.text, raw))


def test_days_far_from_the_event_come_back() -> None:
    event = a_move()
    far = replace(event.draft, presented_on=date.min, received_on=date.max, effective_on=None)
    parcel = Parcel(events=(replace(event, draft=far),))
    assert bodies(decode_parcel(encode_parcel(parcel))) == bodies(parcel)


def test_a_text_within_a_text_within_a_text_is_not_unfolded_twice() -> None:
    """Each turn would double what is read: thirty would be a gigabyte."""
    inner = '{"a":"[\\"[]\\"]"}'
    parcel = Parcel(events=(a_move(nested=inner),))
    written = encode_parcel(parcel)
    assert bodies(decode_parcel(written)) == bodies(parcel)
    bomb = written.text.replace(b'["$",{"a":0}]', b'["$",{"a":["$",0]}]')
    assert bomb != written.text
    with pytest.raises(SegmentWrong):
        decode_parcel(Written(bomb, written.raw))


def test_an_hour_of_a_year_before_the_count_of_moments_begins_comes_back() -> None:
    event = a_move()
    old = datetime(1931, 7, 28, 12, 0, 0, 1000, tzinfo=event.recorded_at.tzinfo)
    parcel = Parcel(events=(replace(event, recorded_at=old),))
    assert bodies(decode_parcel(encode_parcel(parcel))) == bodies(parcel)
