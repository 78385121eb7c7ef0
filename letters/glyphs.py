"""What the typeface of the letters can print, and how wide it prints it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

THOUSANDTHS_OF_A_POINT_TO_MM = 25.4 / 72 / 1000


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Each character that both weights have, with its width in thousandths of the type size."""

    widths: Mapping[str, int]

    def lack(self, text: str) -> bool:
        """Say whether printing the text would need another font, or would show nothing."""
        return not self.widths.keys() >= set(text)

    def width_mm(self, text: str, size_pt: float) -> float:
        """Measure a text that is set without kerning or ligatures."""
        thousandths = sum(map(self.widths.__getitem__, text))
        return thousandths * size_pt * THOUSANDTHS_OF_A_POINT_TO_MM


@cache
def shipped_glyphs() -> Glyphs:
    """Read the table that stands beside the fonts."""
    table = files("letters").joinpath("fonts", "glyphs.txt").read_text("ascii")
    rows = (row.split() for row in table.splitlines())
    return Glyphs(MappingProxyType({chr(int(code, 16)): int(width) for code, width in rows}))


def tidy(text: str) -> str:
    """Write a text with composed letters and single spaces, as it is going to be printed."""
    return " ".join(unicodedata.normalize("NFC", text).split())
