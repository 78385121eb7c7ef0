"""Words as glyphs: shaped once with HarfBuzz as Pango shapes them, then remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

import uharfbuzz as hb

from letters.glyphs import shipped_glyphs
from letters.press.sheet_style import FONTS

K = TypeVar("K")
V = TypeVar("V")
MOST_WORDS = 2000
UNITS = 1024  # Pango counts a pixel of CSS in so many
NO_LIGATURES = {"liga": False, "clig": False}
NO_KERNING = {**NO_LIGATURES, "kern": False}
SPACE, HARD_SPACE = " ", "\xa0"
# What a string of PDF does not take as it is (ISO 32000-1, 7.3.4.2).
ESCAPED = {ord(octet): f"\\{ord(octet):03o}" for octet in "()\\\r"}


class Unproven(Exception):
    """The stamp cannot show that WeasyPrint would set this text in the same way."""


class Word(NamedTuple):
    """A word as glyphs, when a space follows and when nothing does: its advance, what is shown.

    And the space that stands before it, when the box has words before it.
    """

    before_space: int
    at_end: int
    shown_before_space: str
    shown_at_end: str
    space: int
    shown_space: str


@dataclass(frozen=True, slots=True)
class Typeface:
    """One of our fonts, with what each glyph says and how wide it is in thousandths."""

    face: hb.Face
    glyphs: tuple[str, ...]
    widths: tuple[int, ...]

    def table(self, name: str) -> bytes:
        """Read one of the tables of the font."""
        return bytes(self.face.reference_table(name).data)


@cache
def typeface(is_bold: bool) -> Typeface:  # noqa: FBT001 - the two weights that there are
    """Open a font of the house."""
    content = files("letters").joinpath("fonts", FONTS[is_bold]).read_bytes()
    face = hb.Face(hb.Blob(content))
    font = hb.Font(face)
    said = [""] * face.glyph_count
    # Of what the font has, letters print what the table beside it lists: no small pictures.
    for character in sorted(shipped_glyphs().widths, reverse=True):
        said[font.get_nominal_glyph(ord(character)) or 0] = character
    widths = tuple(font.get_glyph_h_advance(glyph) for glyph in range(face.glyph_count))
    return Typeface(face, tuple(said), widths)


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set; `size` is in pixels of CSS, as the oracle counts."""

    size: float
    is_bold: bool
    language: str
    is_kerned: bool = True


class Remembered(dict[K, V]):
    """Makes what it is asked for once, and forgets everything when that grew too much."""

    def __init__(self, make: Callable[[K], V]) -> None:
        """Begin with nothing."""
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Make it."""
        if len(self) >= MOST_WORDS:
            self.clear()
        made = self[key] = self._make(key)
        return made


@dataclass(slots=True)
class Shaper:
    """Shapes words in one style; what it met before costs a look-up."""

    style: Style
    _font: hb.Font = field(init=False)
    _typeface: Typeface = field(init=False)
    _features: Mapping[str, bool] = field(init=False)
    words: "Remembered[str, Word]" = field(init=False)
    _spaces: "Remembered[str, tuple[int, str]]" = field(init=False)
    _shows: "Remembered[tuple[int, int], str]" = field(init=False)

    def __post_init__(self) -> None:
        """Scale the font as Pango does, which counts a pixel in 1024 parts."""
        self._typeface = typeface(self.style.is_bold)
        self._font = hb.Font(self._typeface.face)
        scale = int(self.style.size * UNITS)
        self._font.scale = (scale, scale)
        self._features = NO_LIGATURES if self.style.is_kerned else NO_KERNING
        self.words = Remembered(self._shaped)
        self._spaces = Remembered(self._space)
        self._shows = Remembered(self._shown)

    def space(self, following: str) -> tuple[int, str]:
        """Shape the space before a character, or before nothing."""
        return self._spaces[following]

    def _space(self, following: str) -> tuple[int, str]:
        glyphs, advances = self._glyphs(SPACE + following)
        return advances[0], self._shows[glyphs[0], advances[0]]

    def _shaped(self, text: str) -> Word:
        glyphs, advances = self._glyphs(text + SPACE)
        # Only kerning with the space tells a word before one from a word at the end.
        alone = self._font.get_glyph_h_advance(glyphs[-2])
        *shown, last, _ = map(self._shows.__getitem__, zip(glyphs, advances, strict=True))
        before = sum(advances) - advances[-1]
        begun = "".join(shown)
        at_end = begun + self._shows[glyphs[-2], alone]
        space = self._spaces[text[0]]
        return Word(before, before - advances[-2] + alone, begun + last, at_end, *space)

    def _glyphs(self, text: str) -> tuple[list[int], list[int]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self.style.language
        hb.shape(self._font, buffer, self._features)
        positions = buffer.glyph_positions
        glyphs = [info.codepoint for info in buffer.glyph_infos]
        said = map(self._typeface.glyphs.__getitem__, glyphs)
        # A hard space has the glyph of the usual one, and is read as one.
        if "".join(said) != text.replace(HARD_SPACE, SPACE):
            raise Unproven
        if len(glyphs) != len(text) or buffer.direction != "ltr":
            raise Unproven
        if [place for place in positions if place.x_offset or place.y_offset]:
            raise Unproven
        return glyphs, [place.x_advance for place in positions]

    def _shown(self, placed: tuple[int, int]) -> str:
        """Show a glyph as the bytes of a string, with what it is moved after it."""
        glyph, advance = placed
        # The same sum as WeasyPrint's, cut off in the same way, so that no word drifts.
        kerning = int(self._typeface.widths[glyph] - advance * 1000 / UNITS / self.style.size)
        octets = glyph.to_bytes(2, "big").decode("latin-1").translate(ESCAPED)
        return f"{octets}){kerning}(" if kerning else octets
