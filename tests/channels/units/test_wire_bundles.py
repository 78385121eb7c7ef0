import json
import struct
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.units.wire import bundle
from channels.units.wire.bundle import MAGIC, BundleReader, BundleWriter
from channels.units.wire.bundle_header import MOST_HEADER_BYTES, BundleHeader
from channels.units.wire.segment import MOST_SEGMENT_BYTES
from channels.units.wire.signing import new_signing_key, public_half, sign
from core.refusals import (
    BundleCut,
    BundleDamaged,
    BundleForeign,
    BundleNewer,
    CitizenUnknown,
    Refusal,
)

SECRET = bytes(range(32))
PUBLIC = public_half(SECRET)
SEGMENTS = (b"first segment", b"", b"the third, longer than the others")
HEADER = BundleHeader(
    kind="up",
    origin="unidad-01",
    epoch=77,
    session="s1",
    created="2026-11-20T17:00:00.000Z",
    told={"cursors": {"080405": 9}, "ñandú": None},
)


def a_bundle(segments: Iterable[bytes] = SEGMENTS, header: BundleHeader = HEADER) -> bytes:
    return BundleWriter(SECRET).write(header, segments)


def a_reader() -> BundleReader:
    return BundleReader(lambda _: PUBLIC)


def read(pieces: Iterable[bytes]) -> tuple[list[bytes], Refusal | None]:
    reader, found = a_reader(), list[bytes]()
    try:
        for piece in pieces:
            found += reader.feed(piece)
        reader.finish()
    except Refusal as refusal:
        return found, refusal
    return found, None


def test_header_and_segments_come_back() -> None:
    reader = a_reader()
    assert reader.feed(a_bundle()) == SEGMENTS
    assert reader.finish() == HEADER


def test_a_bundle_with_nothing_to_send_costs_little() -> None:
    empty = a_bundle([], replace(HEADER, told={}))
    assert a_reader().feed(empty) == ()
    assert len(empty) < 240


@given(st.lists(st.integers(1, 40)))
def test_it_does_not_matter_in_which_pieces_a_bundle_arrives(sizes: list[int]) -> None:
    left, pieces = a_bundle(), list[bytes]()
    for size in sizes:
        pieces.append(left[:size])
        left = left[size:]
    assert read([*pieces, left]) == (list(SEGMENTS), None)


def test_cut_at_any_byte_what_was_whole_counts_and_the_cut_is_told() -> None:
    whole = a_bundle()
    ends = [len(whole) - sum(map(len, SEGMENTS[at:])) for at in range(len(SEGMENTS) + 1)]
    for cut in range(len(whole)):
        found, fault = read([whole[:cut]])
        assert isinstance(fault, BundleCut)
        assert len(found) == max(0, sum(cut >= end for end in ends) - 1)
        assert found == list(SEGMENTS[: len(found)])


def test_no_flipped_bit_lets_anything_through_that_was_not_signed() -> None:
    whole = a_bundle()
    for at in range(len(whole)):
        for bit in (1, 128):
            spoilt = bytearray(whole)
            spoilt[at] ^= bit
            found, fault = read([bytes(spoilt)])
            assert isinstance(fault, BundleForeign | BundleNewer | BundleDamaged | BundleCut)
            assert found == list(SEGMENTS[: len(found)])


def test_what_came_before_a_fault_is_handed_over_before_the_fault_is_told() -> None:
    whole = a_bundle()
    spoilt = whole[:-1] + bytes([whole[-1] ^ 1])
    reader = a_reader()
    assert reader.feed(spoilt) == SEGMENTS[:2]
    for ask in (reader.finish, reader.finish, lambda: reader.feed(b"")):
        with pytest.raises(BundleDamaged) as refused:
            ask()
        assert refused.value.facts == {"problem": "segment"}


def test_a_bundle_that_is_sent_twice_says_the_same_twice() -> None:
    assert read([a_bundle()]) == read([a_bundle()])
    found, fault = read([a_bundle() + a_bundle()])
    assert found == list(SEGMENTS)
    assert fault is not None
    assert fault.facts == {"problem": "longer"}


@pytest.mark.parametrize(
    "foreign", [b"PK\x03\x04", b"age-encryption.org/v1\n", b"X", b"CVGQ", b"\0" * 300, b"{}"]
)
def test_foreign_bytes_are_called_foreign(foreign: bytes) -> None:
    assert isinstance(read([foreign])[1], BundleForeign)


def test_another_key_opens_nothing() -> None:
    reader = BundleReader(lambda _: public_half(new_signing_key()))
    with pytest.raises(BundleDamaged) as refused:
        reader.feed(a_bundle())
    assert refused.value.facts == {"problem": "signature"}
    assert reader.header is None


def test_whoever_keeps_the_keys_may_refuse_and_sees_who_speaks() -> None:
    def nobody(header: BundleHeader) -> bytes:
        assert header == HEADER
        raise CitizenUnknown

    with pytest.raises(CitizenUnknown):
        BundleReader(nobody).feed(a_bundle())


def with_header(said: object, count: int = 0) -> bytes:
    written = said if isinstance(said, bytes) else json.dumps(said).encode()
    head = MAGIC + struct.pack(">I", len(written)) + written + struct.pack(">H", count)
    return head + sign(SECRET, b"convergencia/bundle/1\n" + head)


@pytest.mark.parametrize("proto", [0, 2, 99, "1", None, [1]])
def test_a_bundle_of_another_time_is_refused_as_such(proto: object) -> None:
    fault = read([with_header({"proto": proto, "whatever": {}})])[1]
    assert isinstance(fault, BundleNewer)


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"\xff", b"[" * 9000, {"proto": 1}, {"proto": 1, "kind": "up"}, {"proto": True}],
)
def test_a_header_that_is_none_is_refused_even_if_it_is_signed(said: object) -> None:
    assert isinstance(read([with_header(said)])[1], BundleDamaged)


def test_a_header_must_be_written_in_the_one_way_and_with_its_types() -> None:
    said = json.loads(HEADER.written())
    wrongs: tuple[dict[str, object], ...] = (
        {"epoch": "77"},
        {"told": []},
        {"kind": None},
        {"more": 1},
        {"epoch": True},
    )
    for wrong in wrongs:
        assert isinstance(read([with_header({**said, **wrong})])[1], BundleDamaged)
    spaced = json.dumps(said, indent=1).encode()
    assert isinstance(read([with_header(spaced)])[1], BundleDamaged)


def test_sizes_are_looked_at_before_anything_is_kept() -> None:
    far = MAGIC + struct.pack(">I", MOST_HEADER_BYTES + 1)
    assert read([far])[1] is not None
    many = with_header(HEADER.written(), count=bundle.MOST_SEGMENTS + 1)
    assert isinstance(read([many])[1], BundleDamaged)
    with pytest.raises(BundleDamaged):
        a_bundle([b"x"] * (bundle.MOST_SEGMENTS + 1))
    with pytest.raises(BundleDamaged):
        a_bundle([bytes(MOST_SEGMENT_BYTES + 1)])
    with pytest.raises(BundleDamaged):
        a_bundle([], replace(HEADER, told={"a": "x" * MOST_HEADER_BYTES}))


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_chance_is_never_a_bundle(arrived: bytes) -> None:
    for begun in (arrived, MAGIC + arrived):
        found, fault = read([begun])
        assert found == []
        assert fault is not None
