"""Trains a dictionary on parcels and snapshots that tell of nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backports import zstd

from channels.units.wire.codec import encode_parcel
from channels.units.wire.snapshots import encode_snapshot
from core.model.exchange import Parcel, Snapshot

MOST_BYTES = 64 * 1024
# A normal session carries few events: the dictionary must know short segments too.
_SHORT = (5, 25, 100)


def texts_of(*told: Parcel | Snapshot) -> Iterator[bytes]:
    """Write what is to be learnt from, whole and in shorter pieces."""
    for one in told:
        if isinstance(one, Snapshot):
            yield from (written.text for written in encode_snapshot(one))
            continue
        yield encode_parcel(one).text
        for size in _SHORT:
            yield encode_parcel(_begun(one, size)).text


def trained(texts: Iterable[bytes]) -> bytes:
    """Train a dictionary."""
    return zstd.train_dict(list(texts), MOST_BYTES).dict_content


def _begun(parcel: Parcel, size: int) -> Parcel:
    """Cut a parcel to its first events; values and secrets of others stay, and do no harm."""
    return replace(parcel, events=parcel.events[:size], order=parcel.order[:size])
