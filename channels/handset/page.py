"""The pages of the phone, from what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from jinja2 import Environment, PackageLoader, StrictUndefined

from channels.handset.pocket import Line, Sms
from channels.handset.walk import Listening

KEYPAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#")
NAMES = {"*": "asterisco", "#": "numeral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a page shows."""

    room: str
    phone: str
    form_token: str
    can_speak: bool
    notice: str
    in_call: bool
    listening: Listening | None
    lines: Sequence[Line]
    texts: Sequence[Sms]


class Pages:
    """Sets the pages; whatever a citizen or a text says is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("channels.handset"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(url_for=url_for, keypad=KEYPAD, names=NAMES)

    def show(self, screen: Screen) -> str:
        """Set one page."""
        return self._templates.get_template(f"handset/{screen.room}.html.jinja").render(
            screen=screen
        )
