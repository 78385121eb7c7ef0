"""Posters: one stop on a sheet to hang up, or a whole trip, in letters to be read from afar."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterStop:
    """What a poster says of one stop, worded; what is empty is left out."""

    day: str
    place: str
    district: str
    was: str = ""
    hours: str = ""
    services: tuple[str, ...] = ()
    languages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterText:
    """All that a poster prints; with one stop it is A4, with several it is A3."""

    language: str
    title: str
    sender: str
    stops: Sequence[PosterStop]
    services_label: str
    bring: str
    ask: str
    small: str

    @property
    def is_trip(self) -> bool:
        """Say whether it tells a whole trip."""
        return len(self.stops) > 1


def html_of_poster(text: PosterText) -> str:
    """Set a poster as HTML, which the press prints and a screen shows."""
    return _template().render(poster=text)


@cache
def _template() -> Template:
    templates = Environment(
        loader=PackageLoader("letters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("poster.html.jinja")
