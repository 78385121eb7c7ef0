"""A segment as bytes: what compresses in one zstd frame with a shipped dictionary, the rest as is.

`dictionary (2 bytes) | length of the raw half (4 bytes) | raw half | zstd frame`. What a frame
declares of its size is not believed: it is read piece by piece, up to a limit.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from backports import zstd

from channels.units.wire.written import Written
from core.refusals import DictionaryUnknown, SegmentWrong

_HEAD = struct.Struct(">HI")
NO_DICTIONARY = 0
LEVEL = 19
MOST_SEGMENT_BYTES = 1024 * 1024
MOST_TEXT_BYTES = 4 * 1024 * 1024
# Columns repeat themselves more than texts do; a bomb of nothing but zeros goes beyond thousands.
MOST_RATIO, RATIO_FROM = 200, 64 * 1024
_WINDOW_LOG = 23
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Packer:
    """Packs with the newest dictionary, and unpacks with any that ever was."""

    dictionaries: Mapping[int, zstd.ZstdDict]
    newest: int = NO_DICTIONARY

    def pack(self, written: Written) -> bytes:
        """Write a segment."""
        frame = zstd.compress(written.text, options=_WRITING, zstd_dict=self._chosen(self.newest))
        packed = _HEAD.pack(self.newest, len(written.raw)) + written.raw + frame
        if len(packed) > MOST_SEGMENT_BYTES or len(written.text) > MOST_TEXT_BYTES:
            raise SegmentWrong(problem="too_large")
        return packed

    def unpack(self, segment: bytes) -> Written:
        """Read a segment, or refuse it: nothing of it is believed beforehand."""
        if not _HEAD.size <= len(segment) <= MOST_SEGMENT_BYTES:
            raise SegmentWrong(problem="size")
        number, length = _HEAD.unpack_from(segment)
        if length > len(segment) - _HEAD.size:
            raise SegmentWrong(problem="size")
        dictionary = self._chosen(number)
        frame = segment[_HEAD.size + length :]
        text = _opened(frame, dictionary)
        return Written(text, segment[_HEAD.size : _HEAD.size + length])

    def _chosen(self, number: int) -> zstd.ZstdDict | None:
        if number == NO_DICTIONARY:
            return None
        if number not in self.dictionaries:
            raise DictionaryUnknown(number=number)
        return self.dictionaries[number]


def _opened(frame: bytes, dictionary: zstd.ZstdDict | None) -> bytes:
    """Read a frame piece by piece, and stop at once where it grows beyond reason."""
    limit = min(MOST_TEXT_BYTES, max(RATIO_FROM, len(frame) * MOST_RATIO))
    reader, found, fed = zstd.ZstdDecompressor(dictionary, _READING), bytearray(), frame
    while not reader.eof:
        try:
            found += reader.decompress(fed, max_length=_PIECE)
        except zstd.ZstdError as fault:
            raise SegmentWrong(problem="frame") from fault
        if len(found) > limit:
            raise SegmentWrong(problem="too_large")
        if reader.needs_input and not reader.eof:
            raise SegmentWrong(problem="cut")
        fed = b""
    if reader.unused_data:
        raise SegmentWrong(problem="frame")
    return bytes(found)


_WRITING: Mapping[int, int] = {
    zstd.CompressionParameter.compression_level: LEVEL,
    # Sizes are not believed, hashes stand in the bundle, and the dictionary's number stands before.
    zstd.CompressionParameter.content_size_flag: 0,
    zstd.CompressionParameter.checksum_flag: 0,
    zstd.CompressionParameter.dict_id_flag: 0,
}
_READING: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
