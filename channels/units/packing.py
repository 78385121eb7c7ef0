"""Packs parcels as segments so small that a cut line loses little."""

from collections.abc import Iterator
from typing import NamedTuple

from channels.units.wire.codec import encode_parcel
from channels.units.wire.segment import Packer
from core.model.exchange import MOST_EVENTS_A_SEGMENT, Parcel
from core.model.parcel_cutting import cut

# A line that breaks loses less than 8 KB: a segment, and the heads of HTTP and bundle.
LARGEST_SEGMENT = 6 * 1024


class Packed(NamedTuple):
    """A segment, with the parcel that is in it."""

    parcel: Parcel
    segment: bytes


def packed(parcel: Parcel, packer: Packer) -> Iterator[Packed]:
    """Pack a parcel in its order, cut wherever a segment would be too large or too long."""
    if not parcel.events:
        return
    if len(parcel.events) <= MOST_EVENTS_A_SEGMENT:
        segment = packer.pack(encode_parcel(parcel))
        if len(segment) <= LARGEST_SEGMENT or len(parcel.events) == 1:
            yield Packed(parcel, segment)
            return
    at = min(MOST_EVENTS_A_SEGMENT, (len(parcel.events) + 1) // 2)
    for part in cut(parcel, at):
        yield from packed(part, packer)
