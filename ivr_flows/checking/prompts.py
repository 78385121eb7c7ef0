"""Faults in how a prompt tells what may be pressed: the keys, the digits, and how they end."""

import re
from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.keys import options_of
from ivr_flows.checking.premises import Premises, spoken_seconds
from ivr_flows.nodes import CollectNode, MenuNode
from ivr_flows.script import Script

LONGEST_OPTION = 7.0
_DIGIT = re.compile(r"\b\d\b")
_SENTENCE = re.compile(r"[.;:?!]\s+")
# How Spanish, in which every script is written first, says how many digits to press.
_COUNTS = "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_FINISH_KEYS = {"#": "numeral", "*": "asterisco"}
_EVERYWHERE = {"0", "9"}


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the prompts."""
    for name, node in script.nodes.items():
        if isinstance(node, MenuNode):
            yield from _options(name, node, premises)
        if isinstance(node, CollectNode):
            yield from _digits(name, node, premises)


def _options(name: str, menu: MenuNode, premises: Premises) -> Iterator[Fault]:
    options = options_of(menu)
    for message in menu.messages():
        for language, text in premises.texts(message).items():
            said = set(_DIGIT.findall(text))
            # What is chosen by its place in an answer is told with its key by the answer.
            unsaid = () if menu.slot else [key for key in options if key not in said]
            for key in unsaid:
                problem = f"`{message}` does not say key {key} in {language}"
                yield Fault(name, problem, "option_unsaid", "keys")
            for key in sorted(said - _EVERYWHERE - menu.keys.keys()):
                problem = f"`{message}` says key {key} in {language}"
                yield Fault(name, f"{problem}, which means nothing", "key_unmeant", "keys")
    yield from _long_options(name, menu, premises)


def _long_options(name: str, menu: MenuNode, premises: Premises) -> Iterator[Fault]:
    for language, text in premises.texts(menu.prompt).items():
        for sentence in _SENTENCE.split(text):
            seconds = spoken_seconds(sentence)
            if _DIGIT.search(sentence) and seconds > LONGEST_OPTION:
                problem = f"an option lasts {seconds:.0f} s in {language}"
                yield Fault(name, f"{problem}; {LONGEST_OPTION:.0f} s are the most",
                            "option_too_long")  # fmt: skip


def _digits(name: str, node: CollectNode, premises: Premises) -> Iterator[Fault]:
    text = premises.first_text(node.prompt).lower()
    if not text:
        return
    if node.digits is not None and not _says_count(text, node.digits):
        problem = f"`{node.prompt}` does not say that {node.digits} digits are taken"
        yield Fault(name, problem, "digits_unsaid", "digits")
    is_ended_by_key = node.digits is None or node.empty is not None
    if is_ended_by_key and _FINISH_KEYS.get(node.finish_on, node.finish_on) not in text:
        problem = f"`{node.prompt}` does not say that `{node.finish_on}` ends it"
        yield Fault(name, problem, "finish_unsaid", "finish_on" if node.finish_on != "#" else "")


def _says_count(text: str, digits: int) -> bool:
    counts = _COUNTS.split()
    said = counts[digits] if digits < len(counts) else str(digits)
    return re.search(rf"\b(?:{said}|{digits})\b", text) is not None
