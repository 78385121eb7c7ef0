"""Paragraphs into lines as WeasyPrint breaks them, or not at all where that is not certain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from letters.blocks import Run
from letters.press.shaping import SPACE, UNITS, Shaper, Unproven, Word
from letters.press.tokens import Gap, Piece, Token, boxes_of, is_tidy, tokens_of

NEAR = 0.02 * UNITS
# Between two letters, figures and these nothing breaks (UAX 14); after others it may.
_MAY_BREAK_AFTER = re.compile(r"(?:[^\w.,:;()¿¡\u02bc\xa0-]|_|-(?!\d))")
_ENDS = re.compile(r"[\w.,:;?!)%ºª]$")
_BEGINS = re.compile(r"[\w(¿¡]")


NOTHING = Word(0, 0, "", "", 0, "")


class Segment(NamedTuple):
    """A stretch of one line in one box: its weight, its glyphs, its width in Pango's units."""

    is_bold: bool
    shown: str
    width: int


Line = tuple[Segment, ...]


class Filled(NamedTuple):
    """How wide a line is: boxes that are closed, and the open one before a space or nothing."""

    box: int
    closed: int
    before_space: int
    at_end: int

    @property
    def width(self) -> int:
        """Measure the line as if it ended here."""
        return self.closed + self.at_end


@dataclass(frozen=True, slots=True)
class Breaker:
    """Breaks paragraphs of one style into lines; each weight has its own shaper."""

    usual: Shaper
    bold: Shaper

    def lines(self, runs: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Fill line after line, or say that it is not proven."""
        boxes = boxes_of(runs)
        if len(boxes) == 1 and not boxes[0].is_unbroken:
            shaper = self.bold if boxes[0].is_bold else self.usual
            return tuple(_Text(boxes[0].text, shaper, width * UNITS).lines())
        paragraph = _Paragraph(boxes, (self.usual, self.bold), width * UNITS)
        return tuple(paragraph.lines())


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph of one box, which most are: the same sums with less to look at."""

    text: str
    shaper: Shaper
    limit: float

    def lines(self) -> Iterator[Line]:
        if not is_tidy(self.text):
            raise Unproven
        texts = self.text.split(SPACE)
        words = list(map(self.shaper.words.__getitem__, texts))
        fits, exceeds = self.limit - NEAR, self.limit + NEAR
        begin = before = width = 0
        for place, word in enumerate(words):
            begun = before + word.space if place > begin else 0
            wider = begun + word.at_end
            if wider > fits:
                if wider < exceeds or place == begin or word.at_end > fits:
                    raise Unproven
                self._prove(texts[place - 1], texts[place], begun)
                yield self._line(words[begin:place], width)
                begin, begun, wider = place, 0, word.at_end
            before, width = begun + word.before_space, wider
        yield self._line(words[begin:], width)

    def _prove(self, last: str, following: str, begun: int) -> None:
        if not (_ENDS.search(last) and _BEGINS.match(following)):
            raise Unproven
        for found in _MAY_BREAK_AFTER.finditer(following, 0, len(following) - 1):
            part = self.shaper.words[following[: found.end()]]
            if begun + part.at_end <= self.limit + NEAR:
                raise Unproven

    def _line(self, words: Sequence[Word], width: int) -> Line:
        parts = [word.shown_space + word.shown_before_space for word in words]
        last = words[-1]
        parts[-1] = last.shown_space + last.shown_at_end
        shown = "".join(parts).removeprefix(words[0].shown_space)
        return (Segment(self.shaper.style.is_bold, shown, width),)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    boxes: tuple[Run, ...]
    shapers: tuple[Shaper, Shaper]
    limit: float

    def lines(self) -> Iterator[Line]:
        tokens = tokens_of(self.boxes)
        begin = 0
        while begin < len(tokens):
            end = self._fitting(tokens, begin)
            yield self._shown([piece for token in tokens[begin:end] for piece in token])
            begin = end

    def _fitting(self, tokens: Sequence[Token], begin: int) -> int:
        """Tell how far a line goes that begins with a token."""
        filled: Filled | None = None
        fits, exceeds = self.limit - NEAR, self.limit + NEAR
        for end in range(begin, len(tokens)):
            wider = self._with(filled, tokens[end])
            width = wider.closed + wider.at_end
            if width > fits:
                if width < exceeds or filled is None:
                    raise Unproven
                self._prove(filled, tokens[end - 1], tokens[end])
                return end
            filled = wider
        return len(tokens)

    def _with(self, filled: Filled | None, token: Token) -> Filled:
        for piece in token:
            word = self._shaper(piece.box).words[piece.text]
            if filled is None:
                filled = Filled(piece.box, 0, word.before_space, word.at_end)
            else:
                filled = _wider(filled, piece, word, self._shaper(filled.box))
        if filled is None:
            raise Unproven
        return filled

    def _prove(self, filled: Filled, last: Token, following: Token) -> None:
        """Let through only a break that nothing but the space between two words explains."""
        if not (_ENDS.search(last[-1].text) and _BEGINS.match(following[0].text)):
            raise Unproven
        for part in self._parts(following):
            if self._with(filled, part).width <= self.limit + NEAR:
                raise Unproven
        if following[0].gap in {Gap.BEFORE, Gap.BETWEEN}:
            # WeasyPrint breaks too early when the space that ends a box finds no room.
            space, _ = self._shaper(filled.box).space("")
            if filled.closed + filled.before_space + space > self.limit - NEAR:
                raise Unproven

    def _parts(self, token: Token) -> Iterator[Token]:
        """List the beginnings of a token after which a line might break."""
        for number, piece in enumerate(token):
            is_last = number == len(token) - 1
            for found in _MAY_BREAK_AFTER.finditer(piece.text):
                is_end = found.end() == len(piece.text)
                if (is_end and is_last) or (not is_end and self.boxes[piece.box].is_unbroken):
                    continue
                yield (*token[:number], piece._replace(text=piece.text[: found.end()]))

    def _shown(self, pieces: Sequence[Piece]) -> Line:
        """Show what was measured, box after box."""
        segments: list[Segment] = []
        parts: list[str] = []
        shaper, last = self.shapers[0], NOTHING
        before = width = 0
        for piece in pieces:
            following = self._shaper(piece.box)
            word = following.words[piece.text]
            begun = 0
            if last is NOTHING:
                pass
            elif piece.gap is Gap.INSIDE:
                parts += (last.shown_before_space, word.shown_space)
                begun = before + word.space
            else:
                segments.append(_closed(parts, last, piece.gap, ends=(shaper, before, width)))
                parts = []
                if piece.gap is Gap.AFTER:
                    begun = word.space
                    parts.append(word.shown_space)
            before, width = begun + word.before_space, begun + word.at_end
            shaper, last = following, word
        segments.append(_closed(parts, last, Gap.NONE, ends=(shaper, before, width)))
        return tuple(segments)

    def _shaper(self, box: int) -> Shaper:
        return self.shapers[self.boxes[box].is_bold]


def _wider(filled: Filled, piece: Piece, word: Word, last: Shaper) -> Filled:
    """Measure a line with one more piece; a space is shaped in the box where it was written."""
    if piece.gap is Gap.INSIDE:
        begun = filled.before_space + word.space
        return Filled(piece.box, filled.closed, begun + word.before_space, begun + word.at_end)
    if piece.gap is Gap.BEFORE:
        closed = filled.closed + filled.before_space + last.space("")[0]
    else:
        closed = filled.closed + filled.at_end
    begun = 0
    if piece.gap is Gap.AFTER:
        begun = word.space
    elif piece.gap is Gap.BETWEEN:
        raise Unproven
    return Filled(piece.box, closed, begun + word.before_space, begun + word.at_end)


def _closed(
    parts: Sequence[str], last: Word, gap: Gap, *, ends: tuple[Shaper, int, int]
) -> Segment:
    """Close a box after its last word, and after the space that is its own."""
    shaper, before, width = ends
    if gap is Gap.BEFORE:
        advance, space = shaper.space("")
        shown = "".join((*parts, last.shown_before_space, space))
        return Segment(shaper.style.is_bold, shown, before + advance)
    return Segment(shaper.style.is_bold, "".join((*parts, last.shown_at_end)), width)
