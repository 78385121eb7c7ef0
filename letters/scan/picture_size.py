"""Reads how large a picture is from its first bytes, before anything is unpacked."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
# ITU-T T.81, table B.1: the frame headers, which name height and width.
FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
MARKER = 0xFF


def dots_of(content: bytes) -> int | None:
    """Tell how many dots a PNG or JPEG file unpacks to; nothing if it is neither, or cut off."""
    try:
        if content.startswith(PNG):
            wide, high = struct.unpack_from(">II", content, 16)
        elif content.startswith(JPEG):
            high, wide = _jpeg(content)
        else:
            return None
    except struct.error:
        return None
    return int(wide * high)


def _jpeg(content: bytes) -> tuple[int, int]:
    place = len(JPEG)
    while True:
        marker, kind = struct.unpack_from("BB", content, place)
        if marker != MARKER:
            raise struct.error
        if kind in FRAMES:
            high, wide = struct.unpack_from(">HH", content, place + 5)
            return int(high), int(wide)
        if kind == MARKER:  # a byte that fills the space before a marker
            place += 1
        elif kind in ALONE:
            place += 2
        else:
            (length,) = struct.unpack_from(">H", content, place + 2)
            place += 2 + length
