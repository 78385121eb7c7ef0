"""What a caller hears who will be called back."""

from dataclasses import dataclass

from core.model.answers import Line


@dataclass(frozen=True, slots=True)
class CallBackAnswer:
    """The house calls this phone within a minute, at its own cost."""

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell that it calls, how soon, and that it costs nothing."""
        return (Line("call_back", {}),)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing."""
        return ()
