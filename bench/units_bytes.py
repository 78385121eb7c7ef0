"""Measures what an exchange with a unit weighs, and where its bytes go.

`python -m bench.units_bytes`: cases of the sample command, then so many events by offices and by
a unit through the real use cases, a part of them with personal values.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.codec import decode_parcel, encode_parcel
from channels.units.wire.cursor_words import write_cursors
from channels.units.wire.envelope import close_envelope, new_identity, recipient_of
from channels.units.wire.json_value import Json
from channels.units.wire.segment import Packer
from channels.units.wire.shipped_dictionaries import read_packer
from channels.units.wire.signing import new_signing_key, public_half
from channels.units.wire.snapshots import decode_snapshot, encode_snapshot, slices
from channels.units.wire.written import Written
from config.sample import CASES, SEED
from config.settings import Settings
from config.shipped import read_shipped
from config.unit_sample import ExchangeSample, SampleMaker
from core.model.exchange import Parcel

EVENTS = 200
# What a request and its answer say besides, with the usual proxies between.
HTTP_HEADS = 400
# What the sides tell each other in the headers, of eight districts and one chain.
CURSORS: Mapping[str, Json] = {
    "cursors": write_cursors({f"0804{district:02}": 12_345 for district in range(1, 9)})
}
ACKNOWLEDGED: Mapping[str, Json] = {"acks": [["unidad-01", 1_300_571_091, 200, [[1, 12_346, 200]]]]}
PARCEL_COLUMNS = (
    "which", "events", "ordered", "codes of numbers", "kinds", "subjects", "chains", "seq",
    "hub_seq", "recorded_at", "happened_at", "hashes", "what events say", "values", "secrets",
    "documents",
)  # fmt: skip


@click.command()
@click.option("--cases", default=CASES, show_default=True, help="Cases of the sample command.")
@click.option("--events", default=EVENTS, show_default=True, help="Events each way.")
@click.option("--seed", default=SEED, show_default=True, help="Of the sample and of the deeds.")
def main(cases: int, events: int, seed: int) -> None:
    """Print what a session, an empty one and a first load weigh."""
    tell(cases, events, seed)


def tell(cases: int, events: int, seed: int) -> None:
    """Make the sample, write it, read it back and print what it weighed."""
    with tempfile.TemporaryDirectory() as folder:
        shipped = read_shipped(Settings(var_folder=Path(folder)))
        sample = SampleMaker.of(Path(folder), shipped, seed).exchange(cases=cases, events=events)
    click.echo(f"\nunits: {cases} cases of `./convergencia sample --seed {seed}`")
    packer = read_packer()
    _check(packer, sample)
    up = _weigh(packer, sample.up, CURSORS)
    down = _weigh(packer, sample.down, ACKNOWLEDGED)
    click.echo(f"  both with HTTP heads of {HTTP_HEADS}: {up + down + HTTP_HEADS} bytes")
    nothing = len(_bundle([], CURSORS)) + len(_bundle([], ACKNOWLEDGED))
    click.echo(f"  nothing to say, both with HTTP heads: {nothing + HTTP_HEADS} bytes")
    loaded = [packer.pack(written) for written in encode_snapshot(sample.load)]
    bundle = _bundle(loaded, ACKNOWLEDGED)
    enveloped = close_envelope(bundle, recipient_of(new_identity()))
    people, told = len(sample.load.secrets), len(sample.load.cases)
    click.echo(f"  first load of {told} cases of {people} people: {len(bundle)} bytes")
    click.echo(f"    {len(loaded)} segments, {len(enveloped)} in an envelope")
    for parcel in (*sample.up[:1], *sample.down[:1]):
        _tell_columns(packer, encode_parcel(parcel), "up" if not parcel.order else "down")


def _weigh(packer: Packer, parcels: Sequence[Parcel], said: Mapping[str, Json]) -> int:
    events = [event for parcel in parcels for event in parcel.events]
    personal = sum(bool(event.draft.data.get("sealed")) for event in events)
    plain = sum(len(event.body()) for event in events)
    size = len(_bundle([packer.pack(encode_parcel(parcel)) for parcel in parcels], said))
    click.echo(
        f"  {_way(said)}: {len(events)} events, {personal} with personal values: {size} bytes,"
        f" {size / max(1, len(events)):.1f} an event ({plain} as JSON)"
    )
    return size


def _way(said: Mapping[str, Json]) -> str:
    return "up" if said is CURSORS else "down"


def _bundle(segments: Iterable[bytes], said: Mapping[str, Json]) -> bytes:
    secret = new_signing_key()
    header = BundleHeader(
        kind=_way(said),
        origin="unidad-01" if said is CURSORS else "hub",
        epoch=1_300_571_091,
        session="0123456789abcdef",
        created="2026-11-20T17:00:00.000Z",
        told=said,
    )
    bundle = BundleWriter(secret).write(header, segments)
    reader = BundleReader(lambda _: public_half(secret))
    reader.feed(bundle)
    reader.finish()
    return bundle


def _check(packer: Packer, sample: ExchangeSample) -> None:
    """Refuse to print the weight of what does not come back whole."""
    for parcel in (*sample.up, *sample.down):
        back = decode_parcel(packer.unpack(packer.pack(encode_parcel(parcel))))
        if [event.body() for event in back.events] != [one.body() for one in parcel.events]:
            raise click.ClickException("a parcel did not come back")
    written = [packer.unpack(packer.pack(one)) for one in encode_snapshot(sample.load)]
    for one, part in zip(written, slices(sample.load), strict=True):
        if decode_snapshot(one).cases != part.cases:
            raise click.ClickException("a first load did not come back")


def _tell_columns(packer: Packer, written: Written, name: str) -> None:
    """Print how much each column adds to a segment, the ones before it being there."""
    columns = written.columns()
    click.echo(f"  where the text of the segment {name} goes (its bits: {len(written.raw)} bytes)")
    before = len(packer.pack(Written.of([], b"")))
    for place, column in enumerate(PARCEL_COLUMNS, 1):
        now = len(packer.pack(Written.of(columns[:place], b"")))
        click.echo(f"    {now - before:6} {column}")
        before = now


if __name__ == "__main__":
    main()
