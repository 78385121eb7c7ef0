"""Letters as HTML: one template sets the pieces of any letter; the press owns how they look."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from letters.blocks import Blank, Block, LetterText, Style
from letters.slip import LAYOUTS


def html_of(text: LetterText) -> str:
    """Set a letter as HTML that the press prints and a screen shows; every piece bears a name."""
    return _template().render(letter=text, size="large" if text.is_large else "usual")


@cache
def _template() -> Template:
    templates = Environment(
        loader=PackageLoader("letters"), autoescape=True, undefined=StrictUndefined
    )
    templates.globals["slip_layouts"] = LAYOUTS
    templates.tests["item"] = is_item
    templates.tests["blank"] = is_blank
    return templates.get_template("pieces.html.jinja")


def is_item(piece: Block | Blank) -> bool:
    """Say whether a piece is one of a numbered list."""
    return isinstance(piece, Block) and piece.style is Style.ITEM


def is_blank(piece: Block | Blank) -> bool:
    """Say whether a piece is to be written on by hand."""
    return isinstance(piece, Blank)
