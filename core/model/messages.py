"""The messages in which one text travels: how each is called, and how far all came together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model.delivery import Delivery, State

_PLACE, _BY_ANOTHER = "#", "by_another:"
_FAILED = frozenset({State.REJECTED, State.UNDELIVERED})


def message_wish(wish: str, place: int) -> str:
    """Name the message at a place of a text; the first bears the text's own name."""
    return wish if place == 1 else f"{wish}{_PLACE}{place}"


def text_of(message: str) -> str:
    """Tell of which text a message is."""
    return message.partition(_PLACE)[0]


def by_another(message: str) -> str:
    """Name the second journey of a message, after its network refused it."""
    return f"{_BY_ANOTHER}{message}"


def is_by_another(message: str) -> bool:
    """Say whether a message is on its second journey already."""
    return message.startswith(_BY_ANOTHER)


def messages(wish: str, first: int, last: int) -> tuple[str, ...]:
    """Name the messages of a text between two places, and their second journeys."""
    named = [message_wish(wish, place) for place in range(first, last + 1)]
    return (*named, *map(by_another, named))


@dataclass(frozen=True, slots=True)
class Course:
    """How far a text came as a whole: `delivery` is of the message that decides.

    A failure decides over all; without one, the message that is the furthest behind. It hangs on
    the states alone, so the order of the receipts is nothing to it.
    """

    delivery: Delivery
    messages: int = 1
    failed: int = 0

    @property
    def is_partly(self) -> bool:
        """Say whether some of it failed, and some did not."""
        return 0 < self.failed < self.messages


def course_of(deliveries: Sequence[Delivery]) -> Course | None:
    """Put the messages of a text together, if any was handed over."""
    by_wish = {one.wish: one for one in deliveries}
    standing = [_standing(one, by_wish) for one in deliveries if not is_by_another(one.wish)]
    if not standing:
        return None
    failed = [one for one in standing if one.state in _FAILED]
    order = tuple(State)
    decides = min(failed or standing, key=lambda one: (order.index(one.state), one.wish))
    return Course(decides, len(standing), len(failed))


def _standing(message: Delivery, by_wish: Mapping[str, Delivery]) -> Delivery:
    """Tell which journey of a message counts: the second, unless the first arrived after all."""
    again = by_wish.get(by_another(message.wish))
    return message if again is None or message.state is not State.REJECTED else again
