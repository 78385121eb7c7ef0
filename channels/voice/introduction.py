"""What Asterisk tells of a call before it takes commands: whether to trust it, and who calls."""

import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from channels.porch.webhook import blinded
from channels.voice.agi import AgiBroken
from channels.voice.call import Call

_LONGEST_ID = 30
# What a dial plan may say after the token, and what the house says of a call that it places.
MISSED, PLACED = "missed", "placed"
_FACT = re.compile(r"(agi_[a-z0-9_]{1,40}): ?(.*)")


def read_facts(lines: Iterable[str]) -> Mapping[str, str]:
    """Read what Asterisk tells of a call before it takes commands.

    The first of two equal names counts: a caller writes its own name further down.
    """
    facts: dict[str, str] = {}
    for line in lines:
        found = _FACT.fullmatch(line.rstrip("\r\n"))
        if found is None:
            raise AgiBroken("not a fact of a call")
        facts.setdefault(found[1], found[2].strip())
    return facts


def knows(facts: Mapping[str, str], token: str) -> bool:
    """Say whether the caller's exchange knows the token, in a time that tells nothing of it."""
    told = facts.get("agi_network_script", "")
    return hmac.compare_digest(told.encode(), token.encode())


def errand_of(facts: Mapping[str, str]) -> tuple[str, str]:
    """Tell what a call is brought for, and the key of the wish if it is one of ours."""
    return facts.get("agi_arg_1", ""), facts.get("agi_arg_2", "")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Makes a call of what was told; `keys_blind` makes a phone unreadable, a hidden one none."""

    keys_blind: Callable[[str], str | None]
    country_of: Callable[[str], str]
    new_mark: Callable[[], str]

    def call_of(self, facts: Mapping[str, str]) -> Call:
        """Tell a call from any other: two machines, or one set up anew, may count alike.

        What Asterisk calls it stays readable in front, so that its own records can be compared.
        """
        name = re.sub(r"[^A-Za-z0-9]", "", facts.get("agi_uniqueid", ""))[:_LONGEST_ID]
        phone = facts.get("agi_callerid", "")
        caller = blinded(phone, self.keys_blind)
        country = self.country_of(phone)
        return Call(f"AGI{name}x{self.new_mark()}", caller, country=country, phone=phone)
