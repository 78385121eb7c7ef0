"""Finds the number under which an office files a case: EXP-2026-001234, 0452-2026-MDO."""

import re

_YEAR = r"(?:19[5-9]|20[0-4])[0-9]"
_OFFICE = r"(?:\s?-\s?[A-Z]{1,12}(?:[/-][A-Z]{1,12}){0,3})"
# With letters before: a year and a count, joined by hyphens.
_LETTERED = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{1,10}}-{_YEAR}-[0-9]{{3,8}}(?:-[A-Z]{{1,12}})?(?![A-Z0-9])"
)
# A count and a year, with the marks of an office after.
_MARKED = re.compile(rf"(?<![A-Z0-9/-])[0-9]{{1,7}}\s?[-/]\s?{_YEAR}{_OFFICE}(?![0-9])")
# The same bare, which needs a word that says what it is.
_BARE = re.compile(
    rf"(?:EXP|EXPEDIENTE|REGISTRO|REG|HT|HR|TRAMITE|NRO|N°)[\s.:#°-]{{0,4}}"
    rf"([0-9]{{1,7}}\s?[-/]\s?{_YEAR})(?![0-9/-])"
)


def find_own_number(text: str) -> tuple[str, int, int] | None:
    """Find an office's own number in a cleaned text, and where it stands."""
    written = text.upper()
    if len(written) != len(text):
        return None
    for pattern in (_LETTERED, _MARKED):
        found = pattern.search(written)
        if found is not None:
            return found[0], found.start(), found.end()
    bare = _BARE.search(written)
    return None if bare is None else (bare[1], bare.start(1), bare.end(1))
