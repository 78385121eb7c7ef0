"""Faults in what a caller may press: the options, the keys that work everywhere, the tries."""

from collections.abc import Callable, Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.engine import BACK, PERSON, REPEAT
from ivr_flows.nodes import CollectNode, Keyed, MenuNode, RecordNode
from ivr_flows.script import Script

MOST_OPTIONS = 5
FEWEST_TRIES, MOST_TRIES = 2, 4
_FINISH = "#"


def options_of(menu: MenuNode) -> tuple[str, ...]:
    """List the keys that are options: not those that mean the same in every menu."""
    return tuple(key for key in menu.keys if key not in {PERSON, REPEAT, BACK, _FINISH})


def faults(script: Script) -> Iterator[Fault]:
    """Find what is wrong with the keys."""
    for name, node in script.nodes.items():
        if isinstance(node, MenuNode):
            for rule in _OF_MENUS:
                yield from rule(script, name, node)
        if isinstance(node, Keyed | RecordNode):
            yield from _tries(name, node.tries)
        if isinstance(node, MenuNode | CollectNode):
            yield from _exits(script, name, node)


def _tries(name: str, tries: int) -> Iterator[Fault]:
    if not FEWEST_TRIES <= tries <= MOST_TRIES:
        problem = f"{tries} tries: {FEWEST_TRIES} to {MOST_TRIES} are fair"
        yield Fault(name, problem, "tries_out_of_bounds", "tries")


def _counted(_script: Script, name: str, menu: MenuNode) -> Iterator[Fault]:
    count = len(options_of(menu))
    if not count:
        yield Fault(name, "no options", "no_options", "keys")
    if count > MOST_OPTIONS:
        problem = f"{count} options: an ear keeps {MOST_OPTIONS}"
        yield Fault(name, problem, "too_many_options", "keys")


def _ordered(_script: Script, name: str, menu: MenuNode) -> Iterator[Fault]:
    options = list(options_of(menu))
    if options != sorted(options):
        problem = f"the options are said in the order {', '.join(options)}"
        yield Fault(name, problem, "options_out_of_order", "keys")
    missing = [str(place) for place in range(1, len(options) + 1) if str(place) not in options]
    if missing:
        yield Fault(name, f"no option {missing[0]}", "options_with_gap", "keys")


def _alike(_script: Script, name: str, menu: MenuNode) -> Iterator[Fault]:
    if menu.slot is not None:
        return
    seen: dict[str, str] = {}
    for key in options_of(menu):
        other = seen.setdefault(menu.keys[key], key)
        if other != key:
            problem = f"{other} and {key} both lead to `{menu.keys[key]}`"
            yield Fault(name, problem, "options_alike", "keys")


def _taken(script: Script, name: str, menu: MenuNode) -> Iterator[Fault]:
    meanings = {PERSON: script.person, REPEAT: menu.repeat, BACK: menu.back, _FINISH: ""}
    for key, way in menu.keys.items():
        if key in meanings and way != meanings[key]:
            problem = f"`{key}` leads to `{way}` and means something else everywhere"
            yield Fault(name, problem, "key_taken", "keys")


_OF_MENUS: tuple[Callable[[Script, str, MenuNode], Iterator[Fault]], ...] = (
    _counted,
    _ordered,
    _alike,
    _taken,
)


def _exits(script: Script, name: str, node: MenuNode | CollectNode) -> Iterator[Fault]:
    if node.silence == node.wrong and script.wrong_key in node.messages():
        problem = "nothing tells a wrong key from silence: same words, same exit"
        yield Fault(name, problem, "exits_alike", "wrong")
