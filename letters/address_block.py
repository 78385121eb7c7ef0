"""The address as it stands in the window: three to seven lines that are never silently cut."""

from core.model.citizen import Address
from core.model.place import District
from core.refusals import AddressMissing, AddressUnprintable
from letters.glyphs import Glyphs, shipped_glyphs, tidy
from letters.page import ADDRESS_LINES, ADDRESS_SIZE_PT, ADDRESS_WIDTH

MOST_LETTERS = 40


def address_lines(recipient: str, address: Address, district: District) -> tuple[str, ...]:
    """Write the lines from the person up to the department, as a carrier sorts them.

    A line that is too long goes on in the next one; what then does not fit is refused.
    """
    if address.district.code != district.inei:
        raise AddressUnprintable(line=ADDRESS_LINES, problem="other_district")
    where = (address.delivery_point, *address.lines, address.reference, address.locality)
    exact = [line for line in map(tidy, where) if line]
    if not exact:
        raise AddressMissing
    region = f"{district.province} - {district.department}".upper()
    last = tidy(f"{address.postal_code or ''} {region}")
    lines: list[str] = []
    for line in (tidy(recipient), *exact, tidy(district.name).upper(), last):
        lines.extend(_in_window(line, len(lines) + 1))
    if len(lines) > ADDRESS_LINES:
        raise AddressUnprintable(line=ADDRESS_LINES + 1, problem="too_many_lines")
    return tuple(lines)


def _in_window(line: str, position: int) -> list[str]:
    glyphs = shipped_glyphs()
    if not line:
        raise AddressUnprintable(line=position, problem="empty")
    if glyphs.lack(line):
        raise AddressUnprintable(line=position, problem="unprintable_letter")
    pieces: list[str] = []
    for word in line.split():
        longer = f"{pieces[-1]} {word}" if pieces else word
        if _fits(longer, glyphs):
            pieces[-1:] = [longer]
        elif _fits(word, glyphs):
            pieces.append(word)
        else:
            raise AddressUnprintable(line=position + len(pieces), problem="too_wide")
    return pieces


def _fits(line: str, glyphs: Glyphs) -> bool:
    return len(line) <= MOST_LETTERS and glyphs.width_mm(line, ADDRESS_SIZE_PT) <= ADDRESS_WIDTH
