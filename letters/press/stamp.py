"""The stamp: letters whose layout was learned, written straight as operators of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from letters.blocks import LetterText
from letters.press.boxes import LEFT, MARKER, Bar, Spot, read
from letters.press.breaking import Breaker, Line
from letters.press.gauge import Gauge, Unknown
from letters.press.items import (
    COUNTER,
    SUBJECT,
    Drawn,
    Item,
    Key,
    Words,
    counter,
    drawn,
    subject,
)
from letters.press.learning import ON_EACH_PAGE, learn, learn_spots
from letters.press.operators import PT_PER_PX, begun_at, figure, height_of, sheet_marks, shown
from letters.press.operators import drawn as drawn_bars
from letters.press.overlaps import refuse_overlaps
from letters.press.plan import PagePlan, Stand
from letters.press.shaping import UNITS, Shaper, Style, Unproven
from letters.press.stacking import leading_key, plan_of
from letters.press.tokens import with_few_boxes
from letters.press.typeset_press import Press
from letters.typeset import html_of

MOST_PARAGRAPHS, MOST_SHEETS = 100, 300
NEXT_LINE = " T*\n"
NO_LIMIT = 1e6
MOST_TITLE_LINES = 2


class Paragraph(NamedTuple):
    """A text broken into lines: how far from the left it begins, and what shows each of them."""

    begun: str
    shown: tuple[str, ...]
    whole: str


class Room(NamedTuple):
    """A spot, and what was set there before."""

    spot: Spot
    paragraphs: dict[Words, Paragraph]


class Placed(NamedTuple):
    """Some lines of an element, with the height at which they begin as operators."""

    name: str
    begin: int
    end: int
    height: str


class Sheet(NamedTuple):
    """All of a page but its words."""

    bars: str
    lines: tuple[Placed, ...]
    shared: tuple[Bar, ...]


class StampedPage(NamedTuple):
    """One page as operators, and the bars that it shares with other letters."""

    operators: str
    shared: tuple[Bar, ...]


Texts = dict[str, Paragraph]


@dataclass(slots=True)
class Stamp:
    """Stamps letters; what it has not learned yet the press sets once before its eyes."""

    press: Press
    compiled: int = 0
    _gauge: Gauge = field(default_factory=Gauge)
    _breakers: dict[Style, Breaker] = field(default_factory=dict)
    _rooms: dict[tuple[Key, Key], Room] = field(default_factory=dict)
    # Sums of what the gauge knows; forgotten when it learns, for it may come to doubt.
    _sheets: dict[Key, tuple[Sheet, ...]] = field(default_factory=dict)
    _marks: tuple[Bar, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out the marks of the first page."""
        self._marks = sheet_marks(self.press.page)

    def stamp(self, text: LetterText) -> tuple[StampedPage, ...]:
        """Write the pages of a letter; `Unproven` sends it to the typesetter."""
        letter = drawn(text)
        try:
            return self._stamped(text, letter)
        except Unknown:
            self._learn(text, letter)
        try:
            return self._stamped(text, letter)
        except Unknown as unknown:
            raise Unproven from unknown

    def _stamped(self, text: LetterText, letter: Drawn) -> tuple[StampedPage, ...]:
        texts = self._texts(letter)
        sheets = self._made_ready(letter, texts)
        if len(sheets) > 1 and len(texts[letter.title.name].shown) > MOST_TITLE_LINES:
            raise Unproven
        return tuple(self._pages(text, letter, texts, sheets))

    def _learn(self, text: LetterText, letter: Drawn) -> None:
        """Let the press set a letter, and hold what it did beside what the stamp would do."""
        self.compiled += 1
        pages = read(self.press.set(html_of(with_few_boxes(text))))
        refuse_overlaps(text, pages[0], self.press.page)
        self._sheets.clear()
        learn_spots(self._gauge, letter, pages)
        counts = _counts(self._texts(letter))
        for item in letter.items:
            lines = sum(len(page.baselines.get(item.name, ())) for page in pages)
            if item.name not in ON_EACH_PAGE and lines != counts[item.name]:
                raise Unproven
        learn(self._gauge, letter, pages, counts)

    def _texts(self, letter: Drawn) -> Texts:
        return {item.name: self._paragraph(letter, item) for item in letter.items}

    def _paragraph(self, letter: Drawn, item: Item) -> Paragraph:
        key = letter.print_key, item.role
        room = self._rooms.get(key)
        if room is None:
            room = self._rooms[key] = Room(self._gauge.spot(letter, item), {})
        found = room.paragraphs.get(item.words)
        if found is None:
            if len(room.paragraphs) >= MOST_PARAGRAPHS:
                room.paragraphs.clear()
            found = room.paragraphs[item.words] = self._broken(item, room.spot)
        return found

    def _broken(self, item: Item, spot: Spot) -> Paragraph:
        # Elements that end or stand in the middle somewhere are as wide as their own words.
        width = spot.width if spot.align == LEFT and item.role[0] != SUBJECT else NO_LIMIT
        lines = self._breaker(spot.style).lines(item.runs, width)
        begun = begun_at(self._left(item, spot, lines[0]))
        each = tuple(shown(line, spot.style.size) for line in lines)
        return Paragraph(begun, each, NEXT_LINE.join(each))

    def _breaker(self, style: Style) -> Breaker:
        found = self._breakers.get(style)
        if found is None:
            bold = Style(style.size, is_bold=True, language=style.language)
            found = Breaker(Shaper(style), Shaper(bold))
            self._breakers[style] = found
        return found

    def _left(self, item: Item, spot: Spot, line: Line) -> float:
        if spot.align == LEFT:
            return spot.left
        width = sum(segment.width for segment in line)
        if item.role[0] == MARKER:
            width += self._breaker(spot.style).usual.space("")[0]
        return spot.left - spot.align * width / UNITS

    def _made_ready(self, letter: Drawn, texts: Texts) -> tuple[Sheet, ...]:
        key = _shape(letter, texts)
        found = self._sheets.get(key)
        if found is None:
            if len(self._sheets) >= MOST_SHEETS:
                self._sheets.clear()
            plan = plan_of(self._gauge, letter, _counts(texts))
            found = self._sheets[key] = tuple(self._sheet(letter, page) for page in plan)
        return found

    def _sheet(self, letter: Drawn, page: PagePlan) -> Sheet:
        roles = {item.name: item for item in letter.items}
        lines = tuple(self._placed(letter, roles.get(stand.name), stand) for stand in page.stands)
        return Sheet(drawn_bars(page.bars), lines, page.shared)

    def _placed(self, letter: Drawn, item: Item | None, stand: Stand) -> Placed:
        height = height_of(stand.baseline)
        if item is not None and stand.end - stand.begin > 1:
            pitch = self._gauge.length(leading_key(letter, item)) * PT_PER_PX
            return Placed(stand.name, stand.begin, stand.end, f"{height} {figure(pitch)} TL\n")
        return Placed(stand.name, stand.begin, stand.end, f"{height} ")

    def _pages(
        self, text: LetterText, letter: Drawn, texts: Texts, sheets: Sequence[Sheet]
    ) -> Iterator[StampedPage]:
        for number, sheet in enumerate(sheets, start=1):
            texts[COUNTER] = self._paragraph(letter, counter(number, len(sheets)))
            if number > 1:
                texts[SUBJECT] = self._paragraph(letter, subject(text))
            marks = self._marks if number == 1 else ()
            lines = "\n".join([_line(placed, texts[placed.name]) for placed in sheet.lines])
            yield StampedPage(f"{sheet.bars}BT\n{lines}\nET", (*marks, *sheet.shared))


def _shape(letter: Drawn, texts: Texts) -> Key:
    """Say on what it hangs where everything stands: the kinds of elements and their lines."""
    sections = tuple([piece.section for piece in letter.pieces])
    roles = tuple([item.role for item in letter.items])
    counts = tuple([len(paragraph.shown) for paragraph in texts.values()])
    return letter.print_key, letter.slip_key, sections, roles, counts


def _line(placed: Placed, paragraph: Paragraph) -> str:
    if placed.end - placed.begin == len(paragraph.shown):
        return paragraph.begun + placed.height + paragraph.whole
    some = paragraph.shown[placed.begin : placed.end]
    return paragraph.begun + placed.height + NEXT_LINE.join(some)


def _counts(texts: Texts) -> dict[str, int]:
    return {name: len(paragraph.shown) for name, paragraph in texts.items()} | {COUNTER: 1}
