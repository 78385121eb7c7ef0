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


NOTHING = Word(0, 0, "", "")


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
        words = [self.shaper.word(text) for text in texts]
        spaces = [self.shaper.space(text[0]) for text in texts]
        begin, before, width = 0, words[0].before_space, words[0].at_end
        self._refuse(width, is_alone=True)
        for place in range(1, len(words)):
            begun = before + spaces[place][0]
            wider = begun + words[place].at_end
            self._refuse(wider, is_alone=False)
            if wider > self.limit:
                self._prove(texts[place - 1], texts[place], begun)
                yield self._line(words[begin:place], spaces[begin + 1 : place], width)
                begin, before, width = place, words[place].before_space, words[place].at_end
                self._refuse(width, is_alone=True)
            else:
                before, width = begun + words[place].before_space, wider
        yield self._line(words[begin:], spaces[begin + 1 :], width)

    def _refuse(self, width: int, *, is_alone: bool) -> None:
        if abs(width - self.limit) < NEAR or (is_alone and width > self.limit):
            raise Unproven

    def _prove(self, last: str, following: str, begun: int) -> None:
        if not (_ENDS.search(last) and _BEGINS.match(following)):
            raise Unproven
        for found in _MAY_BREAK_AFTER.finditer(following, 0, len(following) - 1):
            part = self.shaper.word(following[: found.end()])
            if begun + part.at_end <= self.limit + NEAR:
                raise Unproven

    def _line(self, words: Sequence[Word], spaces: Sequence[tuple[int, str]], width: int) -> Line:
        parts = [
            word.shown_before_space + space for word, (_, space) in zip(words, spaces, strict=False)
        ]
        parts.append(words[-1].shown_at_end)
        return (Segment(self.shaper.style.is_bold, "".join(parts), width),)


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
        for end in range(begin, len(tokens)):
            wider = self._with(filled, tokens[end])
            if abs(wider.width - self.limit) < NEAR:
                raise Unproven
            if wider.width > self.limit:
                if filled is None:
                    raise Unproven
                self._prove(filled, tokens[end - 1], tokens[end])
                return end
            filled = wider
        return len(tokens)

    def _with(self, filled: Filled | None, token: Token) -> Filled:
        for piece in token:
            shaper = self._shaper(piece.box)
            word = shaper.word(piece.text)
            if filled is None:
                filled = Filled(piece.box, 0, word.before_space, word.at_end)
            else:
                filled = _wider(filled, piece, word, shapers=(shaper, self._shaper(filled.box)))
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
            word = following.word(piece.text)
            begun = 0
            if last is NOTHING:
                pass
            elif piece.gap is Gap.INSIDE:
                advance, space = following.space(piece.text[0])
                parts += (last.shown_before_space, space)
                begun = before + advance
            else:
                segments.append(_closed(parts, last, piece.gap, ends=(shaper, before, width)))
                parts = []
                if piece.gap is Gap.AFTER:
                    begun, space = following.space(piece.text[0])
                    parts.append(space)
            before, width = begun + word.before_space, begun + word.at_end
            shaper, last = following, word
        segments.append(_closed(parts, last, Gap.NONE, ends=(shaper, before, width)))
        return tuple(segments)

    def _shaper(self, box: int) -> Shaper:
        return self.shapers[self.boxes[box].is_bold]


def _wider(filled: Filled, piece: Piece, word: Word, *, shapers: tuple[Shaper, Shaper]) -> Filled:
    """Measure a line with one more piece; a space is shaped in the box where it was written."""
    shaper, last = shapers
    if piece.gap is Gap.INSIDE:
        begun = filled.before_space + shaper.space(piece.text[0])[0]
        return Filled(piece.box, filled.closed, begun + word.before_space, begun + word.at_end)
    if piece.gap is Gap.BEFORE:
        closed = filled.closed + filled.before_space + last.space("")[0]
    else:
        closed = filled.closed + filled.at_end
    begun = 0
    if piece.gap is Gap.AFTER:
        begun = shaper.space(piece.text[0])[0]
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
