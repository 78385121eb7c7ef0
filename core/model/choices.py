"""Which procedures a wish may mean, for the person to choose from."""

from dataclasses import dataclass

from core.model.answers import Line

MOST = 3
# So sure, and so far before the next one, that nobody need be asked: measured by bench.search.
SURE, AHEAD = 60, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A procedure that may be meant; `score` goes from 0 to 100."""

    key: str
    code: str
    name: str
    short_name: str
    score: int


@dataclass(frozen=True, slots=True)
class ChoicesAnswer:
    """Up to three procedures, the likeliest first; a person chooses one by its place."""

    choices: tuple[Choice, ...]

    @property
    def clear(self) -> Choice | None:
        """Tell the one that was meant, where no doubt is left."""
        first, *others = self.choices
        ahead = first.score - max((other.score for other in others), default=0)
        return first if first.score >= SURE and ahead >= AHEAD else None

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell each with the number that chooses it."""
        offered = (
            Line("choice", {"key": key, "procedure": choice.short_name})
            for key, choice in enumerate(self.choices, start=1)
        )
        return (Line("choices", {}), *offered)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing: what each needs is told of the one that is chosen."""
        return ()
