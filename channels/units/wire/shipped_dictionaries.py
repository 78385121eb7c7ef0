"""Reads the dictionaries that a release ships: every one that was ever written with is kept."""

from importlib.resources import files

from backports import zstd

from channels.units.wire.segment import NO_DICTIONARY, Packer

FOLDER = files("channels.units.wire") / "dictionaries"
SUFFIX = ".zdict"


def read_packer() -> Packer:
    """Read every shipped dictionary; segments are written with the newest."""
    found = {
        int(file.name.removesuffix(SUFFIX)): zstd.ZstdDict(file.read_bytes())
        for file in FOLDER.iterdir()
        if file.name.endswith(SUFFIX)
    }
    return Packer(found, max(found, default=NO_DICTIONARY))
