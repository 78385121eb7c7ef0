"""What a procedure costs, so far as anyone has read it."""

from dataclasses import dataclass
from typing import Literal, get_args

from core.model.body import Body
from core.model.certainty import Certainty, refuse_empty_claim
from core.model.money import Money
from core.refusals import AmountUnreadable

CostKind = Literal["amount", "free", "copies_only", "per_tupa", "unconfirmed"]
COST_KINDS: tuple[CostKind, ...] = get_args(CostKind)


@dataclass(frozen=True, slots=True)
class Cost:
    """What is paid through one channel; an `unconfirmed` one may keep an amount once read."""

    kind: CostKind
    amount: Money | None
    channel: str | None
    certainty: Certainty

    @property
    def may_be_told(self) -> bool:
        """Say whether a citizen may hear it."""
        return self.kind != "unconfirmed" and self.certainty.may_be_told


def parse_costs(block: Body, certainty: Certainty) -> tuple[Cost, ...]:
    """Read every way to pay, or refuse a block that claims to know and says nothing."""
    block.only("certainty", "options")
    costs = tuple(_cost(option, certainty) for option in block.parts("options"))
    if not costs:
        raise block.refuse("empty", "options")
    stated = any(cost.kind != "unconfirmed" or cost.amount is not None for cost in costs)
    refuse_empty_claim(block, stated=stated)
    return costs


def _cost(option: Body, certainty: Certainty) -> Cost:
    option.only("kind", "amount", "currency", "channel")
    kind = option.choice("kind", COST_KINDS)
    if kind == "amount" and not option.has("amount"):
        raise option.refuse("missing", "amount")
    if option.has("amount") and kind not in {"amount", "unconfirmed"}:
        raise option.refuse("out_of_place", "amount")
    amount = _money(option) if option.has("amount") else None
    return Cost(kind, amount, option.maybe_text("channel", 40), certainty)


def _money(option: Body) -> Money:
    try:
        return Money.parse(option.text("amount"), option.text("currency"))
    except AmountUnreadable as unreadable:
        raise option.refuse("not_amount", "amount") from unreadable
