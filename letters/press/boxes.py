"""Where WeasyPrint put everything: the one reader of its boxes, which it does not promise to keep.

Its figures are CSS pixels from the top left of a page; what leaves this module is in them too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from letters.press.shaping import Style, Unproven

MARKER = "::marker"
SLIP = "slip-"
SIDES = ("top", "right", "bottom", "left")
BOLD = 600
RIGHT, MIDDLE, LEFT = 1.0, 0.5, 0.0
_ALIGNED = {"@bottom-right": RIGHT, "@right-top": MIDDLE}
Box = Any  # WeasyPrint has no types


@dataclass(frozen=True, slots=True)
class Spot:
    """How an element takes text: where its lines begin or end, their width, their style."""

    left: float
    width: float
    align: float
    style: Style


class Bar(NamedTuple):
    """A black area; a dashed one is a line to cut along."""

    left: float
    top: float
    right: float
    bottom: float
    is_dashed: bool = False


@dataclass(slots=True)
class PageSeen:
    """One page as it was set: lines of each element by its name, their spots, and all bars."""

    baselines: dict[str, list[float]]
    texts: dict[str, list[str]]
    spots: dict[str, Spot]
    bars: dict[str, list[Bar]]
    bottom: float


def read(document: Document) -> tuple[PageSeen, ...]:
    """Read every page of a letter that was set."""
    return tuple(_page(page._page_box) for page in document.pages)  # noqa: SLF001 - see above


def _page(page_box: Box) -> PageSeen:
    seen = PageSeen({}, {}, {}, {}, page_box.content_box_y() + page_box.height)
    for child in _children(page_box):
        _walk(child, getattr(child, "at_keyword", ""), seen)
    return seen


def _walk(box: Box, owner: str, seen: PageSeen) -> None:
    if isinstance(box, boxes.LineBox):
        _line(box, owner, seen)
        return
    named = _name(box, owner)
    bars = list(_bars(box))
    if bars:
        seen.bars.setdefault(named, []).extend(bars)
    if isinstance(box, boxes.BlockContainerBox):
        seen.spots.setdefault(named, _spot(box, named))
    for child in _children(box):
        _walk(child, named, seen)


def _line(line: Box, owner: str, seen: PageSeen) -> None:
    pieces = [piece for piece in _texts(line) if piece.text.strip()]
    if pieces:
        heights = {round(piece.position_y + piece.baseline, 6) for piece in pieces}
        if len(heights) > 1:
            raise Unproven
        seen.baselines.setdefault(owner, []).append(heights.pop())
        seen.texts.setdefault(owner, []).append("".join(piece.text for piece in _texts(line)))


def _texts(box: Box) -> Iterator[Box]:
    for child in _children(box):
        if isinstance(child, boxes.TextBox):
            yield child
        else:
            yield from _texts(child)


def _children(box: Box) -> Iterator[Box]:
    for child in getattr(box, "children", ()):
        yield getattr(child, "_box", child)


def _name(box: Box, owner: str) -> str:
    if (box.element_tag or "").endswith(MARKER):
        return owner + MARKER
    element = box.element
    if element is None or box.element_tag != element.tag:
        return owner
    named = str(element.get("id") or "")
    kind = str(element.get("class") or "")
    return named or (kind if kind.startswith(SLIP) else owner)


def _spot(box: Box, named: str) -> Spot:
    align = RIGHT if named.endswith(MARKER) else _ALIGNED.get(named, LEFT)
    if box.style["text_align_all"] == "center":
        align = MIDDLE
    style = Style(
        size=float(box.style["font_size"]),
        is_bold=box.style["font_weight"] >= BOLD,
        language=(box.style["lang"] or "").lower(),
        is_kerned=box.style["font_kerning"] != "none",
    )
    return Spot(box.content_box_x() + align * box.width, box.width, align, style)


def _bars(box: Box) -> Iterator[Bar]:
    if not isinstance(box, boxes.BlockLevelBox):
        return
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    if box.style["background_color"].alpha > 0:
        yield Bar(left, top, right, bottom)
    inner = dict(zip(SIDES, chain((top, right, bottom, left)), strict=True))
    for side, edge in inner.items():
        thick = getattr(box, f"border_{side}_width")
        if thick:
            is_dashed = box.style[f"border_{side}_style"] == "dashed"
            inward = edge + thick if side in {"top", "left"} else edge - thick
            low, high = sorted((edge, inward))
            if side in {"top", "bottom"}:
                yield Bar(left, low, right, high, is_dashed)
            else:
                yield Bar(low, top, high, bottom, is_dashed)
