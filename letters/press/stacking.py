"""Stands the elements of a letter on its page, from what was learned of others.

What hangs on nothing but its number of lines is kept as it was seen (head, window, facts, slip).
The text is a stack: the way from one baseline to the next hangs on the two pieces alone, so as long
as everything stays on one page their heights are a sum. A text of more pages is kept whole,
without what stands beside it.
"""

from collections.abc import Iterator, Mapping, Sequence

from letters.blocks import Frame
from letters.press.boxes import Bar
from letters.press.gauge import Gauge, Unknown
from letters.press.items import Drawn, Item, Key, Piece, counter
from letters.press.plan import PagePlan, Plan, Stand

Counts = Mapping[str, int]
CLEAR = 12.0  # CSS pixels under the last baseline that every size of text stays within
FIRST, LAST = 0, 1
# Whether the top and the bottom of each bar hang on the first baseline in the frame, or the last.
ANCHORS: Mapping[Frame, tuple[tuple[int, int], ...]] = {
    Frame.NONE: (),
    Frame.RULE: ((FIRST, FIRST),),
    Frame.BOX: ((FIRST, FIRST), (FIRST, LAST), (LAST, LAST), (FIRST, LAST)),
}


def plan_of(gauge: Gauge, letter: Drawn, counts: Counts) -> Plan:
    """Tell where each line stands; `Unknown` asks for a letter that teaches it."""
    try:
        plan = _on_one_page(gauge, letter, counts)
    except Unknown:
        plan = None
    return plan or _on_pages(gauge, letter, counts)


def _on_one_page(gauge: Gauge, letter: Drawn, counts: Counts) -> Plan | None:
    """Add up the stack, if it ends well above the bottom."""
    stack = list(_stack(gauge, letter, counts))
    bars = list(_bars(gauge, letter, stack))
    limit = gauge.length(("limit", bool(letter.slip_key)))
    lowest = max([_last(gauge, letter, stack, counts) + CLEAR, *(bar.bottom + 1 for bar in bars)])
    if lowest > limit:
        return None
    stands = [stand for part in part_keys(letter, counts) for stand in _part(gauge, *part)]
    slip = gauge.part(slip_key(letter, counts)).bars if letter.slip_key else ()
    return (PagePlan((*stands, *stack), tuple(bars), slip),)


def _on_pages(gauge: Gauge, letter: Drawn, counts: Counts) -> Plan:
    """Take a text as it was seen, and what stands beside it on its first page."""
    gauge.length(("start", letter.print_key))  # in doubt if the text begins now here, now there
    first, *others = gauge.plan(plan_key(letter, counts))
    beside = [stand for part in beside_keys(letter, counts) for stand in _part(gauge, *part)]
    return (first._replace(stands=(*beside, *first.stands)), *others)


def beside_keys(letter: Drawn, counts: Counts) -> Iterator[tuple[Key, Sequence[Item], Counts]]:
    """Name the parts of the first page whose lines move nothing else."""
    for name, items in (("head", letter.head), ("window", letter.window), ("aside", letter.aside)):
        yield part_key(name, letter, items, counts), items, counts


def part_keys(letter: Drawn, counts: Counts) -> Iterator[tuple[Key, Sequence[Item], Counts]]:
    """Name the parts that are kept as they were seen."""
    yield from beside_keys(letter, counts)
    yield foot_key(letter), (letter.name, counter(1, 1)), counts
    if letter.slip_key:
        yield slip_key(letter, counts), letter.slip, counts


def part_key(name: str, letter: Drawn, items: Sequence[Item], counts: Counts) -> Key:
    """Say on what a part hangs."""
    return (name, letter.print_key, tuple((item.role, counts[item.name]) for item in items))


def slip_key(letter: Drawn, counts: Counts) -> Key:
    """Say on what the part to tear off hangs."""
    return ("slip", letter.slip_key, tuple(counts[item.name] for item in letter.slip))


def foot_key(letter: Drawn) -> Key:
    """Say on what the name under the code hangs."""
    return ("foot", letter.print_key, bool(letter.slip_key))


def plan_key(letter: Drawn, counts: Counts) -> Key:
    """Say on what a text of several pages hangs: on its elements, and their numbers of lines."""
    pieces = tuple(
        (piece.item.role, piece.section, counts[piece.item.name]) for piece in letter.pieces
    )
    slip = slip_key(letter, counts) if letter.slip_key else ()
    return (foot_key(letter), slip, counts[letter.title.name], pieces)


def joint_key(letter: Drawn, above: Piece | None, below: Piece) -> Key:
    """Say on what the way from one baseline to the next hangs."""
    if above is None:
        return ("joint", letter.print_key, letter.title.role, below.item.role)
    is_same = above.section == below.section
    return ("joint", letter.print_key, above.item.role, below.item.role, is_same)


def leading_key(letter: Drawn, item: Item) -> Key:
    """Say on what the way from line to line hangs."""
    return ("leading", letter.print_key, item.role)


def framed(letter: Drawn) -> Iterator[tuple[int, Piece, Piece]]:
    """List the sections that have a frame, with their first and last pieces."""
    for first, last in _sections(letter):
        if first.frame is not Frame.NONE:
            yield first.section, first, last


def frame_key(letter: Drawn, first: Piece, last: Piece) -> Key:
    """Say on what the frame of a section hangs."""
    return ("frame", letter.print_key, first.item.role, last.item.role)


def blank_key(letter: Drawn, piece: Piece) -> Key:
    """Say on what the lines to write on hang."""
    return ("blank", letter.print_key, piece.item.role)


def _sections(letter: Drawn) -> Iterator[tuple[Piece, Piece]]:
    first: Piece | None = None
    last: Piece | None = None
    for piece in letter.pieces:
        if first is not None and last is not None and piece.section != first.section:
            yield first, last
            first = None
        first, last = first or piece, piece
    if first is not None and last is not None:
        yield first, last


def _part(gauge: Gauge, key: Key, items: Sequence[Item], counts: Counts) -> Iterator[Stand]:
    heights = gauge.part(key).heights
    for item, height in zip(items, heights, strict=True):
        yield Stand(item.name, 0, counts[item.name], height)


def _stack(gauge: Gauge, letter: Drawn, counts: Counts) -> Iterator[Stand]:
    height = gauge.length(("start", letter.print_key))
    yield Stand(letter.title.name, 0, counts[letter.title.name], height)
    height += _rise(gauge, letter, letter.title, counts)
    above: Piece | None = None
    for piece in letter.pieces:
        height += gauge.length(joint_key(letter, above, piece))
        yield Stand(piece.item.name, 0, counts[piece.item.name], height)
        if piece.marker is not None:
            yield Stand(piece.marker.name, 0, 1, height)
        height += _rise(gauge, letter, piece.item, counts)
        above = piece


def _rise(gauge: Gauge, letter: Drawn, item: Item, counts: Counts) -> float:
    """Tell the way from the first to the last line of an element."""
    more = counts[item.name] - 1
    return more * gauge.length(leading_key(letter, item)) if more else 0.0


def _last(gauge: Gauge, letter: Drawn, stack: Sequence[Stand], counts: Counts) -> float:
    last = letter.pieces[-1].item if letter.pieces else letter.title
    height = next(stand.baseline for stand in stack if stand.name == last.name)
    return height + _rise(gauge, letter, last, counts)


def _bars(gauge: Gauge, letter: Drawn, stack: Sequence[Stand]) -> Iterator[Bar]:
    heights = {stand.name: stand for stand in stack}
    for _, first, last in framed(letter):
        top = heights[first.item.name].baseline
        stand = heights[last.item.name]
        more = stand.end - 1
        pitch = gauge.length(leading_key(letter, last.item)) if more else 0.0
        ends = (top, stand.baseline + more * pitch)
        bars = gauge.frame(frame_key(letter, first, last))
        for bar, (upper, lower) in zip(bars, ANCHORS[first.frame], strict=True):
            yield bar._replace(top=bar.top + ends[upper], bottom=bar.bottom + ends[lower])
    for piece in letter.pieces:
        if piece.lines:
            height = heights[piece.item.name].baseline
            for bar in gauge.frame(blank_key(letter, piece)):
                yield bar._replace(top=bar.top + height, bottom=bar.bottom + height)
