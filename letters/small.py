"""Small papers of a counter: a receipt, a standing, an appointment, on A6 or on A4, black only."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from letters.glyphs import tidy


class Paper(StrEnum):
    """What lies in the printer."""

    A6 = "a6"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it names; what is read aloud from the paper is large."""

    label: str
    value: str = field(repr=False)
    is_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallText:
    """All that a small paper prints, worded; `asked` is what the person has to do, in a frame."""

    language: str
    title: str
    sender: str
    rows: tuple[Row, ...]
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    small: str = ""


def html_of_small(text: SmallText, paper: Paper) -> str:
    """Set a small paper as HTML, which the press prints."""
    return _template().render(text=text, paper=paper.value)


@cache
def _template() -> Template:
    templates = Environment(
        loader=PackageLoader("letters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["tidy"] = tidy
    return templates.get_template("small.html.jinja")
