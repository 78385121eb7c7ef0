"""Cuts what a step says to what a box can hold."""

import re
import textwrap
from collections.abc import Mapping

from ivr_flows.drawn.kinds import message_of
from ivr_flows.nodes import Node

LINE, LINES, LONGEST = 18, 4, 30
_FACT = re.compile(r"\{\w*\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def shortened(node: Node, words: Mapping[str, str]) -> str:
    """Say in a line what a step says; nothing where the words are the core's own."""
    message = message_of(node)
    said = words.get(message, "") if message is not None else ""
    return textwrap.shorten(_FACT.sub("…", plain(said)), LINE * LINES, placeholder=" …")


def boxed(text: str) -> list[str]:
    """Break a text into the lines of a box; one long word makes the box wider, up to a limit."""
    lines = textwrap.wrap(text, LINE, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in textwrap.wrap(line, LONGEST)]


def plain(text: str) -> str:
    """Leave out what no drawing can show."""
    return _CONTROL.sub(" ", text)
