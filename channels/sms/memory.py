"""What the last answer left open, so that 1, si, MAS or a clave can complete it."""

from collections.abc import Sequence
from dataclasses import dataclass

from channels.sms.understanding.read import Before
from core.ports import Contact

# No words that wait for MAS begin with these signs, nor has any key of a document one in it.
_OFFERED, _ASKED = "\x1f", "\x1e"
CLAVE, YES, WORDS, NUMBER = "clave", "yes", "words", "number"
CASE, DISTRICT, OFFICE = "case:", "district:", "office:"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a contact's row kept: words for MAS, choices, or a question and what it is about."""

    rest: str = ""
    choices: tuple[str, ...] = ()
    question: str = ""
    about: str = ""
    number: str = ""
    written: str = ""

    @property
    def before(self) -> Before:
        """Tell what a text may complete."""
        return Before(
            offered=len(self.choices),
            asks_clave=self.question == CLAVE or (bool(self.number) and not self.choices),
            asks_yes=self.question == YES,
            told=bool(self.rest or self.number) and not (self.choices or self.question),
        )


NOTHING_WAITS = Waiting()


def waiting_of(contact: Contact | None) -> Waiting:
    """Read what the last answer left open."""
    if contact is None:
        return NOTHING_WAITS
    number, state = contact.number or "", contact.state
    if state.startswith(_OFFERED):
        return Waiting(choices=tuple(state.split(_OFFERED)[1:]), number=number, written=state)
    if state.startswith(_ASKED):
        question, _, about = state[1:].partition(_ASKED)
        return Waiting(question=question, about=about, number=number, written=state)
    return Waiting(rest=state, number=number, written=state)


def offer(keys: Sequence[str]) -> str:
    """Write what is offered, in the order of its numbers."""
    return "".join(f"{_OFFERED}{key}" for key in keys)


def ask(question: str, about: str = "") -> str:
    """Write what was asked."""
    return f"{_ASKED}{question}{_ASKED}{about}"
