"""What no press prints: characters that our typeface lacks, or that nobody sees."""

from collections.abc import Iterator, Sequence

from core.refusals import AddressMissing, AddressUnprintable, LetterUnprintable
from letters.blocks import Blank, LetterText
from letters.glyphs import shipped_glyphs
from letters.page import ADDRESS_LINES, ADDRESS_SIZE_PT, ADDRESS_WIDTH


def refuse_unprintable(text: LetterText) -> None:
    """Refuse a letter with a hole or with a character of another font; nothing is dropped."""
    refuse_address(text.address)
    glyphs = shipped_glyphs()
    if any(glyphs.lack(said) for said in _texts(text)):
        raise LetterUnprintable(problem="unprintable_letter")


def refuse_address(lines: Sequence[str]) -> None:
    """Refuse an address that a window would not show whole, whoever composed it."""
    glyphs = shipped_glyphs()
    if not lines:
        raise AddressMissing
    if len(lines) > ADDRESS_LINES:
        raise AddressUnprintable(line=ADDRESS_LINES + 1, problem="too_many_lines")
    for position, line in enumerate(lines, start=1):
        if not line.strip():
            raise AddressUnprintable(line=position, problem="empty")
        if glyphs.lack(line):
            raise AddressUnprintable(line=position, problem="unprintable_letter")
        if glyphs.width_mm(line, ADDRESS_SIZE_PT) > ADDRESS_WIDTH:
            raise AddressUnprintable(line=position, problem="too_wide")


def _texts(text: LetterText) -> Iterator[str]:
    yield from (text.sender, text.sender_place, text.title)
    for fact in text.facts:
        yield from (fact.label, fact.value)
    for piece in text.blocks():
        yield piece.label if isinstance(piece, Blank) else piece.text
    if text.slip is not None:
        yield from text.slip.texts.values()
