"""The name that a letter bears on paper: short enough to be typed from it, with a check letter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from core.model.check_digits import ends_in_check_letter, with_check_letter
from core.refusals import LetterCodeForeign, LetterCodeInvalid

# Crockford's letters and figures: none is taken for another when it is read or spoken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN = 9
_ALIKE = str.maketrans("OIL", "011")
_SAID = re.compile(rf"[{ALPHABET}]{{10}}")
_HOUSE = "CV1"
MOST_SHEETS = 9
_SPOT = re.compile(r"[A-Z][1-9]")


@dataclass(frozen=True, slots=True)
class LetterId:
    """Ten letters and figures: nine drawn at random (45 bits), and one that checks them."""

    code: str

    @classmethod
    def draw(cls, choose: Callable[[str], str]) -> Self:
        """Make a new one; `choose` picks a letter that nobody can foresee."""
        while True:
            code = with_check_letter("".join(choose(ALPHABET) for _ in range(DRAWN)))
            if code[-1] in ALPHABET:
                return cls(code)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read one as people type it: small letters, spaces, hyphens, O for 0, I or L for 1."""
        code = re.sub(r"[\s.-]", "", typed).upper().translate(_ALIKE)
        if _SAID.fullmatch(code) is None or not ends_in_check_letter(code):
            raise LetterCodeInvalid
        return cls(code)

    @property
    def grouped(self) -> str:
        """Write it as it stands under the code of a sheet."""
        return f"{self.code[:5]}-{self.code[5:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCode:
    """What the code on a sheet says: which letter, which of its sheets, which run.

    `spot` names a code on a part to tear off: the kind of the slip and its place there (`R2`).
    """

    letter: LetterId
    sheet: int
    sheets: int
    run: str = ""
    spot: str = ""

    def __str__(self) -> str:
        """Write it in capitals and figures alone, which make the smallest code."""
        letter = self.letter.code
        said = (_HOUSE, letter, str(self.sheet), str(self.sheets), self.run, self.spot)
        return "/".join(said).rstrip("/")

    @classmethod
    def parse(cls, scanned: str) -> Self:
        """Read what a scanner saw, or the letter's name alone as somebody typed it."""
        house, *parts = scanned.strip().upper().split("/")
        if not parts:
            return cls(letter=LetterId.parse(house), sheet=1, sheets=1)
        if house != _HOUSE or len(parts) not in {3, 4, 5}:
            raise LetterCodeForeign
        if not all(part.isascii() and part.isdigit() for part in parts[1:3]):
            raise LetterCodeForeign
        sheet, sheets = int(parts[1]), int(parts[2])
        if not 1 <= sheet <= sheets <= MOST_SHEETS:
            raise LetterCodeForeign
        run, spot = (*parts[3:], "", "")[:2]
        if spot and _SPOT.fullmatch(spot) is None:
            raise LetterCodeForeign
        letter = LetterId.parse(parts[0])
        return cls(letter=letter, sheet=sheet, sheets=sheets, run=run, spot=spot)
