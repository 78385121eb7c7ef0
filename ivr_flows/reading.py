"""Reads one step of each kind, with what the script says for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ivr_flows.fields import Fields
from ivr_flows.nodes import (
    FOUND,
    STANDARD_TRIES,
    AskNode,
    BranchNode,
    CallbackNode,
    CollectNode,
    GoodbyeNode,
    Kind,
    LanguageNode,
    MenuNode,
    Node,
    PaceNode,
    Part,
    RateNode,
    RecordNode,
    SayNode,
    TellNode,
    TransferNode,
    WishNode,
)

PHONE_KEYS = frozenset("0123456789*#")
# Five rings, and a minute to say who one is and what one needs.
RING_SECONDS, MESSAGE_SECONDS, MESSAGE_TRIES = 25, 60, 2


@dataclass(frozen=True, slots=True)
class Defaults:
    """Where a step leads that does not say so itself."""

    home: str
    person: str
    lost: str

    def let_go(self, name: str) -> str:
        """Tell where a caller is led who cannot go on here: to a person, and from there away."""
        return self.lost if name == self.person else self.person


def _language(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return LanguageNode(
        prompt=fields.text("language"),
        change=fields.text("change"),
        then=fields.text("then"),
        tries=fields.count("tries", STANDARD_TRIES),
    )


def _menu(fields: Fields, name: str, defaults: Defaults) -> Node:
    keys = fields.ways("keys")
    for key in keys:
        if key not in PHONE_KEYS:
            fields.refuse(f"`{key}` is not a key of a phone")
    return MenuNode(
        prompt=fields.text("menu"),
        keys=keys,
        slot=fields.optional_text("slot"),
        reads=fields.groups("reads"),
        tries=fields.count("tries", STANDARD_TRIES),
        silence=fields.text("silence", defaults.let_go(name)),
        wrong=fields.text("wrong", defaults.let_go(name)),
        back=fields.text("back", defaults.home),
        repeat=fields.text("repeat", name),
    )


def _collect(fields: Fields, name: str, defaults: Defaults) -> Node:
    return CollectNode(
        prompt=fields.text("collect"),
        slot=fields.text("slot"),
        digits=fields.optional_count("digits"),
        finish_on=fields.one_of("finish_on", PHONE_KEYS, "#"),
        secret=fields.flag("secret"),
        then=fields.text("then"),
        empty=fields.optional_text("empty"),
        tries=fields.count("tries", STANDARD_TRIES),
        silence=fields.text("silence", defaults.let_go(name)),
        wrong=fields.text("wrong", defaults.let_go(name)),
        back=fields.text("back", defaults.home),
    )


def _ask(fields: Fields, _name: str, defaults: Defaults) -> Node:
    ways = fields.ways("ways")
    if FOUND not in ways:
        fields.refuse("`ways` must say where `found` leads")
    return AskNode(
        question=fields.text("ask"),
        takes=fields.words("takes"),
        ways=ways,
        otherwise=fields.optional_text("otherwise"),
        tries=fields.count("tries", STANDARD_TRIES),
        exhausted=fields.text("exhausted", defaults.lost),
    )


def _say(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    message, reads = fields.text("say"), fields.groups("reads")
    return SayNode(message=message, reads=reads, then=fields.text("then"))


def _tell(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    part: Part = "may" if fields.one_of("tell", ("must", "may")) == "may" else "must"
    return TellNode(part=part, then=fields.text("then"))


def _pace(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    slow = fields.one_of("pace", ("slow", "usual")) == "slow"
    return PaceNode(slow=slow, message=fields.text("say"), then=fields.text("then"))


def _branch(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return BranchNode(
        slot=fields.text("branch"),
        ways=fields.ways("ways"),
        otherwise=fields.text("otherwise"),
    )


def _rate(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return RateNode(slot=fields.text("rate"), then=fields.text("then"))


def _transfer(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return TransferNode(
        message=fields.text("transfer"),
        seconds=fields.count("seconds", RING_SECONDS),
        answered=fields.text("answered"),
        unanswered=fields.text("unanswered"),
    )


def _record(fields: Fields, name: str, defaults: Defaults) -> Node:
    return RecordNode(
        prompt=fields.text("record"),
        seconds=fields.count("seconds", MESSAGE_SECONDS),
        slot=fields.optional_text("slot"),
        message=fields.text("say"),
        then=fields.text("then"),
        silence=fields.text("silence", defaults.let_go(name)),
        tries=fields.count("tries", MESSAGE_TRIES),
    )


def _callback(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return CallbackNode(message=fields.text("callback"), then=fields.text("then"))


def _wish(fields: Fields, kind: Kind) -> Node:
    slot = fields.text(kind)
    return WishNode(kind=kind, slot=slot, message=fields.text("say"), then=fields.text("then"))


def _text(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return _wish(fields, "text")


def _letter(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return _wish(fields, "letter")


def _goodbye(fields: Fields, _name: str, _defaults: Defaults) -> Node:
    return GoodbyeNode(message=fields.text("goodbye"))


# `say` stands last: others say something too, but that is not what they are.
KINDS: Mapping[str, Callable[[Fields, str, Defaults], Node]] = {
    "language": _language,
    "menu": _menu,
    "collect": _collect,
    "ask": _ask,
    "tell": _tell,
    "branch": _branch,
    "pace": _pace,
    "rate": _rate,
    "text": _text,
    "letter": _letter,
    "transfer": _transfer,
    "record": _record,
    "callback": _callback,
    "goodbye": _goodbye,
    "say": _say,
}


def read_node(fields: Fields, name: str, defaults: Defaults) -> Node:
    """Read a step by the word that says its kind, and refuse what does not belong to it."""
    for kind, reader in KINDS.items():
        if kind in fields:
            node = reader(fields, name, defaults)
            fields.finish()
            return node
    return fields.refuse(f"no kind of step; write one of: {', '.join(KINDS)}")
