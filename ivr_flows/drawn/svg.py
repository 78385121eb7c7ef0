"""Makes Graphviz's picture one that is read aloud, and that tells which text it was drawn from."""

import hashlib
import re
from html import escape

_HEAD = re.compile(r".*?<svg ", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_MARK = "<!-- Drawn by `./convergencia docs` from text {} -->"
_SIZE = re.compile(r'width="([0-9.]+)pt" height="([0-9.]+)pt"')
# A3 standing, less its margins, in points. Graphviz itself rounds such a scale and cuts the edge.
A3 = (799.0, 1145.0)
_TITLE, _WORDS = "titulo", "texto"


def finished(picture: str, *, text: str, title: str, words: str) -> str:
    """Give a picture its title and words, and take away what differs from release to release.

    `text` is what it was drawn from: see `is_drawn_from`.
    """
    body = _COMMENT.sub("", _HEAD.sub("", picture, count=1))
    attributes, _, rest = body.partition(">")
    attributes = _SIZE.sub(_on_a3, attributes, count=1)
    read_aloud = f'role="img" aria-labelledby="{_TITLE} {_WORDS}"'
    said = (
        f'<title id="{_TITLE}">{escape(title)}</title>\n<desc id="{_WORDS}">{escape(words)}</desc>'
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{_MARK.format(_mark(text))}'
    return f"{head}\n<svg {read_aloud} {attributes}>\n{said}{rest}"


def _on_a3(size: re.Match[str]) -> str:
    width, height = float(size[1]), float(size[2])
    scale = min(1.0, A3[0] / width, A3[1] / height)
    return f'width="{width * scale:.0f}pt" height="{height * scale:.0f}pt"'


def is_drawn_from(picture: str, text: str) -> bool:
    """Say whether a finished picture is the one of this text: no Graphviz is needed to know."""
    return _MARK.format(_mark(text)) in picture


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
