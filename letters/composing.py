"""Letters in words: a template, its facts and a cover become what any press prints."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.answers import Line
from core.model.letter_template import LetterTemplate
from core.model.told_facts import ToldFacts
from core.ports import Wording
from core.refusals import (
    AddressMissing,
    AddressUnprintable,
    LetterIncomplete,
    LetterUnprintable,
)
from letters.blocks import Blank, Block, Fact, LetterText, Run, Section, Slip, Style
from letters.cover import Cover
from letters.glyphs import shipped_glyphs, tidy
from letters.plan import Plan, Planned, plan_of

CHANNEL = "letter"
GROUPED_FIGURES = re.compile(r"(\d{1,10}(?:[- ]\d{1,10}){1,3}|\bs/n\b)")
SPACES = str.maketrans("\n\r\t", "   ")
# A letter that informs notifies nobody, and says of nobody that it did (TUO LPAG art. 20).
NOTIFIES = re.compile(r"notificad|\b(?:se|le|les) (?:lo |la )?notific", re.IGNORECASE)


class Composer:
    """Words letters for one region (`PE`) of the world."""

    def __init__(self, wording: Wording, region: str) -> None:
        self._wording = wording
        self._region = region
        self._glyphs = shipped_glyphs()

    def compose(
        self,
        template: LetterTemplate,
        facts: ToldFacts,
        cover: Cover,
        language: str,
        *,
        is_large: bool = False,
    ) -> LetterText:
        """Word a letter in the first language, and once more after it in another that is offered.

        Each language is worded in one go: all of the letter is approved in it, or it is not told.
        """
        self._refuse_unprintable(cover)
        plan = plan_of(template, facts, cover)
        lines = tuple(plan.lines)
        first, *others = self._wording.languages(CHANNEL)
        letter = self._letter(template, cover, plan, self._told(lines, first))
        letter = replace(letter, language=self._tag(first), is_large=is_large)
        if language in others and self._has_words(lines, language):
            again = self._letter(template, cover, plan, self._told(lines, language))
            letter = replace(letter, sections=letter.sections + _after(again, self._tag(language)))
        if template.is_informative:
            _refuse_notifying(letter)
        return letter

    def _letter(
        self, template: LetterTemplate, cover: Cover, plan: Plan, texts: Iterator[str]
    ) -> LetterText:
        """Build the letter from the texts of its lines, which come in the plan's own order."""
        return LetterText(
            id=cover.id,
            kind=template.kind,
            language="",
            sender=tidy(cover.sender),
            sender_place=tidy(cover.sender_place),
            address=cover.address,
            title=next(texts),
            facts=tuple(
                Fact(label=next(texts), value=next(texts), is_large=fact.is_large)
                for fact in plan.beside
            ),
            sections=tuple(
                Section(
                    tuple(_piece(piece, next(texts)) for piece in section.pieces),
                    section.frame,
                    is_whole=section.is_whole,
                )
                for section in plan.sections
            ),
            slip=(
                Slip(plan.slip_kind, {name: next(texts) for name in plan.slip})
                if plan.slip_kind is not None
                else None
            ),
        )

    def _has_words(self, lines: Sequence[Line], language: str) -> bool:
        return self._wording.compose(language, CHANNEL, lines).language == language

    def _told(self, lines: Sequence[Line], language: str) -> Iterator[str]:
        try:
            composed = self._wording.compose(language, CHANNEL, lines)
        except KeyError as missing:  # a template of today may name what no catalogue has yet
            raise LetterIncomplete(field=str(missing.args[0])) from missing
        texts = [unicodedata.normalize("NFC", text.translate(SPACES)) for text in composed.texts]
        for line, text in zip(lines, texts, strict=True):
            if not text.strip():
                raise LetterIncomplete(field=line.message)
            if self._glyphs.lack(text):
                raise LetterUnprintable(problem="unprintable_letter")
        return iter(texts)

    def _tag(self, language: str) -> str:
        return language if "-" in language else f"{language}-{self._region}"

    def _refuse_unprintable(self, cover: Cover) -> None:
        if not cover.address:
            raise AddressMissing
        for position, line in enumerate((*cover.address, tidy(cover.recipient)), start=1):
            if self._glyphs.lack(line):
                raise AddressUnprintable(line=position, problem="unprintable_letter")
        own = (cover.sender, cover.sender_place, cover.reference)
        if any(self._glyphs.lack(tidy(text)) for text in own):
            raise LetterUnprintable(problem="unprintable_letter")


def runs_of(text: str) -> tuple[Run, ...]:
    """Tell grouped figures, which stay on one line, from the words around them."""
    parts = GROUPED_FIGURES.split(text)
    return tuple(Run(part, is_unbroken=place % 2 == 1) for place, part in enumerate(parts) if part)


def _piece(piece: Planned, text: str) -> Block | Blank:
    return Blank(text, piece.blanks) if piece.blanks else Block(piece.style, runs_of(text))


def _after(letter: LetterText, tag: str) -> tuple[Section, ...]:
    """Give the sections of another language, under the letter's title in that language."""
    title = Section((Block(Style.TITLE, runs_of(letter.title)),), is_whole=True)
    return tuple(replace(section, language=tag) for section in (title, *letter.sections))


def _refuse_notifying(letter: LetterText) -> None:
    said = (letter.title, *(_words(piece) for piece in letter.blocks()))
    if any(NOTIFIES.search(text) for text in said):
        raise LetterUnprintable(problem="says_notified")


def _words(piece: Block | Blank) -> str:
    return piece.text if isinstance(piece, Block) else piece.label
