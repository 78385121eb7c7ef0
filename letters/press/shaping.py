"""Words as glyphs: shaped once with HarfBuzz as Pango shapes them, then remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import uharfbuzz as hb

from letters.glyphs import shipped_glyphs
from letters.press.sheet_style import FONTS

MOST_WORDS = 5000
UNITS = 1024  # Pango counts a pixel of CSS in so many
NO_LIGATURES = {"liga": False, "clig": False}
NO_KERNING = {**NO_LIGATURES, "kern": False}
SPACE, HARD_SPACE = " ", "\xa0"


class Unproven(Exception):
    """The stamp cannot show that WeasyPrint would set this text in the same way."""


class Word(NamedTuple):
    """A word as glyphs, when a space follows and when nothing does: its advance, what is shown."""

    before_space: int
    at_end: int
    shown_before_space: str
    shown_at_end: str


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


@dataclass(slots=True)
class Shaper:
    """Shapes words in one style; what it met before costs a look-up."""

    style: Style
    _font: hb.Font = field(init=False)
    _typeface: Typeface = field(init=False)
    _features: Mapping[str, bool] = field(init=False)
    _words: dict[str, Word] = field(init=False, default_factory=dict)
    _spaces: dict[str, tuple[int, str]] = field(init=False, default_factory=dict)
    _shows: dict[tuple[int, int], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Scale the font as Pango does, which counts a pixel in 1024 parts."""
        self._typeface = typeface(self.style.is_bold)
        self._font = hb.Font(self._typeface.face)
        scale = int(self.style.size * UNITS)
        self._font.scale = (scale, scale)
        self._features = NO_LIGATURES if self.style.is_kerned else NO_KERNING

    def word(self, text: str) -> Word:
        """Shape a word without spaces."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            known = self._words[text] = self._shaped(text)
        return known

    def space(self, following: str) -> tuple[int, str]:
        """Shape the space before a character, or before nothing."""
        known = self._spaces.get(following)
        if known is None:
            glyphs, advances = self._glyphs(SPACE + following)
            shown = self._shown(glyphs[0], advances[0])
            known = self._spaces[following] = advances[0], shown
        return known

    def _shaped(self, text: str) -> Word:
        glyphs, advances = self._glyphs(text + SPACE)
        # Only kerning with the space tells a word before one from a word at the end.
        alone = self._font.get_glyph_h_advance(glyphs[-2])
        *shown, last, _ = [self._shown(*pair) for pair in zip(glyphs, advances, strict=True)]
        before = sum(advances) - advances[-1]
        begun = "".join(shown)
        at_end = begun + self._shown(glyphs[-2], alone)
        return Word(before, before - advances[-2] + alone, begun + last, at_end)

    def _glyphs(self, text: str) -> tuple[list[int], list[int]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self.style.language
        hb.shape(self._font, buffer, self._features)
        positions = buffer.glyph_positions
        glyphs = [info.codepoint for info in buffer.glyph_infos]
        said = self._typeface.glyphs
        # A hard space has the glyph of the usual one, and is read as one.
        if "".join([said[glyph] for glyph in glyphs]) != text.replace(HARD_SPACE, SPACE):
            raise Unproven
        if len(glyphs) != len(text) or buffer.direction != "ltr":
            raise Unproven
        if any(place.x_offset or place.y_offset for place in positions):
            raise Unproven
        return glyphs, [place.x_advance for place in positions]

    def _shown(self, glyph: int, advance: int) -> str:
        known = self._shows.get((glyph, advance))
        if known is None:
            # The same sum as WeasyPrint's, cut off in the same way, so that no word drifts.
            kerning = int(self._typeface.widths[glyph] - advance * 1000 / UNITS / self.style.size)
            known = f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}"
            self._shows[glyph, advance] = known
        return known
