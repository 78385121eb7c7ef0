"""What calls did in a script, told at its steps and arrows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ivr_flows.drawn.traffic import Traffic
from ivr_flows.drawn.ways import Way

MANY, SOME = 0.25, 0.1
WORST = 3
_WEIGHTS = ((0.5, 6.0), (0.2, 4.0), (0.05, 2.5))
USUAL_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and how one is told: `caption` says of which days they are."""

    traffic: Traffic
    told: Callable[[int], str] = str
    caption: str = ""

    def lines(self, step: str) -> list[str]:
        """Tell how many came by a step, and how many hung up there."""
        came, left = self.traffic.came.get(step, 0), self.traffic.left.get(step, 0)
        lines = [f"{self.told(came)} llegaron"]
        if left:
            lines.append(f"{self.told(left)} colgaron ({round(100 * self._share(step))} %)")
        return lines

    def summary(self) -> str:
        """Tell in a sentence how many called, and where most of them hung up."""
        found = [(count, step) for step, count in self.traffic.left.items() if count]
        left = sorted(found, key=lambda one: (-one[0], one[1]))
        most = ", ".join(f"«{step}» ({self.told(count)})" for count, step in left[:WORST])
        where = f" Donde más cuelgan: {most}." if most else ""
        return f"{self.caption} Llamadas: {self.told(self.traffic.calls)}.{where}".strip()

    def colours(self, step: str) -> dict[str, object]:
        """Colour a step where many hang up: the figure tells it too."""
        share = self._share(step)
        if share >= MANY:
            return {"fillcolor": "#f6c1b9", "color": "#9a2a1f", "penwidth": 3}
        if share >= SOME:
            return {"fillcolor": "#fbe3b5", "color": "#7a5200", "penwidth": 2}
        return {}

    def passed(self, ways: Collection[Way]) -> str:
        """Tell how many calls went by an arrow; nothing if none did."""
        count = self._passed(ways)
        return self.told(count) if count else ""

    def weight(self, ways: Collection[Way]) -> float:
        """Tell how thick an arrow is."""
        share = self._passed(ways) / max(self.traffic.calls, 1)
        return next((weight for least, weight in _WEIGHTS if share >= least), USUAL_WEIGHT)

    def _passed(self, ways: Collection[Way]) -> int:
        return sum(self.traffic.ways.get(way, 0) for way in ways)

    def _share(self, step: str) -> float:
        return self.traffic.left.get(step, 0) / max(self.traffic.came.get(step, 0), 1)
