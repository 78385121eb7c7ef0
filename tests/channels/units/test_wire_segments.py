import struct
import tracemalloc
from collections.abc import Callable

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.units.wire.codec import decode_parcel, encode_parcel
from channels.units.wire.segment import MOST_SEGMENT_BYTES, MOST_TEXT_BYTES, Packer
from channels.units.wire.shipped_dictionaries import read_packer
from channels.units.wire.training import MOST_BYTES, texts_of, trained
from channels.units.wire.written import Written
from core.model.exchange import Parcel
from core.refusals import DictionaryUnknown, Refusal, SegmentWrong
from tests.channels.units.parcels import a_move, bodies, chained

MIB = 1024 * 1024
PLAIN = Packer({})


def a_parcel(count: int = 5) -> Parcel:
    return Parcel(events=tuple(chained([a_move(at=at) for at in range(count)])))


def around(frame: bytes, raw: bytes = b"") -> bytes:
    return struct.pack(">HI", 0, len(raw)) + raw + frame


def problem_of(segment: bytes, packer: Packer = PLAIN) -> object:
    with pytest.raises(SegmentWrong) as refused:
        packer.unpack(segment)
    return refused.value.facts["problem"]


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_both_halves_come_back(text: bytes, raw: bytes) -> None:
    for packer in (PLAIN, read_packer()):
        assert packer.unpack(packer.pack(Written(text, raw))) == Written(text, raw)


def test_the_shipped_dictionary_is_small_and_halves_a_small_parcel() -> None:
    shipped, written = read_packer(), encode_parcel(a_parcel())
    assert shipped.newest == max(shipped.dictionaries)
    assert all(len(one.dict_content) <= MOST_BYTES for one in shipped.dictionaries.values())
    with_it, without = len(shipped.pack(written)), len(PLAIN.pack(written))
    assert with_it - len(written.raw) < (without - len(written.raw)) / 2


def test_a_dictionary_that_is_not_shipped_is_named() -> None:
    segment = struct.pack(">H", 60_000) + PLAIN.pack(Written(b"[]", b""))[2:]
    with pytest.raises(DictionaryUnknown) as refused:
        read_packer().unpack(segment)
    assert refused.value.facts == {"number": 60_000}


def test_an_old_dictionary_still_reads_what_was_written_with_it() -> None:
    texts = [
        text for size in range(20, 40) for text in texts_of(Parcel(events=a_parcel(size).events))
    ]
    old, new = zstd.ZstdDict(trained(texts)), zstd.ZstdDict(trained(texts[::2]))
    written = encode_parcel(a_parcel())
    segment = Packer({1: old}, 1).pack(written)
    assert Packer({1: old, 2: new}, 2).unpack(segment) == written
    with pytest.raises(Refusal):
        decode_parcel(Packer({1: new}, 1).unpack(segment))


def test_a_bomb_of_zeros_is_refused_long_before_it_is_unpacked() -> None:
    bomb = zstd.compress(bytes(100 * MIB), 19)
    assert len(bomb) < 20_000
    assert problem_of(around(bomb)) == "too_large"


def test_a_bomb_that_stays_under_the_ratio_is_stopped_at_the_limit() -> None:
    chance = b"".join(struct.pack(">I", n * 2654435761 % 2**32) * 40 for n in range(40_000))
    assert len(chance) > MOST_TEXT_BYTES
    frame = zstd.compress(chance, 3)
    assert len(frame) * 200 > len(chance)
    assert problem_of(around(frame)) == "too_large"


def a_frame(descriptor: int, *fields: bytes) -> bytes:
    """Write a frame by hand: its last block holds one letter."""
    return b"\x28\xb5\x2f\xfd" + bytes([descriptor]) + b"".join(fields) + b"\x09\x00\x00x"


def test_a_tiny_frame_that_declares_a_terabyte_gets_no_memory() -> None:
    terabyte = struct.pack("<Q", 2**40)
    tracemalloc.start()
    assert problem_of(around(a_frame(0xC0, b"\x58", terabyte))) == "frame"
    assert problem_of(around(a_frame(0xE0, terabyte))) == "frame"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MIB


def test_a_frame_that_wants_a_window_of_gigabytes_is_refused() -> None:
    eight_mib, sixteen_mib, three_tib = b"\x68", b"\x70", b"\xff"
    assert PLAIN.unpack(around(a_frame(0, eight_mib))).text == b"x"
    assert problem_of(around(a_frame(0, sixteen_mib))) == "frame"
    assert problem_of(around(a_frame(0, three_tib))) == "frame"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: good[:0],
        lambda good: good[:5],
        lambda good: good[:-1],
        lambda good: good + b"\0",
        lambda good: good + good,
        lambda good: good[:2] + b"\xff\xff\xff\xff" + good[6:],
        lambda good: good + bytes(MOST_SEGMENT_BYTES),
        lambda _: around(b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd")[:-2],
        lambda _: around(b"\x1f\x8b\x08 what gzip writes"),
        lambda _: around(b"BZh9 what bzip2 writes"),
    ],
)
def test_what_is_no_frame_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    assert problem_of(spoil(PLAIN.pack(encode_parcel(a_parcel()))))


def test_a_segment_too_large_for_any_reader_is_not_written() -> None:
    with pytest.raises(SegmentWrong):
        PLAIN.pack(Written(b"[]", bytes(MOST_SEGMENT_BYTES)))


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_whatever_byte_is_changed_the_chain_comes_back_or_nothing(data: st.DataObject) -> None:
    parcel, packer = a_parcel(), read_packer()
    segment = bytearray(packer.pack(encode_parcel(parcel)))
    for _ in range(20):
        at = data.draw(st.integers(0, len(segment) - 1))
        spoilt = bytearray(segment)
        spoilt[at] ^= data.draw(st.integers(1, 255))
        try:
            back = decode_parcel(packer.unpack(bytes(spoilt)))
        except Refusal:
            continue
        assert bodies(back) == bodies(parcel)
