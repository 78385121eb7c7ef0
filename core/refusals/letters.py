"""What keeps a letter from being made, printed or moved on."""

from core.refusals.refusal import Refusal


class LetterUnprintable(Refusal):
    """A letter cannot be put on paper as it is worded: fact `problem`."""

    code = "letter_unprintable"


class LetterIncomplete(Refusal):
    """A template asks for something that nobody told: fact `field`. No hole goes on paper."""

    code = "letter_incomplete"


class LetterUnknown(Refusal):
    """No letter of this institution has this name."""

    code = "letter_unknown"


class LetterMoved(Refusal):
    """A letter is not where a step begins: fact `state` tells where it is."""

    code = "letter_moved"


class LetterNeedsApproval(Refusal):
    """A letter that acts in law needs a named person and the basis that it cites."""

    code = "letter_needs_approval"


class LetterOwnApproval(Refusal):
    """Whoever prepared a letter that acts in law leaves its approval to another person."""

    code = "letter_own_approval"


class LetterCodeInvalid(Refusal):
    """What was typed or read is no name of a letter: its check letter is wrong."""

    code = "letter_code_invalid"


class LetterCodeForeign(Refusal):
    """What was scanned is a code, and not one of our sheets."""

    code = "letter_code_foreign"


class RunUnknown(Refusal):
    """No print run of this institution has this name."""

    code = "run_unknown"


class RunClosed(Refusal):
    """A letter is in a run already: it can no more be changed or called back."""

    code = "run_closed"


class RunEmpty(Refusal):
    """Nothing waits to be printed."""

    code = "run_empty"


class RunMoved(Refusal):
    """A run is not where this begins: fact `state`."""

    code = "run_moved"


class RunForgotten(Refusal):
    """What a run printed is kept no more: its years are over."""

    code = "run_forgotten"


class AddressReturned(Refusal):
    """The address on file sent a letter back, and nobody has corrected it since."""

    code = "address_returned"


class LetterChanged(Refusal):
    """What was approved is no more what the letter says: somebody must read it again."""

    code = "letter_changed"


class StorageFull(Refusal):
    """The disk has no room for what is to be printed; nothing is lost, and it can go on later."""

    code = "storage_full"
