"""Ids, hashes and case numbers: each is spelt once, and pointed at wherever it comes again."""

from collections.abc import Iterable, Sequence

from channels.units.wire import numbers
from channels.units.wire.bits import BitReader, BitWriter
from channels.units.wire.json_value import Json
from channels.units.wire.tokens import CASE, HASH, ID
from core.model.case_number import CaseNumber

_HEX_WIDTH = {ID: 128, HASH: 256}
NAMED = frozenset({ID, HASH, CASE})
_CODE, _COUNTER_BITS = 3, 20
_NEW = 0


class NameWriter:
    """Remembers what was spelt; the codes of case numbers lie apart, since there are few."""

    def __init__(self, bits: BitWriter) -> None:
        self._bits = bits
        self._codes: list[str] = []
        self._places: dict[str, dict[str, int]] = {kind: {} for kind in NAMED}

    @property
    def codes(self) -> str:
        """Tell the code of every case number that was spelt, once where they are all the same."""
        return self._codes[0] if len(set(self._codes)) == 1 else "".join(self._codes)

    def place(self, kind: str, spelling: str) -> int:
        """Tell where a name was spelt among its kind; after all others if it was not."""
        known = self._places[kind]
        return known.get(spelling, len(known))

    def write(self, kind: str, spellings: Iterable[str]) -> Json:
        """Write nought for a new name, else how far it lies from the one after the last."""
        known, steps, new, last = self._places[kind], [], [], -1
        for spelling in spellings:
            place = known.get(spelling)
            if place is None:
                place = known[spelling] = len(known)
                new.append(spelling)
                steps.append(_NEW)
            else:
                steps.append(1 + numbers.folded(place - last - 1))
            last = place
        written = numbers.write(steps, self._bits)
        for spelling in new:
            self._spell(kind, spelling)
        return written

    def _spell(self, kind: str, spelling: str) -> None:
        if kind != CASE:
            self._bits.add(int(spelling, 16), _HEX_WIDTH[kind])
            return
        number = CaseNumber(spelling)
        self._codes.append(number.code)
        self._bits.add(int(number.body), _COUNTER_BITS)


class NameReader:
    """Spells the names again, in the same order."""

    def __init__(self, bits: BitReader, codes: str) -> None:
        self._bits = bits
        self._codes = codes
        self._numbered = 0
        self._spelt: dict[str, list[str]] = {kind: [] for kind in NAMED}

    def read(self, kind: str, written: Json, count: int) -> Sequence[str]:
        """Read so many names."""
        spelt, found, last = self._spelt[kind], [], -1
        for step in numbers.read(written, count, self._bits):
            if step == _NEW:
                last = len(spelt)
                spelt.append(self._spell(kind))
            else:
                last += 1 + numbers.unfolded(step - 1)
            if last < 0:
                raise ValueError("a name points before the first one")
            found.append(spelt[last])
        return found

    def _spell(self, kind: str) -> str:
        if kind != CASE:
            width = _HEX_WIDTH[kind]
            return f"{self._bits.take(width):0{width // 4}x}"
        return CaseNumber.compose(self._next_code(), self._bits.take(_COUNTER_BITS)).digits

    def _next_code(self) -> str:
        if len(self._codes) == _CODE:
            return self._codes
        begun, self._numbered = self._numbered, self._numbered + _CODE
        return self._codes[begun : self._numbered]
