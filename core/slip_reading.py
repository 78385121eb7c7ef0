"""Files what came back on a slip: what is sure as turns on its case, the rest before a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.letter_hands import Hand, letter_of_sheet
from core.letterbox import Left, Letterbox
from core.model.answers import Line
from core.model.left_message import Kind, LeftMessage
from core.model.letter import Letter
from core.model.slip import Said, SlipRead
from core.ports import Clock, Contact, Contacts, Letters, Wording

CHANNEL = "post"
REPLY, ACKNOWLEDGEMENT = "reply", "acknowledgement"
RETURNED = "slip_returned"
# What is surely ticked stands in the story of the case; the order is that of the words.
BOXES = ("received", "call_me", "will_come", "refused", "absent")
# A tick that wants nothing but to be known needs nobody; that a letter came is proof enough.
_FOR_A_PERSON = frozenset({"call_me"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of a slip: its letter, whether it is new, and the message for a person."""

    letter: Letter
    is_new: bool
    message: LeftMessage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipReading:
    """Takes in the slips of letters; the same slip again, on whichever scan, changes nothing.

    No machine sets a phone, moves a letter or notifies anybody by a slip: staff see what was
    written, and do that themselves (TUO LPAG art. 21: an acknowledgement is for a person to judge).
    """

    letters: Letters
    contacts: Contacts
    letterbox: Letterbox
    wording: Wording
    clock: Clock
    language: str

    def file(self, slip: SlipRead, hand: Hand) -> Filed:
        """File a slip on the case of its letter; refuse one that is of no letter of ours."""
        letter = letter_of_sheet(self.letters, slip.code, hand)
        if self._is_filed(letter):
            return Filed(letter=letter, is_new=False, message=None)
        message = self._leave(letter, slip) if _needs_a_person(slip) else None
        ticked = (f"slip_{box}" for box in BOXES if slip.says(box))
        # That it came back is kept last: whatever a crash leaves undone is done by the next scan.
        for outcome in (*ticked, RETURNED):
            self._keep(letter, outcome)
        return Filed(letter=letter, is_new=True, message=message)

    def _is_filed(self, letter: Letter) -> bool:
        _, returned = self.contacts.turns(_conversation(letter, RETURNED), 0)
        return returned is not None

    def _keep(self, letter: Letter, outcome: str) -> None:
        contact = Contact(
            channel=CHANNEL,
            provider_id=_conversation(letter, outcome),
            turn=0,
            caller=None,
            at=self.clock.now(),
            language=self.language,
            outcome=outcome,
            state="",
            reply="",
            number=letter.number or None,
        )
        self.contacts.keep(contact)

    def _leave(self, letter: Letter, slip: SlipRead) -> LeftMessage:
        words = self.wording.compose(self.language, "page", tuple(_lines(letter, slip)))
        left = Left(
            kind=Kind.SLIP,
            channel=CHANNEL,
            conversation=_conversation(letter, RETURNED),
            source=slip.kind,
            at=self.clock.now(),
            language=self.language,
            number=letter.number,
            institution=letter.institution,
        )
        return self.letterbox.leave_paper(left, "\n".join(words.texts), slip.crops)


def _needs_a_person(slip: SlipRead) -> bool:
    if slip.kind == ACKNOWLEDGEMENT:
        return True
    asks = any(slip.says(box) for box in _FOR_A_PERSON)
    return slip.kind == REPLY and (asks or bool(slip.unsure) or bool(slip.crops))


def _lines(letter: Letter, slip: SlipRead) -> Iterator[Line]:
    """Say what was ticked, what is hard to tell, and what somebody wrote."""
    yield Line(f"page.slip.{slip.kind}", {"letter": letter.id.grouped})
    for box in BOXES:
        said = slip.said(box)
        if said is not Said.NO:
            yield Line(f"page.slip.{said}.{box}", {})
    for name in ("phone", "comments"):
        if name in slip.crops:
            yield Line(f"page.slip.wrote.{name}", {})


def _conversation(letter: Letter, outcome: str) -> str:
    """Name what was said of a letter, so that it stands in the story of its case once."""
    return f"{outcome}:{letter.id.code}"
