"""Slips that people marked and a scanner spoiled: drawn by our press, read by our reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import cv2
import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray

from core.model.letter_id import LetterId, SheetCode
from letters.blocks import LetterText, Slip, SlipKind
from letters.envelope import C5, DL
from letters.page import lay_out
from letters.press.codes import codes_on_front
from letters.press.typeset_press import Press
from letters.slip import CUT, LAYOUTS, SlipLayout
from letters.typeset import html_of
from tests.letters.letter_texts import letters

Grey = NDArray[np.uint8]
Points = NDArray[np.float64]

DRAWN_DPI = 300
DOTS = DRAWN_DPI / 25.4
SPOTTED, WRITTEN = 0.1, 0.5
HOW = ("empty", "empty", "ticked", "crossed", "filled", "struck out")
TEXTS = {
    "cut": "Corte aquí",
    "title": "Su respuesta",
    "how": "Marque con una X lo que corresponda y mande esta parte.",
    "received": "Recibí esta carta.",
    "call_me": "Quiero que me llamen por teléfono.",
    "will_come": "Voy a ir a la visita del viernes 8 de enero.",
    "phone": "Mi teléfono es:",
    "return_to": "Entregue esta parte en el correo o en la municipalidad. No cuesta nada.",
    "comments": "Quiero decirles:",
    "date": "Fecha",
    "hour": "Hora",
    "name": "Nombre de quien recibe",
    "number": "Expediente 140-000-4276",
    "document": "DNI",
    "relation": "Relación con el destinatario",
    "signature": "Firma",
    "refused": "Se negó a firmar.",
    "absent": "No había nadie.",
    "features": "Características del lugar",
    "server": "Quien entrega",
    "fingerprint": "Huella",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scanned slip with what is truly on it."""

    grey: Grey
    code: SheetCode
    slip: SlipKind
    marks: Mapping[str, str]
    written: frozenset[str]
    dpi: int


def scans(count: int, *, seed: int = 1, slip: SlipKind = SlipKind.REPLY) -> Iterator[Scan]:
    """Draw slips, each of another letter, marked and spoiled in another way."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        yield scan(chance, number, slip)


def scan(chance: np.random.Generator, number: int, slip: SlipKind) -> Scan:
    """Draw one slip, let somebody mark it and put it askew on a poor scanner."""
    layout = LAYOUTS[slip]
    code = SheetCode(letter=_drawn_id(chance), sheet=1, sheets=1, run="20261121A")
    paper, top = drawn(layout, code, is_torn=number % 3 != 0)
    marks = {box.name: HOW[chance.integers(len(HOW))] for box in layout.boxes}
    for box in layout.boxes:
        mark(paper, chance, (box.place.left, box.place.top - top, box.place.width), marks[box.name])
    written = write(paper, chance, layout, top)
    if chance.random() < SPOTTED:
        spot(paper, chance, layout, top)
    dpi = int(chance.choice([150, 200, 240, 300]))
    grey = spoiled(paper, chance, dpi)
    if chance.random() < 0.3:
        grey = np.ascontiguousarray(grey[::-1, ::-1])
    return Scan(grey=grey, code=code, slip=slip, marks=marks, written=written, dpi=dpi)


def drawn(layout: SlipLayout, code: SheetCode, *, is_torn: bool) -> tuple[Grey, float]:
    """Print a letter's first page as the press does, and tear its slip off; tell the top's mm."""
    letter = replace(_letter_with(layout.kind), id=code.letter, run=code.run)
    with pikepdf.open(BytesIO(_without_codes(layout.kind))) as pdf:
        codes = codes_on_front(letter, code.sheet, code.sheets, lay_out((DL, C5)).code)
        pdf.pages[0].contents_add(codes, prepend=True)
        file = BytesIO()
        pdf.save(file)
    document = pypdfium2.PdfDocument(file.getvalue())
    bitmap = document[0].render(scale=DRAWN_DPI / 72, grayscale=True)
    paper = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    document.close()
    top = CUT if is_torn else 0.0
    return np.ascontiguousarray(paper[round(top * DOTS) :]), top


@cache
def _letter_with(slip: SlipKind) -> LetterText:
    texts = {label.name: TEXTS.get(label.name, label.name) for label in LAYOUTS[slip].labels}
    return replace(next(letters(1)), slip=Slip(slip, texts))


@cache
def _without_codes(slip: SlipKind) -> bytes:
    return Press().print(html_of(_letter_with(slip))).pdf


def _drawn_id(chance: np.random.Generator) -> LetterId:
    return LetterId.draw(lambda alphabet: alphabet[chance.integers(len(alphabet))])


def mark(
    paper: Grey, chance: np.random.Generator, box: tuple[float, float, float], how: str
) -> None:
    """Mark a box, given by its left, top and side in millimetres, as people do."""
    left, top, side = box
    wide = chance.uniform(0.3, 1.0)
    tone = int(chance.integers(15, 125))
    for stroke in _strokes(chance, how):
        pen(paper, np.array([left, top]) + stroke * side, wide, tone)


def _strokes(chance: np.random.Generator, how: str) -> list[Points]:
    match how:
        case "ticked":
            return [_tick(chance)]
        case "crossed":
            return _cross(chance)
        case "filled":
            return [_filling(chance, 0.12)]
        case "struck out":
            return _struck(chance)
        case _:
            return []


def pen(paper: Grey, way: Points, wide: float, tone: int) -> None:
    """Draw a way in millimetres with a pen."""
    first = np.maximum(np.floor((way.min(axis=0) - wide) * DOTS).astype(int), 0)
    last = np.ceil((way.max(axis=0) + wide) * DOTS).astype(int) + 1
    part = paper[first[1] : last[1], first[0] : last[0]]
    dots = np.round((way * DOTS - first) * 16).astype(np.int32).reshape(-1, 1, 2)
    ink, thick = np.zeros_like(part), max(1, round(wide * DOTS))
    cv2.polylines(
        ink, [dots], isClosed=False, color=255, thickness=thick, shift=4, lineType=cv2.LINE_AA
    )
    share = ink.astype(np.float32) / 255
    part[:] = np.minimum(part, part * (1 - share) + tone * share).astype(np.uint8)


def _tick(chance: np.random.Generator) -> Points:
    low = chance.uniform((0.3, 0.65), (0.5, 0.95))
    start = chance.uniform((0.0, 0.3), (0.25, 0.55))
    end = chance.uniform((0.8, -0.3), (1.3, 0.2))
    return np.array([start, low, end])


def _cross(chance: np.random.Generator) -> list[Points]:
    one = np.array([[0.1, 0.1], [0.9, 0.9]]) + chance.uniform(-0.17, 0.17, (2, 2))
    other = np.array([[0.9, 0.1], [0.1, 0.9]]) + chance.uniform(-0.17, 0.17, (2, 2))
    return [one, other]


def _filling(chance: np.random.Generator, edge: float, turns: int = 14) -> Points:
    rows = np.linspace(edge, 1 - edge, turns)
    sides = np.where(np.arange(turns) % 2, 1 - edge, edge)
    return np.stack([sides, rows], axis=1) + chance.uniform(-0.06, 0.06, (turns, 2))


def _struck(chance: np.random.Generator) -> list[Points]:
    first = [_tick(chance)] if chance.random() < 0.5 else _cross(chance)
    if chance.random() < 0.3:
        return [*first, _filling(chance, -0.32, 18)]
    heights = 0.5 + chance.uniform(-0.15, 0.15, (chance.integers(1, 3), 1))
    lines = [
        np.array([[-0.75, height], [chance.uniform(1.7, 6), height + chance.uniform(-0.1, 0.1)]])
        for height in heights[:, 0]
    ]
    return [*first, *lines]


def write(
    paper: Grey, chance: np.random.Generator, layout: SlipLayout, top: float
) -> frozenset[str]:
    """Write figures and letters into some of the frames; tell which."""
    written = {area.name for area in layout.areas if chance.random() < WRITTEN}
    for area in layout.areas:
        place = area.place
        start = np.array([place.left + 2, place.top - top + 2])
        end = np.array([place.right - 4, place.bottom - top - 2])
        for _ in range(int(chance.integers(2, 10)) if area.name in written else 0):
            turns = chance.uniform(-1.5, 2.0, (6, 2)).cumsum(axis=0)
            way = np.clip(chance.uniform(start, end) + turns, start - 1, end + 2)
            pen(paper, way, chance.uniform(0.35, 0.8), int(chance.integers(15, 105)))
    return frozenset(written)


def spot(paper: Grey, chance: np.random.Generator, layout: SlipLayout, top: float) -> None:
    """Spill something over one of the codes or black squares, and crumbs over everything."""
    places = (*layout.codes, *layout.marks)
    place = places[chance.integers(len(places))]
    middle = np.array([place.left, place.top - top]) + chance.uniform(0, place.width, 2)
    centre = tuple(int(dot) for dot in np.round(middle * DOTS))
    cv2.circle(paper, centre, round(chance.uniform(3, 7) * DOTS), int(chance.integers(60, 250)), -1)
    high, wide = paper.shape
    for x, y in chance.uniform((0, 0), (wide, high), (60, 2)):
        cv2.circle(paper, (int(x), int(y)), int(chance.integers(1, 3)), 90, -1)


def spoiled(paper: Grey, chance: np.random.Generator, dpi: int) -> Grey:
    """Turn by up to 7 degrees, tilt by 5 per cent, blur by 1.2 dots, and light it poorly."""
    scale = dpi / DRAWN_DPI
    high, wide = paper.shape
    size = np.array([wide, high]) * scale
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * size
    tilted = corners + chance.uniform(-0.05, 0.05, (4, 2)) * size
    angle = np.deg2rad(chance.uniform(-7, 7))
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = (tilted - size / 2) @ turned.T
    placed += chance.uniform(5, 40, 2) - placed.min(axis=0)
    edge = np.ceil(placed.max(axis=0) + 20).astype(int)
    way = cv2.getPerspectiveTransform(
        (corners / scale).astype(np.float32), placed.astype(np.float32)
    )
    soft = cv2.GaussianBlur(paper, (0, 0), 0.4 / scale)
    glass = int(chance.choice([40, 200, 250]))
    scanned = cv2.warpPerspective(soft, way, (int(edge[0]), int(edge[1])), borderValue=glass)
    return lit(cv2.GaussianBlur(scanned, (0, 0), 1.2), chance)


def lit(scanned: NDArray[np.generic], chance: np.random.Generator) -> Grey:
    """Light a page from one side, tone its paper, add noise and save it at JPEG quality 40."""
    high, wide = scanned.shape[:2]
    y, x = np.ogrid[:high, :wide]
    towards = chance.uniform(0, 2 * np.pi)
    slope = np.cos(towards) * x / wide + np.sin(towards) * y / high
    slope = (slope - slope.min()) / np.ptp(slope)
    shade = chance.uniform(0.6, 1.0)
    light = ((shade + (1 - shade) * slope) * chance.uniform(0.85, 0.98)).astype(np.float32)
    noisy = scanned * light + 4 * chance.standard_normal((high, wide), dtype=np.float32)
    _, jpeg = cv2.imencode(
        ".jpg", np.clip(noisy, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 40]
    )
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8)
