"""Faults in what a caller hears: words that are missing, or longer than an ear can follow."""

from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.premises import Premises
from ivr_flows.nodes import (
    CollectNode,
    GoodbyeNode,
    LanguageNode,
    MenuNode,
    Node,
    RecordNode,
    SayNode,
)
from ivr_flows.script import Script
from ivr_flows.variants import variants

LONGEST_PROMPT, LONGEST_GREETING = 20.0, 8.0


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the words."""
    yield from _missing(script, premises)
    yield from _greeting(script, premises)
    for name, node in script.nodes.items():
        yield from _too_long(name, node, premises)
        if isinstance(node, MenuNode | CollectNode | RecordNode):
            yield from _again(name, node, premises)


def _missing(script: Script, premises: Premises) -> Iterator[Fault]:
    for language, told in premises.words.items():
        if script.wrong_key not in told:
            yield Fault("", _no_words(script.wrong_key, language), "words_missing", "wrong_key")
        for name, node in script.nodes.items():
            is_goodbye = isinstance(node, GoodbyeNode)
            code = "goodbye_without_words" if is_goodbye else "words_missing"
            for message in node.messages():
                if message not in told:
                    yield Fault(name, _no_words(message, language), code)


def _no_words(message: str, language: str) -> str:
    return f"no words for `{message}` in {language}"


def _too_long(name: str, node: Node, premises: Premises) -> Iterator[Fault]:
    for message in node.messages():
        for language in premises.words:
            seconds = premises.seconds(language, message)
            if seconds > LONGEST_PROMPT:
                problem = f"`{message}` lasts {seconds:.0f} s in {language}"
                yield Fault(name, f"{problem}; {LONGEST_PROMPT:.0f} s are the most",
                            "prompt_too_long")  # fmt: skip


def _greeting(script: Script, premises: Premises) -> Iterator[Fault]:
    said = list(_said_first(script))
    for language in premises.words:
        seconds = sum(premises.seconds(language, message) for _, message in said)
        if seconds > LONGEST_GREETING:
            problem = f"the greeting lasts {seconds:.0f} s in {language}"
            yield Fault(said[0][0], f"{problem}; {LONGEST_GREETING:.0f} s are the most",
                        "greeting_too_long")  # fmt: skip


def _said_first(script: Script) -> Iterator[tuple[str, str]]:
    """List what is said before the caller is first listened to, the languages apart."""
    name, seen = script.start, set[str]()
    while name not in seen:
        seen.add(name)
        match script.nodes[name]:
            case SayNode() as node:
                yield name, node.message
                name = node.then
            case LanguageNode() as node:
                name = node.then


def _again(
    name: str, node: MenuNode | CollectNode | RecordNode, premises: Premises
) -> Iterator[Fault]:
    for again in variants(node.prompt, node.tries)[1:2]:
        for language, text in premises.texts(again).items():
            whole = premises.words[language].get(node.prompt, "")
            if len(text.split()) > len(whole.split()) > 0:
                problem = f"`{again}` is longer than `{node.prompt}` in {language}"
                yield Fault(name, problem, "again_too_long")
