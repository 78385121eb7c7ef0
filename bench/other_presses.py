"""The letters of the bench by other people's tools: the same words, and the same codes."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import count

import typst
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.model.letter_id import SheetCode
from letters.blocks import Blank, Block, LetterText, Style
from letters.code import matrix
from letters.envelope import Rectangle
from letters.page import MM_PER_PT
from letters.press.sheet_style import FONTS

CODE = Rectangle(191.0, 110.0, 205.0, 124.0)
SIZES = {Style.TITLE: 16.0, Style.HEADING: 13.0, Style.LEAD: 14.0, Style.SMALL: 10.0}
USUAL = 12.0
MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\#*_`$<>@~[]"})


def by_reportlab(texts: Sequence[LetterText]) -> int:
    """Print all of them into one file; the text is broken into lines by reportlab."""
    _register()
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for text in texts:
        _draw(canvas, text)
        canvas.showPage()
    canvas.save()
    return len(written.getvalue())


def by_typst(texts: Sequence[LetterText]) -> int:
    """Print each as a file of its own, tagged as typst does by itself."""
    compiler = _compiler()
    return sum(len(_compiled(compiler, _markup(text))) for text in texts)


def _draw(canvas: Canvas, text: LetterText) -> None:
    canvas.setFont("usual", USUAL)
    for line, said in enumerate((text.sender, text.sender_place)):
        canvas.drawString(20 / MM_PER_PT, 780 - 15 * line, said)
    for line, said in enumerate(reversed(text.address)):
        canvas.drawString(20 / MM_PER_PT, 593 + 12.5 * line, said)
    for line, fact in enumerate(text.facts):
        canvas.drawString(116 / MM_PER_PT, 680 - 30 * line, fact.label)
        canvas.drawString(116 / MM_PER_PT, 668 - 30 * line, fact.value)
    height = A4[1] - 108 / MM_PER_PT
    for size, said in _paragraphs(text):
        paragraph = Paragraph(said, _style(size))
        _, high = paragraph.wrap(145 / MM_PER_PT, height)
        height -= high + 8
        paragraph.drawOn(canvas, 20 / MM_PER_PT, height)
    _code(canvas, text)


def _code(canvas: Canvas, text: LetterText) -> None:
    rows = matrix(str(SheetCode(letter=text.id, sheet=1, sheets=1, run=text.run)))
    side = CODE.width / MM_PER_PT / len(rows)
    left, top = CODE.left / MM_PER_PT, A4[1] - CODE.top / MM_PER_PT
    path = canvas.beginPath()
    for line, row in enumerate(rows, start=1):
        for column, is_dark in enumerate(row):
            if is_dark:
                path.rect(left + column * side, top - line * side, side, side)
    canvas.drawPath(path, stroke=0, fill=1)


def _paragraphs(text: LetterText) -> Iterator[tuple[float, str]]:
    yield 20.0, f"<b>{text.title}</b>"
    numbered = count(1)
    for piece in text.blocks():
        if isinstance(piece, Blank):
            yield USUAL, piece.label
            continue
        said = "".join(f"<b>{run.text}</b>" if run.is_bold else run.text for run in piece.runs)
        begun = f"{next(numbered)}. " if piece.style is Style.ITEM else ""
        yield SIZES.get(piece.style, USUAL), begun + said


@cache
def _style(size: float) -> ParagraphStyle:
    return ParagraphStyle(f"of {size}", fontName="usual", fontSize=size, leading=size * 4 / 3)


@cache
def _register() -> None:
    for name, font in zip(("usual", "bold"), FONTS, strict=True):
        path = files("letters").joinpath("fonts", font)
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily("usual", normal="usual", bold="bold")


@cache
def _compiler() -> typst.Compiler:
    folder = str(files("letters").joinpath("fonts"))
    return typst.Compiler(font_paths=[folder], ignore_system_fonts=True)


def _compiled(compiler: typst.Compiler, markup: str) -> bytes:
    made = compiler.compile(input=markup.encode(), format="pdf")
    if not isinstance(made, bytes):
        raise TypeError
    return made


def _markup(text: LetterText) -> str:
    """Word a letter in typst's own language."""
    lines = [
        '#set page(paper: "a4", margin: 20mm)',
        f'#set text(font: "Source Sans 3", size: {USUAL}pt, lang: "es")',
        _placed(20, 15, [text.sender, text.sender_place]),
        _placed(20, 57, list(text.address)),
        _placed(116, 55, [said for fact in text.facts for said in (fact.label, fact.value)]),
        _drawn(text),
        "#v(88mm)",
        f"= {text.title.translate(MARKUP)}",
    ]
    for piece in text.blocks():
        if isinstance(piece, Block):
            said = "".join(_run(run.text, is_bold=run.is_bold) for run in piece.runs)
            begun = "+ " if piece.style is Style.ITEM else ""
            size = SIZES.get(piece.style, USUAL)
            lines.append(f"{begun}#text(size: {size}pt)[{said}]\n")
    return "\n".join(lines)


def _run(text: str, *, is_bold: bool) -> str:
    said = text.translate(MARKUP)
    return f"#strong[{said}]" if is_bold else said


def _placed(left: float, top: float, said: Sequence[str]) -> str:
    lines = " \\ ".join(line.translate(MARKUP) for line in said)
    return f"#place(dx: {left - 20}mm, dy: {top - 20}mm)[{lines}]"


def _drawn(text: LetterText) -> str:
    rows = matrix(str(SheetCode(letter=text.id, sheet=1, sheets=1, run=text.run)))
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    size = len(rows)
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} {size}'>"
    svg = f"{drawing}<path d='{path}'/></svg>"
    left, top = CODE.left - 20, CODE.top - 20
    image = f'image(bytes("{svg}"), format: "svg", width: {CODE.width}mm, alt: "")'
    return f"#place(dx: {left}mm, dy: {top}mm, {image})"
