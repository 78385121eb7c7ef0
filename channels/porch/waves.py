"""RIFF WAVE files as a telephone wants them: one channel, 8,000 samples a second, mu-law or PCM."""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from channels.porch.mulaw import from_mulaw, to_mulaw
from core.refusals import FileUnreadable

RATE = 8_000
PCM, MULAW, EXTENSIBLE = 1, 7, 0xFFFE
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of 16 bits in one channel."""

    rate: int
    samples: "array[int]"

    @property
    def seconds(self) -> float:
        """Tell how long it lasts."""
        return len(self.samples) / self.rate


def seconds_of(content: bytes) -> float:
    """Tell how long a file lasts without reading its samples."""
    form, samples = _opened(content)
    (bytes_a_second,) = struct.unpack_from("<I", form, 8)
    return len(samples) / bytes_a_second if bytes_a_second else 0.0


def read_wave(content: bytes) -> Sound:
    """Read a file, or refuse it with what is wrong: nobody's recorder is trusted."""
    form, samples = _opened(content)
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == EXTENSIBLE:
        # The true kind is how its longer name begins, 24 bytes on.
        (kind,) = struct.unpack_from("<H", form.ljust(26, b"\0"), 24)
    if channels != 1:
        raise FileUnreadable(problem="not_mono")
    if rate < RATE:
        raise FileUnreadable(problem="rate_too_low")
    return Sound(rate, _samples(samples, kind, bits))


def pcm_wave(sound: Sound) -> bytes:
    """Write 16 bits a sample, which every browser plays."""
    form = struct.pack("<HHIIHH", PCM, 1, sound.rate, sound.rate * 2, 2, 16)
    return _riff((b"fmt ", form), (b"data", _little(sound.samples).tobytes()))


def mulaw_wave(sound: Sound) -> bytes:
    """Write what a telephone line carries: 8 bits a sample by G.711 mu-law."""
    form = struct.pack("<HHIIHHH", MULAW, 1, sound.rate, sound.rate, 1, 8, 0)
    content = _mulaw(sound)
    fact = struct.pack("<I", len(content))
    return _riff((b"fmt ", form), (b"fact", fact), (b"data", content))


def joined(contents: Iterable[bytes]) -> bytes:
    """Write sounds for the telephone one after another, as one file that every browser plays."""
    samples = array("h")
    for content in contents:
        samples.extend(read_wave(content).samples)
    return pcm_wave(Sound(RATE, samples))


def bare_mulaw(content: bytes) -> bytes:
    """Take the head off a mu-law file: what is left is what the line carries."""
    form, samples = _opened(content)
    (kind,) = struct.unpack_from("<H", form)
    return samples if kind == MULAW else _mulaw(read_wave(content))


def _mulaw(sound: Sound) -> bytes:
    table = to_mulaw()
    return bytes(table[sample & 0xFFFF] for sample in sound.samples)


def _opened(content: bytes) -> tuple[bytes, bytes]:
    if len(content) > MOST_BYTES:
        raise FileUnreadable(problem="too_large")
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise FileUnreadable(problem="not_a_wave")
    chunks = dict(_chunks(content))
    form = chunks.get(b"fmt ", b"")
    if len(form) < struct.calcsize("<HHIIHH"):
        raise FileUnreadable(problem="not_a_wave")
    return form, chunks.get(b"data", b"")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    # A file that was cut off keeps what arrived: its length is then told by what is there.
    place = 12
    while place + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, place)
        yield name, content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _samples(content: bytes, kind: int, bits: int) -> "array[int]":
    if (kind, bits) == (MULAW, 8):
        table = from_mulaw()
        return array("h", (table[byte] for byte in content))
    if (kind, bits) == (PCM, 16):
        return _little(array("h", content[: len(content) // 2 * 2]))
    if (kind, bits) == (PCM, 24):
        whole = content[: len(content) // 3 * 3]
        high = bytearray(len(whole) // 3 * 2)
        high[0::2], high[1::2] = whole[1::3], whole[2::3]
        return _little(array("h", bytes(high)))
    raise FileUnreadable(problem="format_unknown")


def _little(samples: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def _riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in chunks
    )
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WAVE") + body
