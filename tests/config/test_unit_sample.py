from itertools import pairwise
from pathlib import Path

from channels.units.wire.codec import decode_parcel, encode_parcel
from channels.units.wire.snapshots import decode_snapshot, encode_snapshot
from config.unit_sample import BOAT, HUB, SampleMaker
from tests.houses import shipped


def test_the_sample_of_an_exchange_is_what_both_sides_would_send(tmp_path: Path) -> None:
    sample = SampleMaker.of(tmp_path, shipped(), seed=7).exchange(cases=60, events=24)
    (up,), (down,) = sample.up, sample.down
    assert len(up.events) == len(down.events) == 24
    assert {event.id.origin for event in up.events} == {BOAT}
    assert {event.id.origin for event in down.events} == {HUB}
    assert up.order == ()
    assert all(later > earlier for earlier, later in pairwise(down.order))
    assert all(later.prev_hash == earlier.hash() for earlier, later in pairwise(up.events))
    assert {event.prev_hash for event in down.events} == {""}
    for parcel in (up, down):
        back = decode_parcel(encode_parcel(parcel))
        assert [event.body() for event in back.events] == [one.body() for one in parcel.events]
    assert len(sample.load.cases) == 60
    (load,) = encode_snapshot(sample.load)
    assert decode_snapshot(load).cases == sample.load.cases
    assert decode_snapshot(load).citizens == sample.load.citizens
