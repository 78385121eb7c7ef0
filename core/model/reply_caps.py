"""How many texts of one phone are answered: each answer is paid for, and machines never tire."""

from dataclasses import dataclass
from enum import Enum, auto


class Room(Enum):
    """Whether one more text is answered, is told to wait, or is only kept."""

    ANSWER = auto()
    TELL_ONCE = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class ReplyCaps:
    """The most answers to one phone in an hour and in a day; one more says that it waits."""

    an_hour: int = 30
    a_day: int = 100

    def room(self, in_this_hour: int, today: int) -> Room:
        """Tell what becomes of a text after so many answers."""
        if in_this_hour < self.an_hour and today < self.a_day:
            return Room.ANSWER
        is_first = in_this_hour <= self.an_hour and today <= self.a_day
        return Room.TELL_ONCE if is_first else Room.NONE
