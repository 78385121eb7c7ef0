"""Words sessions of the exchange for staff, at the desk and in the CLI, by the same catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.porch.refusal_words import CHANNEL, LANGUAGE
from core.model.answers import Line, Value
from core.model.exchange_session import MOST_DRIFT_SECONDS, ExchangeSession
from core.ports import Wording

A_KILOBYTE, A_SECOND, A_MINUTE = 1024, 1000, 60
AN_HOUR, A_DAY = 60 * A_MINUTE, 24 * 60 * A_MINUTE
# How a session may end; every other code is told by itself, and what to do is the same.
ENDINGS = frozenset(
    {
        "answer_ahead",
        "bundle_cut",
        "bundle_damaged",
        "bundle_foreign",
        "bundle_newer",
        "chain_broken",
        "chain_forked",
        "device_expired",
        "device_revoked",
        "device_unknown",
        "dictionary_unknown",
        "disk_low",
        "envelope_foreign",
        "envelope_too_large",
        "epoch_taken",
        "exchange_refused",
        "hub_behind",
        "link_down",
        "segment_wrong",
        "session_old",
    }
)
# Why a step lies aside.
REASONS = frozenset(
    {
        "citizen_unknown",
        "device_expired",
        "device_revoked",
        "event_foreign",
        "event_unreadable",
        "illegal_move",
        "institution_unknown",
        "visit_unknown",
    }
)
# The ways of a session as the log has them.
WAYS: Mapping[str, str] = {"http": "line", "stick": "stick", "usb": "stick"}


@dataclass(frozen=True, slots=True)
class ExchangeWords:
    """Says how a session went."""

    wording: Wording

    def say(self, message: str, /, **facts: Value) -> str:
        """Say one message about the exchange."""
        line = Line(f"{CHANNEL}.exchange.{message}", facts)
        return self.wording.compose(LANGUAGE, CHANNEL, (line,)).texts[0]

    def way(self, session: ExchangeSession) -> str:
        """Tell what carried it."""
        return self.say(f"way.{WAYS.get(session.transport, 'other')}")

    def size(self, count: int) -> str:
        """Tell bytes as people count them."""
        if count < A_KILOBYTE:
            return self.say("bytes", size=str(count))
        return self.say("kilobytes", size=f"{count / A_KILOBYTE:.1f}")

    def lasted(self, session: ExchangeSession) -> str:
        """Tell how long it took; what a stick carried took none that anyone measured."""
        if not session.milliseconds:
            return "—"
        return self.say("seconds", seconds=f"{session.milliseconds / A_SECOND:.1f}")

    def ended(self, code: str) -> str:
        """Tell how it ended, and what to do if that was not well."""
        if not code:
            return self.say("ended.well")
        return self._of("ended", code, ENDINGS)

    def why_aside(self, code: str) -> str:
        """Tell why a step is kept and not applied, and what can be done."""
        return self._of("aside", code, REASONS)

    def drift(self, seconds: int) -> str:
        """Tell how far a unit's clock goes from the hub's."""
        if abs(seconds) <= MOST_DRIFT_SECONDS:
            return self.say("drift.none")
        way = "ahead" if seconds > 0 else "behind"
        name, unit = next(one for one in _STEPS if abs(seconds) >= one[1])
        return self.say(f"drift.{way}.{name}", count=abs(seconds) // unit)

    def _of(self, what: str, code: str, known: frozenset[str]) -> str:
        if code in known:
            return self.say(f"{what}.{code}")
        return self.say(f"{what}.other", code=code)


_STEPS = (("days", A_DAY), ("hours", AN_HOUR), ("minutes", A_MINUTE))
