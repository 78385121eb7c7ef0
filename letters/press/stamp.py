"""The stamp: letters whose layout was learned, written straight as operators of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from letters.blocks import LetterText
from letters.press.boxes import LEFT, MARKER, Bar, Spot, read
from letters.press.breaking import Breaker, Line
from letters.press.gauge import Gauge, Unknown
from letters.press.items import COUNTER, SUBJECT, Drawn, Item, Words, counter, drawn, subject
from letters.press.learning import ON_EACH_PAGE, learn, learn_spots
from letters.press.operators import PT_PER_PX, figure, placed, sheet_marks, shown
from letters.press.operators import drawn as drawn_bars
from letters.press.overlaps import refuse_overlaps
from letters.press.plan import PagePlan, Plan, Stand
from letters.press.shaping import UNITS, Shaper, Style, Unproven
from letters.press.stacking import leading_key, plan_of
from letters.press.tokens import with_few_boxes
from letters.press.typeset_press import Press
from letters.typeset import html_of

MOST_PARAGRAPHS = 100
NO_LIMIT = 1e6
MOST_TITLE_LINES = 2


class Paragraph(NamedTuple):
    """A text broken into lines: what shows each of them, and what they are made of."""

    shown: tuple[str, ...]
    lines: tuple[Line, ...]


class StampedPage(NamedTuple):
    """One page as operators, and the bars that it shares with other letters."""

    operators: str
    shared: tuple[Bar, ...]


class Texts(NamedTuple):
    """The elements of a letter by name, each with its spot and its lines."""

    items: dict[str, Item]
    spots: dict[str, Spot]
    paragraphs: dict[str, Paragraph]


@dataclass(slots=True)
class Stamp:
    """Stamps letters; what it has not learned yet the press sets once before its eyes."""

    press: Press
    compiled: int = 0
    _gauge: Gauge = field(default_factory=Gauge)
    _breakers: dict[Style, Breaker] = field(default_factory=dict)
    # By spot, which lives as long as the gauge does, and by words.
    _paragraphs: dict[int, dict[Words, Paragraph]] = field(default_factory=dict)
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
        plan = plan_of(self._gauge, letter, _counts(texts))
        if len(plan) > 1 and len(texts.paragraphs[letter.title.name].shown) > MOST_TITLE_LINES:
            raise Unproven
        return tuple(self._pages(text, letter, texts, plan))

    def _learn(self, text: LetterText, letter: Drawn) -> None:
        """Let the press set a letter, and hold what it did beside what the stamp would do."""
        self.compiled += 1
        pages = read(self.press.set(html_of(with_few_boxes(text))))
        refuse_overlaps(text, pages[0], self.press.page)
        learn_spots(self._gauge, letter, pages)
        counts = _counts(self._texts(letter))
        for item in letter.items:
            lines = sum(len(page.baselines.get(item.name, ())) for page in pages)
            if item.name not in ON_EACH_PAGE and lines != counts[item.name]:
                raise Unproven
        learn(self._gauge, letter, pages, counts)

    def _texts(self, letter: Drawn) -> Texts:
        texts = Texts({}, {}, {})
        for item in letter.items:
            self._take(letter, item, texts)
        return texts

    def _take(self, letter: Drawn, item: Item, texts: Texts) -> None:
        spot = self._gauge.spot(letter, item)
        texts.items[item.name], texts.spots[item.name] = item, spot
        texts.paragraphs[item.name] = self._paragraph(item, spot)

    def _paragraph(self, item: Item, spot: Spot) -> Paragraph:
        known = self._paragraphs.get(id(spot))
        if known is None:
            known = self._paragraphs[id(spot)] = {}
        found = known.get(item.words)
        if found is None:
            # Elements that end or stand in the middle somewhere are as wide as their own words.
            width = spot.width if spot.align == LEFT and item.role[0] != SUBJECT else NO_LIMIT
            lines = self._breaker(spot.style).lines(item.runs, width)
            found = Paragraph(tuple(shown(line, spot.style.size) for line in lines), lines)
            if len(known) >= MOST_PARAGRAPHS:
                known.clear()
            known[item.words] = found
        return found

    def _breaker(self, style: Style) -> Breaker:
        found = self._breakers.get(style)
        if found is None:
            bold = Style(style.size, is_bold=True, language=style.language)
            found = Breaker(Shaper(style), Shaper(bold))
            self._breakers[style] = found
        return found

    def _pages(
        self, text: LetterText, letter: Drawn, texts: Texts, plan: Plan
    ) -> Iterator[StampedPage]:
        for number, page in enumerate(plan, start=1):
            self._take(letter, counter(number, len(plan)), texts)
            if number > 1:
                self._take(letter, subject(text), texts)
            marks = self._marks if number == 1 else ()
            yield StampedPage(self._operators(page, letter, texts), (*marks, *page.shared))

    def _operators(self, page: PagePlan, letter: Drawn, texts: Texts) -> str:
        lines = "\n".join(self._lines(stand, letter, texts) for stand in page.stands)
        return f"{drawn_bars(page.bars)}BT\n{lines}\nET"

    def _lines(self, stand: Stand, letter: Drawn, texts: Texts) -> str:
        item, spot = texts.items[stand.name], texts.spots[stand.name]
        paragraph = texts.paragraphs[stand.name]
        first = placed(self._left(item, spot, paragraph), stand.baseline)
        if stand.end - stand.begin == 1:
            return f"{first} {paragraph.shown[stand.begin]}"
        pitch = figure(self._gauge.length(leading_key(letter, item)) * PT_PER_PX)
        body = " T*\n".join(paragraph.shown[stand.begin : stand.end])
        return f"{first} {pitch} TL\n{body}"

    def _left(self, item: Item, spot: Spot, paragraph: Paragraph) -> float:
        if spot.align == LEFT:
            return spot.left
        width = sum(segment.width for segment in paragraph.lines[0])
        if item.role[0] == MARKER:
            width += self._breaker(spot.style).usual.space("")[0]
        return spot.left - spot.align * width / UNITS


def _counts(texts: Texts) -> dict[str, int]:
    counts = {name: len(paragraph.shown) for name, paragraph in texts.paragraphs.items()}
    return counts | {COUNTER: 1}
