"""What the room of letters is built of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from channels.desk.slip_desk import SlipDesk
from core.casework import CaseFile
from core.letter_handover import LetterHandover
from core.letter_hands import Hand, Scanned
from core.letter_returns import LetterReturns
from core.letter_run import LetterRuns
from core.letter_words import LetterWords
from core.mailing import Mailing, Wanted
from core.model.letter import Letter
from core.model.letter_template import LetterTemplate
from core.model.print_run import PrintRun
from core.ports import Citizens, Letters, Runs, Visit, Visits
from core.refusals import VisitUnknown
from core.reprinting import Reprinting
from core.route_steps import RouteSteps
from letters.blocks import LetterText


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """On which basis somebody approves a letter, and the hash of the words that they read."""

    basis: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A letter as it would be printed now, and the hash by which its approval names it."""

    text: LetterText = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPost:
    """The use cases of letters on their way, as the house gives them to the desk.

    `fitting` tells what can be written about a case; `try_out` refuses what could not be printed;
    `kept_file` opens what a run made, by its name; `approvers` tells who may answer for a letter.
    """

    mailing: Mailing
    reprinting: Reprinting
    returns: LetterReturns
    handover: LetterHandover
    runs: LetterRuns
    route_steps: RouteSteps
    words: LetterWords
    letters: Letters
    printed: Runs
    visits: Visits
    citizens: Citizens
    proof: Callable[[Letter], Proof]
    approve: Callable[[str, Hand, Signature], Scanned]
    fitting: Callable[[CaseFile], tuple[LetterTemplate, ...]]
    try_out: Callable[[Wanted, Hand], None]
    kept_file: Callable[[PrintRun, str], bytes]
    approvers: Callable[[Letter], tuple[str, ...]]
    papers: tuple[str, ...]
    slips: SlipDesk

    def visit(self, visit: str) -> Visit:
        """Read a stop of a unit, or refuse it as unknown."""
        found = self.visits.get(visit)
        if found is None:
            raise VisitUnknown
        return found

    def recipient(self, letter: Letter) -> str:
        """Name whom a letter is for; nobody, where that was erased."""
        return self.citizens.open_value(letter.person, "name") or ""
