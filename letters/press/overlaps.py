"""What grew out of its place on the first page, and so would stand on something else."""

from core.refusals import LetterUnprintable
from letters.blocks import LetterText
from letters.page import Page
from letters.press.boxes import SLIP, PageSeen
from letters.press.operators import PX_PER_MM
from letters.slip import LAYOUTS

LINE = 5.0
ROOM = 1.0  # millimetres: letters go under the baseline, and a line ends a little before its area


def refuse_overlaps(text: LetterText, first: PageSeen, page: Page) -> None:
    """Refuse a letter whose head, facts or slip have more words than there is room for."""
    heights = {
        name: [each / PX_PER_MM for each in lines] for name, lines in first.baselines.items()
    }
    head = heights.get("place", [page.head.top])[-1]
    if head > page.head.bottom - ROOM:
        raise LetterUnprintable(problem="head_too_long")
    if heights.get("l0", [page.aside.bottom])[0] - LINE < head + ROOM:
        raise LetterUnprintable(problem="facts_too_long")
    if text.slip is not None:
        for label in LAYOUTS[text.slip.kind].labels:
            name = f"{SLIP}label {text.slip.kind}-label-{label.name}"
            if heights.get(name, [label.place.top])[-1] > label.place.bottom + ROOM:
                raise LetterUnprintable(problem="slip_too_long")
