"""Bits one after the other: what cannot be compressed costs here no more than it must."""

_BYTE = 8


class BitWriter:
    """Collects numbers of so many bits each."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def add(self, value: int, width: int) -> None:
        """Add a number that fits into so many bits."""
        if width:
            self._written.append(f"{value:0{width}b}")

    def done(self) -> bytes:
        """Tell the bytes; the last one is filled up with zeros."""
        bits = "".join(self._written)
        size = -(-len(bits) // _BYTE)
        return int(bits.ljust(size * _BYTE, "0") or "0", 2).to_bytes(size, "big")


class BitReader:
    """Takes the numbers out again; asking for more than there is is a `ValueError`."""

    def __init__(self, raw: bytes) -> None:
        size = len(raw) * _BYTE
        self._bits = f"{int.from_bytes(raw, 'big'):0{size}b}" if raw else ""
        self._at = 0

    def take(self, width: int) -> int:
        """Take the next number of so many bits."""
        if width == 0:
            return 0
        begun, self._at = self._at, self._at + width
        if self._at > len(self._bits):
            raise ValueError("there are fewer bits than were asked for")
        return int(self._bits[begun : self._at], 2)

    def finish(self) -> None:
        """Refuse bits that nobody took, but for those that fill up the last byte."""
        rest = self._bits[self._at :]
        if len(rest) >= _BYTE or "1" in rest:
            raise ValueError("there are more bits than were asked for")
