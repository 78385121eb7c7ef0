"""Words what is known of a letter: what it is, where it stands, which steps it took."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from channels.desk.message_words import MessageWords
from channels.desk.words import Words
from core.mailing import SCANNED
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterStep, ReturnReason, open_steps
from core.model.print_run import Place, PrintRun
from core.ports import StepTaken
from core.refusals import Refusal

# Why a run takes a letter out, with words of what to do about it; any other has the last one's.
TOLD_PROBLEMS = frozenset(
    {
        "address_missing",
        "address_returned",
        "address_unprintable",
        "citizen_unknown",
        "clave_revoked",
        "erased",
        "letter_incomplete",
        "letter_needs_approval",
        "letter_unprintable",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLetter:
    """One letter as a page shows it, without what it says."""

    id: str
    code: str
    kind: str
    state: str
    since: str
    age: str
    number: CaseNumber | None
    is_large: bool
    visit: str
    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStep:
    """One step of a letter: what, when, by whom and what followed."""

    at: str
    what: str
    by: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRun:
    """One run as a list shows it."""

    id: str
    closed: str
    state: str
    letters: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPlace:
    """One letter of a run as its list shows it; `problem` says why it was taken out."""

    position: int
    id: str
    code: str
    route: str
    sheets: int
    problem: str


@dataclass(frozen=True, slots=True)
class LetterTeller:
    """Words letters as they stand at a moment; `name_of` names a member of staff."""

    words: Words
    now: datetime
    name_of: Callable[[str], str]

    def seen(self, letter: Letter) -> SeenLetter:
        """Word one letter."""
        return SeenLetter(
            id=letter.id.code,
            code=letter.id.grouped,
            kind=self.words.say(f"letter.kind.{letter.kind}"),
            state=self.words.say(f"letter.state.{letter.state}"),
            since=self.words.hour(letter.since),
            age=MessageWords(self.words, self.now, self.name_of).age(letter.since),
            number=CaseNumber(letter.number) if letter.number else None,
            is_large=letter.is_large,
            visit=letter.unit_visit,
            run=letter.run,
        )

    def steps(self, letter: Letter, taken: Iterable[StepTaken]) -> tuple[SeenStep, ...]:
        """Word how a letter came to where it is, the newest first."""
        made = SeenStep(
            at=self.words.hour(letter.made_at),
            what=self.words.say("letter.step.prepare"),
            by=self.name_of(letter.made_by),
            detail="",
        )
        return (*(self._step(letter, one) for one in reversed(tuple(taken))), made)

    def _step(self, letter: Letter, taken: StepTaken) -> SeenStep:
        return SeenStep(
            at=self.words.hour(taken.at),
            what=self.words.say(f"letter.step.{taken.step}"),
            by=self.name_of(taken.by),
            detail=self._detail(letter, taken),
        )

    def _detail(self, letter: Letter, taken: StepTaken) -> str:
        match taken.step:
            case LetterStep.RETURN:
                why = self.words.say(f"letter.reason.{taken.reason}")
                then = self.words.say(f"letter.then.{taken.then}") if taken.then else ""
                return f"{why}. {then}".strip()
            case LetterStep.APPROVE:
                return letter.basis
            case LetterStep.SET_ASIDE:
                return self.problem(taken.reason)
            case _:
                return ""

    def problem(self, code: str) -> str:
        """Say why a run took a letter out, and what to do."""
        return self.words.say(f"letter.problem.{code if code in TOLD_PROBLEMS else 'other'}")

    def then(self, channel: str) -> str:
        """Say which channel is tried after a letter came back."""
        return self.words.say(f"letter.then.{channel}")

    def run(self, run: PrintRun) -> SeenRun:
        """Word one run."""
        return SeenRun(
            id=run.id,
            closed=self.words.hour(run.closed_at),
            state=self.words.say(f"run.state.{run.state}"),
            letters=run.letters,
            by=self.name_of(run.closed_by),
        )

    def placed(self, place: Place) -> SeenPlace:
        """Word where one letter of a run stands."""
        return SeenPlace(
            position=place.position,
            id=place.letter.code,
            code=place.letter.grouped,
            route=place.route,
            sheets=place.sheets,
            problem=self.problem(place.problem) if place.problem else "",
        )

    def exceptions(self, places: Iterable[Place]) -> list[tuple[str, str, str]]:
        """Tell what a run could not print: code, name, and what to do."""
        return [
            (one.letter.code, one.letter.grouped, self.problem(one.problem))
            for one in places
            if one.problem
        ]

    def refused(self, refusal: Refusal) -> str:
        """Say why a code did nothing."""
        return self.words.refusal(refusal)

    def scans(self, letter: Letter) -> list[tuple[str, str]]:
        """Offer the steps that a hand may take with a letter now."""
        return self.named(step for step in open_steps(letter.state) if step in SCANNED)

    def named(self, steps: Iterable[LetterStep]) -> list[tuple[str, str]]:
        """Name steps for a form."""
        return [(step.value, self.words.say(f"letter.do.{step}")) for step in steps]

    def reasons(self) -> list[tuple[str, str]]:
        """Name why letters come back."""
        return [(one.value, self.words.say(f"letter.reason.{one}")) for one in ReturnReason]
