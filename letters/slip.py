"""Where everything stands on the part that is torn off: for who prints it and for who reads it.

Millimetres from the left and top of the first sheet. Codes stand in two corners and black squares
in the other two, off the fold at 210 mm, so that a scan can be straightened though one is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.letter_id import SheetCode
from letters.blocks import SlipKind
from letters.envelope import SHEET_HEIGHT, SHEET_WIDTH, Rectangle

CUT = 203.0
SLIP = Rectangle(0.0, CUT, SHEET_WIDTH, SHEET_HEIGHT)
CODE_SIDE = 16.0
TICK_SIDE = 8.0
MARK_SIDE = 5.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick; what a tick means is the text of the same name, beside it."""

    name: str
    place: Rectangle


@dataclass(frozen=True, slots=True)
class Area:
    """A frame to write in: split into so many cells for figures, ruled with so many lines."""

    name: str
    place: Rectangle
    cells: int = 1
    lines: int = 1

    @property
    def rules(self) -> tuple[Rectangle, ...]:
        """Tell the thin lines inside the frame: between cells, and to write on."""
        place = self.place
        wide, high = place.width / self.cells, place.height / self.lines
        upright = (place.left + wide * cell for cell in range(1, self.cells))
        level = (place.top + high * line for line in range(1, self.lines))
        return (
            *(Rectangle(x, place.top, x, place.bottom) for x in upright),
            *(Rectangle(place.left, y, place.right, y) for y in level),
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Where a text of the slip is printed, and how large; in the large print, as `large_pt`."""

    name: str
    place: Rectangle
    size_pt: float
    large_pt: float = 0.0
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLayout:
    """All of one kind of slip; a box or an area whose text is not given is not printed.

    `name` is where the letter's own name stands, to be typed when no code can be read.
    """

    kind: SlipKind
    name: Rectangle
    labels: tuple[Label, ...]
    codes: tuple[Rectangle, ...]
    marks: tuple[Rectangle, ...] = ()
    boxes: tuple[Box, ...] = ()
    areas: tuple[Area, ...] = ()
    cards: tuple[Rectangle, ...] = ()

    @property
    def letter(self) -> str:
        """Tell the kind as codes write it."""
        return self.kind.value[0].upper()


def sheet_codes(layout: SlipLayout, sheet: SheetCode) -> Iterator[tuple[SheetCode, Rectangle]]:
    """Tell the codes of a slip of a sheet, each with its place: what stands where is in it."""
    for number, place in enumerate(layout.codes, start=1):
        yield replace(sheet, spot=f"{layout.letter}{number}"), place


def layout_of_spot(spot: str) -> tuple[SlipLayout, Rectangle] | None:
    """Find the slip and the place that a code names, if there is such."""
    for layout in LAYOUTS.values():
        number = int(spot[1:]) if spot.startswith(layout.letter) else 0
        if 1 <= number <= len(layout.codes):
            return layout, layout.codes[number - 1]
    return None


def _at(left: float, top: float, width: float, height: float) -> Rectangle:
    return Rectangle(left, top, left + width, top + height)


def _tick(name: str, left: float, top: float) -> Box:
    return Box(name, _at(left, top, TICK_SIDE, TICK_SIDE))


_CODES = (_at(12.0, 214.0, CODE_SIDE, CODE_SIDE), _at(182.0, 272.0, CODE_SIDE, CODE_SIDE))
_MARKS = (_at(193.0, 214.0, MARK_SIDE, MARK_SIDE), _at(12.0, 283.0, MARK_SIDE, MARK_SIDE))
_NAME = _at(9.0, 232.5, 22.0, 3.0)
_CUT_HERE = Label("cut", _at(20.0, CUT + 0.6, 100.0, 4.0), 8.0)

# What a box means begins 6 mm beside it: the paper there is blank, so that a line which strikes a
# tick out is seen to go on.
_REPLY = SlipLayout(
    kind=SlipKind.REPLY,
    name=_NAME,
    codes=_CODES,
    marks=_MARKS,
    boxes=(
        _tick("received", 38.0, 226.5),
        _tick("call_me", 38.0, 240.0),
        _tick("will_come", 38.0, 253.5),
    ),
    areas=(
        Area("phone", _at(112.0, 232.5, 76.5, 10.0), cells=9),
        Area("comments", _at(38.0, 273.5, 138.0, 14.5), lines=2),
    ),
    labels=(
        _CUT_HERE,
        Label("title", _at(34.0, 211.5, 154.0, 6.8), 14.0, 16.0, is_bold=True),
        Label("how", _at(34.0, 218.5, 154.0, 6.8), 11.0, 16.0),
        Label("received", _at(52.0, 226.0, 56.0, 13.2), 12.0, 16.0),
        Label("call_me", _at(52.0, 239.5, 56.0, 13.2), 12.0, 16.0),
        Label("will_come", _at(52.0, 253.0, 56.0, 13.2), 12.0, 16.0),
        Label("phone", _at(112.0, 225.7, 76.5, 6.6), 12.0, 16.0),
        Label("return_to", _at(112.0, 244.0, 76.5, 22.0), 10.0, 13.0),
        Label("comments", _at(38.0, 266.6, 100.0, 6.6), 12.0, 16.0),
    ),
)

# TUO LPAG art. 21: date and hour, who received it, document, relation and signature; that it was
# refused (21.3), and what the place looks like where nobody opened.
_ACKNOWLEDGEMENT = SlipLayout(
    kind=SlipKind.ACKNOWLEDGEMENT,
    name=_NAME,
    codes=_CODES,
    marks=_MARKS,
    boxes=(_tick("refused", 38.0, 253.0), _tick("absent", 88.0, 253.0)),
    areas=(
        Area("date", _at(34.0, 227.0, 34.0, 8.5)),
        Area("hour", _at(71.0, 227.0, 22.0, 8.5)),
        Area("name", _at(96.0, 227.0, 92.0, 8.5)),
        Area("document", _at(34.0, 240.5, 34.0, 8.5)),
        Area("relation", _at(71.0, 240.5, 58.0, 8.5)),
        Area("signature", _at(132.0, 240.5, 56.0, 18.5)),
        Area("features", _at(34.0, 269.0, 66.0, 19.0)),
        Area("server", _at(103.0, 269.0, 48.0, 19.0)),
        Area("fingerprint", _at(154.0, 264.5, 23.0, 23.5)),
    ),
    labels=(
        _CUT_HERE,
        Label("title", _at(34.0, 212.0, 154.0, 6.0), 14.0, is_bold=True),
        Label("number", _at(34.0, 218.0, 154.0, 4.5), 10.0),
        Label("date", _at(34.0, 223.0, 34.0, 4.0), 8.5),
        Label("hour", _at(71.0, 223.0, 22.0, 4.0), 8.5),
        Label("name", _at(96.0, 223.0, 92.0, 4.0), 8.5),
        Label("document", _at(34.0, 236.5, 34.0, 4.0), 8.5),
        Label("relation", _at(71.0, 236.5, 58.0, 4.0), 8.5),
        Label("signature", _at(132.0, 236.5, 56.0, 4.0), 8.5),
        Label("refused", _at(52.0, 253.0, 29.0, 9.0), 10.0),
        Label("absent", _at(102.0, 253.0, 28.0, 9.0), 10.0),
        Label("features", _at(34.0, 265.0, 66.0, 4.0), 8.5),
        Label("server", _at(103.0, 265.0, 48.0, 4.0), 8.5),
        Label("fingerprint", _at(154.0, 260.5, 30.0, 4.0), 8.5),
    ),
)

# A card as banks make them (ISO/IEC 7810 ID-1: 85.6 by 53.98 mm).
_CARD = _at(20.0, 222.0, 85.6, 54.0)
_WALLET = SlipLayout(
    kind=SlipKind.WALLET,
    name=_at(84.0, 252.5, 20.0, 3.0),
    codes=(_at(86.0, 256.5, CODE_SIDE, CODE_SIDE),),
    cards=(_CARD,),
    labels=(
        _CUT_HERE,
        Label("sender", _at(24.0, 225.0, 77.0, 9.5), 10.0, 11.0, is_bold=True),
        Label("number_label", _at(24.0, 235.3, 77.0, 4.6), 8.5, 11.0),
        Label("number", _at(24.0, 240.0, 77.0, 8.5), 18.0, is_bold=True),
        Label("clave_label", _at(24.0, 249.0, 58.0, 4.6), 8.5, 11.0),
        Label("clave", _at(24.0, 253.7, 58.0, 8.5), 18.0, is_bold=True),
        Label("phone", _at(24.0, 263.5, 58.0, 11.5), 10.0, 13.0),
        Label("title", _at(114.0, 222.0, 76.0, 7.0), 14.0, 16.0, is_bold=True),
        Label("keep", _at(114.0, 230.0, 76.0, 46.0), 12.0, 16.0),
    ),
)

LAYOUTS = {layout.kind: layout for layout in (_REPLY, _ACKNOWLEDGEMENT, _WALLET)}
