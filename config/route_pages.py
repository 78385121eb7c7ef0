"""Where each letter stands in the file of its route, written down beside it as it is printed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from channels.porch.speech import write_whole
from core.model.letter_id import LetterId
from core.model.print_run import Place


class Stands(Protocol):
    """What a printer says of a letter that it put into its file."""

    @property
    def first_page(self) -> int:
        """Tell on which page it begins, the first being 1."""
        ...

    @property
    def pages(self) -> int:
        """Count its pages."""
        ...

    @property
    def sheets(self) -> int:
        """Count its sheets."""
        ...

    @property
    def how(self) -> str:
        """Tell by which press."""
        ...


@dataclass(frozen=True, slots=True)
class RoutePages:
    """One line for each letter of a route; a kill may cost the last one, which is found again."""

    path: Path

    def add(self, place: Place, stands: Stands) -> None:
        """Write down where a letter stands, at once."""
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(_line(place, stands))

    def knows(self, done: int) -> bool:
        """Say whether enough is written of the letters that are safe in the file."""
        return len(self.read()) >= done - 1

    def resume(self, safe: Sequence[Place], *, sheets: int) -> None:
        """Tell again of the letters that are safe in the file, and of no other.

        A kill may fall between a letter and its line: what the others leave of the sheets is its.
        """
        known = self.read()[: len(safe)]
        used = sum(place.sheets for place in known)
        left = sheets - used
        missing = [
            replace(place, first_page=2 * used + 1, pages=2 * left, sheets=left)
            for place in safe[len(known) :]
        ]
        lines = "".join(_line(place, place) for place in (*known, *missing))
        write_whole(self.path, lines.encode())

    def read(self) -> tuple[Place, ...]:
        """Read where every letter of the route stands."""
        return tuple(self._lines()) if self.path.exists() else ()

    def _lines(self) -> Iterator[Place]:
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    return  # cut off in the middle
                told = json.loads(line)
                yield Place(**{**told, "letter": LetterId(told["letter"])})


def _line(place: Place, stands: Stands) -> str:
    at = replace(
        place,
        first_page=stands.first_page,
        pages=stands.pages,
        sheets=stands.sheets,
        how=str(stands.how),
    )
    return json.dumps(asdict(at) | {"letter": at.letter.code}) + "\n"
