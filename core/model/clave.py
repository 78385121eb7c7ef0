"""The clave: six figures on the receipt that open what the case number alone does not."""

import hmac
from collections.abc import Iterator, Sequence

from core.model.case_number import LENGTH as NUMBER_LENGTH
from core.model.case_number import CaseNumber, grouped_numbers
from core.model.digits import Group, runs
from core.refusals import ClaveMalformed, ClaveMissing

LENGTH = 6
MASK = "•" * LENGTH


def clave_for(key: bytes, number: CaseNumber, issue: int) -> str:
    """Work out the clave of a case: assigned and never stored; each issue gives another one.

    `key` is that of the origin and epoch which issue it (OWASP ASVS 5, 6.5.4: about 20 bits).
    """
    if issue < 0:
        raise ValueError("issues of a clave are counted upwards")
    digest = hmac.digest(key, f"{number.digits}|{issue}".encode(), "sha256")
    return f"{int.from_bytes(digest, 'big') % 10**LENGTH:0{LENGTH}d}"


def parse_clave(text: str) -> str:
    """Read a clave asked for by itself; what is not six figures is no guess."""
    found = ["".join(group.figures for group in run) for run in runs(text)]
    if not found:
        raise ClaveMissing
    if len(found) > 1 or len(found[0]) != LENGTH:
        raise ClaveMalformed
    return found[0]


def find_clave(text: str) -> str | None:
    """Find the one clave in free text, beside a case number or alone; none if in doubt."""
    found = [figures for run in runs(text) for _, _, figures in _claves_in(run)]
    return found[0] if len(found) == 1 and len(found[0]) == LENGTH else None


def same_clave(given: str, expected: str) -> bool:
    """Compare two claves in a time that tells nothing of where they differ."""
    return hmac.compare_digest(_bytes(given), _bytes(expected))


def masked(text: str) -> str:
    """Cover whatever could be a clave in a text that is going to be stored.

    Case numbers stay readable; a date or a phone that could hide a clave is covered too.
    """
    pieces: list[str] = []
    done = 0
    for start, end in _merged(text):
        pieces += (text[done:start], MASK)
        done = end
    return "".join((*pieces, text[done:]))


def _merged(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for run in runs(text):
        for start, end, _ in _claves_in(run):
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
    return spans


def _claves_in(run: Sequence[Group]) -> Iterator[tuple[int, int, str]]:
    """Yield where a run could hold a clave: groups that make six figures, or glued to a number."""
    numbers = {place for groups in grouped_numbers(run) for place in groups}
    for first, group in enumerate(run):
        figures, place = "", first
        while place < len(run) and place not in numbers and len(figures) < LENGTH:
            figures += run[place].figures
            place += 1
        if len(figures) in {LENGTH, NUMBER_LENGTH + LENGTH}:
            yield group.start, run[place - 1].end, figures


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
