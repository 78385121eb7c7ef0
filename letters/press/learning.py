"""Reads a letter that WeasyPrint set, so that the next ones need not be."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letters.press.boxes import SLIP, Bar, PageSeen
from letters.press.gauge import Gauge, Part
from letters.press.items import COUNTER, NAME, SUBJECT, Drawn, Item, Piece
from letters.press.plan import PagePlan, Stand
from letters.press.stacking import (
    ANCHORS,
    Counts,
    blank_key,
    frame_key,
    framed,
    joint_key,
    leading_key,
    part_keys,
    plan_key,
)

ON_EACH_PAGE = frozenset({COUNTER, SUBJECT, NAME})


def learn_spots(gauge: Gauge, letter: Drawn, pages: Sequence[PageSeen]) -> None:
    """Learn how each element takes text."""
    for item in letter.items:
        for page in pages:
            if item.name in page.spots:
                gauge.spots.setdefault((letter.print_key, item.role), page.spots[item.name])
    for page in pages:
        for name in (COUNTER, SUBJECT):
            if name in page.spots:
                gauge.spots.setdefault((letter.print_key, (name,)), page.spots[name])


def learn(gauge: Gauge, letter: Drawn, pages: Sequence[PageSeen], counts: Counts) -> None:
    """Learn every place and length; `counts` are the lines that each element was set in."""
    first = pages[0]
    gauge.note(("limit", bool(letter.slip_key)), first.bottom)
    gauge.note(("start", letter.print_key), first.baselines[letter.title.name][0])
    for key, items, _ in part_keys(letter, counts):
        heights = tuple(round(first.baselines[item.name][0], 3) for item in items)
        bars = tuple(_slip_bars(first)) if key[0] == "slip" else ()
        gauge.parts.setdefault(key, Part(heights, bars))
    for item in letter.items:
        _learn_leading(gauge, letter, item, pages)
    _learn_joints(gauge, letter, pages)
    for page in pages:
        _learn_frames(gauge, letter, page)
    beside = {item.name for item in (*letter.head, *letter.window, *letter.aside)}
    gauge.keep(plan_key(letter, counts), tuple(_page_plans(pages, beside)))


def _learn_leading(gauge: Gauge, letter: Drawn, item: Item, pages: Sequence[PageSeen]) -> None:
    for page in pages:
        lines = page.baselines.get(item.name, [])
        for upper, lower in pairwise(lines):
            gauge.note(leading_key(letter, item), lower - upper)


def _learn_joints(gauge: Gauge, letter: Drawn, pages: Sequence[PageSeen]) -> None:
    """Learn the way from each piece to the next where both stand on one page, the upper whole."""
    above: Piece | None = None
    for piece in letter.pieces:
        upper = letter.title if above is None else above.item
        for page in pages:
            over, under = page.baselines.get(upper.name), page.baselines.get(piece.item.name)
            if over and under and _is_end(upper, page, pages):
                gauge.note(joint_key(letter, above, piece), under[0] - over[-1])
                break
        above = piece


def _is_end(item: Item, page: PageSeen, pages: Sequence[PageSeen]) -> bool:
    """Say whether no later page has more of an element."""
    return [seen for seen in pages if item.name in seen.baselines][-1] is page


def _learn_frames(gauge: Gauge, letter: Drawn, page: PageSeen) -> None:
    heights = page.baselines
    for section, first, last in framed(letter):
        bars = page.bars.get(f"s{section}", [])
        if bars and first.item.name in heights and last.item.name in heights:
            ends = (heights[first.item.name][0], heights[last.item.name][-1])
            hung = (
                _hung(bar, ends[upper], ends[lower])
                for bar, (upper, lower) in zip(bars, ANCHORS[first.frame], strict=True)
            )
            gauge.frames.setdefault(frame_key(letter, first, last), tuple(hung))
    for number, piece in enumerate(letter.pieces):
        if piece.lines and piece.item.name in heights:
            height = heights[piece.item.name][0]
            bars = page.bars.get(piece.item.name, []) + page.bars.get(f"h{number}", [])
            hung = (_hung(bar, height, height) for bar in bars)
            gauge.frames.setdefault(blank_key(letter, piece), tuple(hung))


def _hung(bar: Bar, upper: float, lower: float) -> Bar:
    return bar._replace(top=round(bar.top - upper, 3), bottom=round(bar.bottom - lower, 3))


def _slip_bars(page: PageSeen) -> Iterator[Bar]:
    for name, bars in page.bars.items():
        if _is_slip(name):
            yield from bars


def _is_slip(name: str) -> bool:
    return name.startswith(SLIP)


def _page_plans(pages: Sequence[PageSeen], beside: set[str]) -> Iterator[PagePlan]:
    """Keep where every line of every page stands, as it was seen, but what is beside the text."""
    begun: dict[str, int] = {}
    for page in pages:
        stands: list[Stand] = []
        for name, lines in page.baselines.items():
            if name in beside:
                continue
            begin = 0 if name in ON_EACH_PAGE else begun.get(name, 0)
            begun[name] = begin + len(lines)
            stands.append(Stand(name, begin, begun[name], round(lines[0], 3)))
        own = (bar for name, bars in page.bars.items() for bar in bars if not _is_slip(name))
        yield PagePlan(tuple(stands), tuple(own), tuple(_slip_bars(page)))
