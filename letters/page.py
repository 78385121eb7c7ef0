"""Where each part of a letter stands on its sheet, worked out from the envelopes in use."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.refusals import SettingInvalid
from letters.envelope import SHEET_HEIGHT, SHEET_WIDTH, Envelope, Rectangle, shared_zone

ADDRESS_SIZE_PT = 10.0
ADDRESS_LEADING_PT = 12.5
ADDRESS_LINES = 7
ADDRESS_WIDTH = 71.0

MM_PER_PT = 25.4 / 72
MARGIN = 20.0
GAP = 6.0
BREATH = 0.5
TOP = 15.0
LEAST_HEAD = 20.0
LEAST_ASIDE = 60.0
CODE_SIDE = 14.0
CODE_EDGE = 5.0
SLIP_TOP = 203.0
HOLE = 148.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of the first sheet, in millimetres from its left and top.

    `address` is exactly as high as the longest address, whose last line stands on its bottom.
    `code` is where every front bears its code, and `slip` what is torn off a letter that has
    something to tear. `folds` are the heights at which the envelopes in use want the sheet folded.
    """

    head: Rectangle
    address: Rectangle
    aside: Rectangle
    body_top: float
    code: Rectangle
    slip: Rectangle
    folds: tuple[float, ...]


def lay_out(envelopes: Sequence[Envelope]) -> Page:
    """Place the address where every window shows it and all the rest where none does.

    Refused at start-up when no layout serves all of the envelopes.
    """
    zones = shared_zone(envelopes)
    safe, quiet = zones.safe, zones.quiet
    height = ADDRESS_LINES * ADDRESS_LEADING_PT * MM_PER_PT
    slack = safe.height - height
    if slack < 0 or safe.width < ADDRESS_WIDTH:
        raise SettingInvalid(setting="envelope", problem="the window is too small for an address")
    if quiet.top - TOP < LEAST_HEAD:
        raise SettingInvalid(setting="envelope", problem="no room above the window for the sender")
    bottom = safe.bottom - min(slack / 2, BREATH)
    address = Rectangle(safe.left, bottom - height, safe.right, bottom)
    body_top = quiet.bottom + GAP
    right = SHEET_WIDTH - CODE_EDGE
    return Page(
        head=Rectangle(MARGIN, TOP, SHEET_WIDTH - MARGIN, quiet.top),
        address=address,
        aside=_beside(Rectangle(quiet.left, quiet.top, quiet.right, address.bottom)),
        body_top=body_top,
        code=Rectangle(right - CODE_SIDE, body_top + 2, right, body_top + 2 + CODE_SIDE),
        slip=Rectangle(0.0, SLIP_TOP, SHEET_WIDTH, SHEET_HEIGHT),
        folds=_folds(envelopes),
    )


def _folds(envelopes: Sequence[Envelope]) -> tuple[float, ...]:
    heights = {
        round(times * envelope.fold, 2)
        for envelope in envelopes
        for times in range(1, int(SHEET_HEIGHT / envelope.fold) + 1)
        if times * envelope.fold < SHEET_HEIGHT
    }
    return tuple(sorted(heights))


def _beside(quiet: Rectangle) -> Rectangle:
    right = Rectangle(quiet.right + GAP, quiet.top, SHEET_WIDTH - MARGIN, quiet.bottom)
    left = Rectangle(MARGIN, quiet.top, quiet.left - GAP, quiet.bottom)
    widest = max(right, left, key=lambda area: area.width)
    if widest.width < LEAST_ASIDE:
        raise SettingInvalid(setting="envelope", problem="no room beside the window for the facts")
    return widest
