"""Letters as HTML: words come from the catalogue, order and emphasis from the templates."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from core.model.answers import INFORMATIVE, Line, StatusAnswer
from core.ports import Wording
from core.refusals import AddressMissing, AddressUnprintable, LetterUnprintable
from letters.cover import Cover
from letters.glyphs import Glyphs, shipped_glyphs, tidy

GROUPED_FIGURES = re.compile(r"(\d{1,10}(?:[- ]\d{1,10}){1,3})")
SPACES = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLetter:
    """All that the template of the status letter prints: texts already worded in one language."""

    language: str
    cover: Cover
    fixed: dict[str, str]
    must_tell: tuple[str, ...]
    may_tell: tuple[str, ...]


class Typesetter:
    """Sets the answers of the house as letters for one region (`PE`) of the world."""

    def __init__(self, wording: Wording, region: str) -> None:
        self._wording = wording
        self._region = region
        self._glyphs = shipped_glyphs()
        self._templates = Environment(
            loader=PackageLoader("letters"), autoescape=True, undefined=StrictUndefined
        )
        self._templates.filters["by_figures"] = by_figures

    def status(self, answer: StatusAnswer, cover: Cover, language: str) -> str:
        """Set the letter that tells where a case stands; it informs, it never notifies."""
        _refuse_unprintable_cover(cover, self._glyphs)
        fixed = fixed_lines(answer, cover)
        must = [line for line in answer.must_tell if line.message != INFORMATIVE.message]
        if cover.note is not None:
            must.append(Line("letter.note", {"note": tidy(cover.note)}))
        lines = (*fixed.values(), *must, *answer.may_tell)
        spoken, texts = self._words(language, lines)
        body = texts[len(fixed) :]
        letter = StatusLetter(
            language=spoken if "-" in spoken else f"{spoken}-{self._region}",
            cover=cover,
            fixed=dict(zip(fixed, texts, strict=False)),
            must_tell=body[: len(must)],
            may_tell=body[len(must) :],
        )
        return self._templates.get_template("status.html.jinja").render(letter=letter)

    def _words(self, language: str, lines: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
        composed = self._wording.compose(language, "letter", lines)
        texts = tuple(
            unicodedata.normalize("NFC", text.translate(SPACES)) for text in composed.texts
        )
        if any(self._glyphs.lack(text) for text in texts):
            raise LetterUnprintable(problem="unprintable_letter")
        return composed.language, texts


def fixed_lines(answer: StatusAnswer, cover: Cover) -> dict[str, Line]:
    """List what every status letter says around its answer, under the template's names."""
    number = answer.number
    return {
        "subject": Line("letter.subject", {"number": number}),
        "salutation": Line("letter.salutation", {"name": tidy(cover.recipient)}),
        "number_label": Line("letter.number_label", {}),
        "number": Line("letter.number", {"number": number}),
        "date_label": Line("letter.date_label", {}),
        "date": Line("letter.date", {"sent_on": cover.sent_on}),
        "reference_label": Line("letter.reference_label", {}),
        "reach_title": Line("letter.reach_title", {}),
        "reach": Line("letter.reach", {"phone": cover.phone, "number": number}),
        "closing": Line("letter.closing", {}),
        "informative": INFORMATIVE,
    }


def by_figures(text: str) -> tuple[tuple[str, bool], ...]:
    """Tell grouped figures, which stay on one line, from the words around them."""
    parts = GROUPED_FIGURES.split(text)
    return tuple((part, place % 2 == 1) for place, part in enumerate(parts) if part)


def _refuse_unprintable_cover(cover: Cover, glyphs: Glyphs) -> None:
    if not cover.address:
        raise AddressMissing
    for position, line in enumerate((*cover.address, tidy(cover.recipient)), start=1):
        if glyphs.lack(line):
            raise AddressUnprintable(line=position, problem="unprintable_letter")
    if any(glyphs.lack(text) for text in (cover.sender, cover.sender_place, cover.reference)):
        raise LetterUnprintable(problem="unprintable_letter")
