"""Which steps of a script came from a part: they are drawn in a box of their own."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The steps of a part, and the boxes of the parts in it; the outermost has no name."""

    name: str
    steps: tuple[str, ...]
    boxes: tuple["Box", ...]


def boxes_of(names: Collection[str], within: str = "") -> Box:
    """Sort steps into boxes: what stands under a step (`rate.kept` under `rate`) is its part."""
    found = {name.rpartition(".")[0] for name in names} - {""}
    heads = {head for head in found if not within or head.startswith(f"{within}.")}
    inner = [head for head in sorted(heads) if not _is_inside(head, heads)]
    boxes = []
    for head in inner:
        mine = [name for name in names if name == head or name.startswith(f"{head}.")]
        boxes.append(boxes_of(mine, head))
    taken = {name for box in boxes for name in _all(box)}
    return Box(within, tuple(name for name in names if name not in taken), tuple(boxes))


def _is_inside(head: str, heads: Collection[str]) -> bool:
    return any(head.startswith(f"{other}.") for other in heads)


def _all(box: Box) -> tuple[str, ...]:
    return (*box.steps, *(name for inner in box.boxes for name in _all(inner)))
