"""The few sounds from which a speaker's voice says every whole number to 9,999.

Fifty-seven: one for each number to 29, the tens alone and before a unit, the hundreds alone and
before what follows, "mil", and the two forms that "uno" takes before what is counted. Where
Quechua and Aymara are spoken, quantities are said in Spanish until a reviewer says otherwise.
"""

from collections.abc import Iterator

from core.wording.recordable import Piece
from core.wording.spanish_numbers import HUNDREDS, LARGEST, TENS, TO_TWENTY_NINE

NUMBER, BEFORE_MORE = "number-{}", "number-{}-and"
THOUSAND = 1000
# "un sol", "veintiún días": only the last word of a number changes before what it counts.
COUNTED = {"number-1": Piece("number-1-of", "un"), "number-21": Piece("number-21-of", "veintiún")}


def number_parts() -> tuple[Piece, ...]:
    """List every sound of a number."""
    return (*_numbers(), *COUNTED.values())


def cardinal_pieces(number: int) -> tuple[Piece, ...]:
    """Say a number that stands alone; what is too large is in figures, which nobody recorded."""
    if not 0 <= number <= LARGEST:
        return (Piece(NUMBER.format(number), str(number)),)
    return tuple(_pieces(number))


def counted_pieces(number: int) -> tuple[Piece, ...]:
    """Say a number before a masculine noun."""
    *first, last = cardinal_pieces(number)
    return (*first, COUNTED.get(last.name, last))


def _numbers() -> Iterator[Piece]:
    for number in range(len(TO_TWENTY_NINE)):
        yield _small(number)
    for tens in range(30, 100, 10):
        yield from (_tens(tens), _tens_and(tens))
    yield _hundred()
    for hundreds in range(1, 10):
        yield _hundred_and(hundreds)
    yield _thousand()


def _pieces(number: int) -> Iterator[Piece]:
    thousands, rest = divmod(number, THOUSAND)
    if thousands:
        if thousands > 1:
            yield _small(thousands)
        yield _thousand()
        if not rest:
            return
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        yield _hundred() if (hundreds, rest) == (1, 0) else _hundred_and(hundreds)
        if not rest:
            return
    tens, ones = divmod(rest, 10)
    if rest < len(TO_TWENTY_NINE):
        yield _small(rest)
    elif ones:
        yield _tens_and(tens * 10)
        yield _small(ones)
    else:
        yield _tens(rest)


def _small(number: int) -> Piece:
    return Piece(NUMBER.format(number), TO_TWENTY_NINE[number])


def _tens(number: int) -> Piece:
    return Piece(NUMBER.format(number), TENS[number // 10])


def _tens_and(number: int) -> Piece:
    return Piece(BEFORE_MORE.format(number), f"{TENS[number // 10]} y")


def _hundred() -> Piece:
    return Piece(NUMBER.format(100), "cien")


def _hundred_and(hundreds: int) -> Piece:
    # Only "cien" has another form before what follows: "ciento".
    name = BEFORE_MORE if hundreds == 1 else NUMBER
    return Piece(name.format(hundreds * 100), HUNDREDS[hundreds])


def _thousand() -> Piece:
    return Piece(NUMBER.format(THOUSAND), "mil")
