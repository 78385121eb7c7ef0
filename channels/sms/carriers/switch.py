"""Chooses who carries a text: in order, the next one only where the one before surely did not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from channels.sms.carriers import Carrier, Failed, Sent
from core.model.carrier_line import Terms
from core.model.delivery import Cause, Delivery, State
from core.model.gsm7 import parts
from core.ports.carrying import Begun, Deliveries, Handing, Resting

NO_ROUTE = Failed(Cause.NO_ROUTE.value, retryable=False)
ALL_RESTING = Failed(Cause.CARRIERS_RESTING.value, retryable=True)
IN_DOUBT = Failed(Cause.NO_ANSWER.value, retryable=False, in_doubt=True)
_NEVER_LEFT = frozenset({State.REJECTED})
_NOBODY_KNOWS = frozenset({State.QUEUED, State.DOUBTED})


@dataclass(frozen=True, slots=True)
class Line:
    """A carrier and what is agreed with it."""

    terms: Terms
    carrier: Carrier


@dataclass(frozen=True, slots=True)
class Route:
    """The lines for phones of a prefix, in the order in which they are asked."""

    prefix: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A carrier over several; `key_of` makes a wish into the key that carriers bring back.

    A text is noted before it is handed over. What is found noted already is not handed over again,
    whoever died meanwhile: who asks is told how it went, or that nobody knows.
    """

    lines: Mapping[str, Line]
    routes: Sequence[Route]
    deliveries: Deliveries
    key_of: Callable[[str], str]
    pause: Callable[[float], None]

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over to the first line that takes it."""
        return self.send_by(self.lines_to(to), to, text, key)

    def send_by(self, lines: Sequence[Line], to: str, text: str, key: str) -> Sent | Failed:
        """Hand the text over to the first of these lines that takes it."""
        handing = Handing(key=self.key_of(key), wish=key, parts=parts(text))
        outcome, may_retry = NO_ROUTE if not lines else ALL_RESTING, False
        for place, line in enumerate(lines, 1):
            begun = self._begin(handing, line)
            if begun is None:
                may_retry = True
                continue
            if not isinstance(begun, Begun):
                return _as_it_went(begun)
            said = line.carrier.send(to, text, key=handing.key)
            if isinstance(said, Sent):
                return self._took(handing, line, to, said)
            may_retry |= said.retryable
            is_over = place == len(lines) or not said.is_of_the_carrier
            is_final = is_over and not (may_retry and not _is_of_the_text(said))
            self.deliveries.settle(handing.key, line.terms, said, is_final=is_final)
            if is_over:
                return said if said.in_doubt else replace(said, retryable=not is_final)
            outcome = said
        return outcome if outcome.in_doubt or not may_retry else replace(outcome, retryable=True)

    def lines_to(self, to: str) -> tuple[Line, ...]:
        """Tell the lines for a phone: those of the longest prefix, in their order."""
        fitting = [route for route in self.routes if to.startswith(route.prefix)]
        if not fitting:
            return ()
        route = max(fitting, key=lambda one: len(one.prefix))
        return tuple(self.lines[name] for name in route.lines)

    def lines_after(self, to: str, name: str) -> tuple[Line, ...]:
        """Tell the lines for a phone that follow one; none where that is no line of theirs."""
        lines = self.lines_to(to)
        names = [line.terms.name for line in lines]
        return lines[names.index(name) + 1 :] if name in names else ()

    def _begin(self, handing: Handing, line: Line) -> Begun | Delivery | None:
        """Note the handing-over and keep the pace; nothing if the line rests."""
        begun = self.deliveries.begin(handing, line.terms)
        if isinstance(begun, Begun) and begun.wait_seconds:
            self.pause(begun.wait_seconds)
        return None if isinstance(begun, Resting) else begun

    def _took(self, handing: Handing, line: Line, to: str, sent: Sent) -> Sent:
        cost = sent.cost_cents or line.terms.cost(to, sent.parts)
        priced = replace(sent, cost_cents=cost)
        self.deliveries.settle(handing.key, line.terms, priced, is_final=False)
        return priced


def _is_of_the_text(failed: Failed) -> bool:
    """Say whether no other time or carrier would help: the phone or the text is what is wrong."""
    return not failed.retryable and not failed.is_of_the_carrier


def _as_it_went(delivery: Delivery) -> Sent | Failed:
    if delivery.state in _NOBODY_KNOWS:
        return IN_DOUBT
    if delivery.state in _NEVER_LEFT:
        return Failed((delivery.cause or Cause.UNKNOWN).value, retryable=False)
    return Sent(delivery.provider_id, delivery.parts, delivery.cost_cents)
