"""Letters that look like one of the old alphabet, and what a text says instead of them.

The table is that of the carrier whose smart encoding is best known, to the letter, so that what is
counted here is what it sends; combining marks stay out of it, for it would make "ñ" of two letters
into "n~". Letters that nobody sees are dropped.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

_ALIKE = (
    ('"', "\u00ab\u00bb\u02ba\u02ee\u201c\u201d\u201e\u201f\u2033\u275d\u275e\u301d\u301e"),
    ("'", "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\u275b\u275c"),
    ("'", "\ufe10\ufe11\uff40"),
    ("/", "\u00f7\u2044\u2215\u29f8"),
    ("\\", "\u29f5\u29f9\ufe68"),
    ("|", "\u2223\u239c\u239f\u23b8\u23b9\u23d0"),
    ("_", "\u2017"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2043\u2212\u23bc\u23bd\ufe63"),
    ("@", "\ufe6b"),
    ("$", "\ufe69"),
    ("!", "\u01c3\ufe15\ufe57"),
    ("#", "\ufe5f"),
    ("%", "\ufe6a"),
    ("&", "\ufe60"),
    (",", "\u201a\u3001\ufe50\ufe51\uff64"),
    ("(", "\u2768\u276a\u27ee\u2985\ufe59"),
    (")", "\u2769\u276b\u27ef\u2986\ufe5a"),
    ("*", "\u204e\u2217\u229b\u2722\u2723\u2724\u2725\u2731\u2732\u2733\u273a\u273b\u273c\u273d"),
    ("*", "\u2743\u2749\u274a\u274b\u29c6\ufe61"),
    ("+", "\u02d6\ufe62"),
    (".", "\u3002\ufe52\uff61"),
    (":", "\u02d0\u02f8\u2982\ua789\ufe13"),
    (";", "\u204f\ufe14\ufe54"),
    ("<", "\u203a\ufe64"),
    ("=", "\ua78a\ufe66"),
    (">", "\u2039\ufe65"),
    ("?", "\ufe16\ufe56"),
    ("^", "\u02c6"),
    ("{", "\u2774\ufe5b"),
    ("}", "\u2775\ufe5c"),
    ("~", "\u02dc\u02f7\u223c"),
    (" ", "\u000b\u001c\u001d\u001e\u001f\u0085\u2001\u2028\u2029"),
    ("  ", "\u0080\u008d\u0090\u009b\u009f\u00a0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008"),
    ("  ", "\u2009\u200a\u202f\u205f\u3000"),
    ("       ", "\t"),
    ("!!", "\u203c"),
    ("...", "\u2026"),
    ("1/4", "\u00bc"),
    ("1/2", "\u00bd"),
    ("3/4", "\u00be"),
    ("No", "\u2116"),
)
_SMALL_CAPITALS = (
    ("ABCDEFGHI", "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a"),
    ("JKLMNOPRS", "\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731"),
    ("TUVWYZ", "\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22"),
)
_FULL_WIDTH, _ASCII = range(0xFF01, 0xFF5F), range(0x21, 0x7F)
# Controls that are no line end, marks of direction, and joiners that no emoji needs.
_UNSEEN = (
    range(0x09), range(0x0E, 0x1C), range(0x7F, 0xA0), range(0xAD, 0xAE), range(0x61C, 0x61D),
    range(0x180E, 0x180F), range(0x200B, 0x200C), range(0x200E, 0x2010), range(0x202A, 0x202F),
    range(0x2060, 0x2065), range(0x2066, 0x206A), range(0xFEFF, 0xFF00),
)  # fmt: skip


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each letter with what stands for it; a later pair overrules an earlier one."""
    yield from ((chr(code), "") for code in chain(*_UNSEEN))
    yield from ((chr(wide), chr(plain)) for wide, plain in zip(_FULL_WIDTH, _ASCII, strict=True))
    for plain, small in _SMALL_CAPITALS:
        yield from zip(small, plain, strict=True)
    yield from ((alike, plain) for plain, group in _ALIKE for alike in group)


LOOK_ALIKES: Mapping[str, str] = MappingProxyType(dict(_pairs()))
