"""Letters that travel with a stop of a unit: put on board, waiting for a second day, off again.

Told in the story of the stop, so that whoever has the stop has its bag:
- `letter_boarded` {letter, letter_kind, institution, person, number?}, `letter_unboarded` {letter};
- `letter_awaits` {letter, until}: nobody was there, and a notice names the day of the next visit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.model.letter import LetterKind

BOARDED, UNBOARDED, AWAITS = "letter_boarded", "letter_unboarded", "letter_awaits"
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One letter in the bag of a stop; `tried` counts visits where nobody was there.

    `awaits` is the day that the last notice named for the next visit.
    """

    letter: str
    kind: LetterKind
    institution: str
    person: str = field(repr=False)
    number: str = ""
    tried: int = 0
    awaits: date | None = None

    def facts(self) -> dict[str, Any]:
        """Write it as it is kept with its stop; nothing that is not said."""
        said = {
            "letter": self.letter,
            "letter_kind": self.kind.value,
            "institution": self.institution,
            "person": self.person,
            "number": self.number,
            "tried": self.tried,
            "awaits": None if self.awaits is None else self.awaits.isoformat(),
        }
        return {name: value for name, value in said.items() if value}


Bag = tuple[Carried, ...]


def read_carried(facts: Facts) -> Carried:
    """Read a letter of a bag back."""
    awaits = facts.get("awaits")
    return Carried(
        letter=str(facts["letter"]),
        kind=LetterKind(facts["letter_kind"]),
        institution=str(facts["institution"]),
        person=str(facts["person"]),
        number=str(facts.get("number", "")),
        tried=int(facts.get("tried", 0)),
        awaits=None if awaits is None else date.fromisoformat(awaits),
    )


def boarded(bag: Bag, facts: Facts) -> Bag:
    """Put a letter in, once; what waits for another day goes on waiting."""
    new = read_carried({**facts, "tried": 0, "awaits": None})
    known = any(one.letter == new.letter for one in bag)
    return bag if known else (*bag, new)


def unboarded(bag: Bag, facts: Facts) -> Bag:
    """Take a letter out, if it is there."""
    return tuple(one for one in bag if one.letter != facts["letter"])


def awaited(bag: Bag, facts: Facts) -> Bag:
    """Note one more visit without anyone there."""
    until = date.fromisoformat(facts["until"])
    return tuple(
        replace(one, tried=one.tried + 1, awaits=until) if one.letter == facts["letter"] else one
        for one in bag
    )


BAG_STEPS: Mapping[str, Callable[[Bag, Facts], Bag]] = {
    BOARDED: boarded,
    UNBOARDED: unboarded,
    AWAITS: awaited,
}
