"""Words what of a unit somebody should look at, for the desk and the CLI alike."""

from dataclasses import dataclass
from datetime import date, datetime

from channels.porch.refusal_words import CHANNEL, LANGUAGE
from core.model.answers import Line, Value
from core.model.unit_glance import UnitGlance
from core.ports import Wording


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Says how a unit stands."""

    wording: Wording

    def sign(self, sign: str, one: UnitGlance, now: datetime, today: date) -> str:
        """Say one of the signs of a unit, with what to do."""
        facts: dict[str, dict[str, Value]] = {
            "quiet": {"count": 0 if one.heard_at is None else (now - one.heard_at).days},
            "gap": {"count": one.held},
            "aside": {"count": one.aside},
            "expires_soon": {"count": (one.device.expires_on - today).days},
        }
        line = Line(f"{CHANNEL}.unit_sign.{sign}", facts.get(sign, {}))
        return self.wording.compose(LANGUAGE, CHANNEL, (line,)).texts[0]
