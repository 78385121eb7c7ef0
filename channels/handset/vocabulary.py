"""The vocabulary of TwiML: what the house may emit, and the check that nothing else leaves it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from channels.handset.markup import TwimlInvalid, Verb, read_verbs

Document = Literal["voice", "messaging"]
ROOT = "Response"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a value may be."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Allowed":
        """Take a list of values as the pattern that it is."""
        values = "|".join(map(re.escape, told.get("values", ())))
        return cls(re.compile(told.get("pattern", values)))

    def allows(self, value: str) -> bool:
        """Say whether the whole of a value may stand."""
        return self.pattern.fullmatch(value) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one verb may carry; after one that is `last` nothing is ever reached."""

    text: Literal["none", "required"]
    written: Allowed
    most: int
    last: bool
    children: frozenset[str]
    required: frozenset[str]
    attributes: Mapping[str, Allowed]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Verbs by name, and which of them each kind of reply may hold."""

    documents: Mapping[str, frozenset[str]]
    verbs: Mapping[str, Entry]

    def check(self, root: Verb, document: Document | None = None) -> None:
        """Refuse what is not in the vocabulary, or mixes a call with a message."""
        if root.name != ROOT:
            raise TwimlInvalid("root", root.name)
        if root.attributes:
            raise TwimlInvalid("attribute_unknown", f"{ROOT} {min(root.attributes)}")
        _check_blank(root)
        kinds = self.documents.values() if document is None else (self.documents[document],)
        names = {verb.name for verb in root.children}
        self._check_known(names)
        if not any(names <= kind for kind in kinds):
            raise TwimlInvalid("nesting", f"{', '.join(sorted(names))} in {ROOT}")
        self._check_order(root)
        for verb in root.children:
            self._check_verb(verb)

    def _check_known(self, names: set[str]) -> None:
        for name in sorted(names - self.verbs.keys()):
            raise TwimlInvalid("verb_unknown", name)

    def _check_order(self, root: Verb) -> None:
        for verb in root.children[:-1]:
            if self.verbs[verb.name].last:
                raise TwimlInvalid("unreachable", f"after {verb.name}")

    def _check_verb(self, verb: Verb) -> None:
        entry = self.verbs[verb.name]
        _check_attributes(verb, entry)
        self._check_known({child.name for child in verb.children})
        for child in verb.children:
            if child.name not in entry.children:
                raise TwimlInvalid("nesting", f"{child.name} in {verb.name}")
            self._check_verb(child)
        _check_text(verb, entry)


def _check_blank(verb: Verb) -> None:
    if verb.text.strip():
        raise TwimlInvalid("text", f"in {verb.name}")


def _check_attributes(verb: Verb, entry: Entry) -> None:
    for name, value in verb.attributes.items():
        if name not in entry.attributes:
            raise TwimlInvalid("attribute_unknown", f"{verb.name} {name}")
        if not entry.attributes[name].allows(value):
            raise TwimlInvalid("value", f"{verb.name} {name}={value[:80]!r}")
    for name in sorted(entry.required - verb.attributes.keys()):
        raise TwimlInvalid("attribute_missing", f"{verb.name} {name}")


def _check_text(verb: Verb, entry: Entry) -> None:
    if entry.text == "none" or verb.children:
        _check_blank(verb)
        return
    text = verb.text.strip()
    if not text:
        raise TwimlInvalid("text_missing", f"in {verb.name}")
    if len(text) > entry.most:
        raise TwimlInvalid("text_too_long", f"{verb.name}: {len(text)} of {entry.most}")
    if not entry.written.allows(text):
        raise TwimlInvalid("value", f"{verb.name}: {text[:80]!r}")


def check_twiml(twiml: str | bytes, document: Document | None = None) -> None:
    """Refuse a reply with anything that is not in the vocabulary."""
    checked_verbs(twiml, document)


def checked_verbs(twiml: str | bytes, document: Document | None = None) -> tuple[Verb, ...]:
    """Read the verbs of a reply once it is known to hold nothing else."""
    root = read_verbs(twiml)
    shipped_vocabulary().check(root, document)
    return root.children


@cache
def shipped_vocabulary() -> Vocabulary:
    """Read the vocabulary that the house ships with."""
    told = tomllib.loads((files("channels.handset") / "vocabulary.toml").read_text("utf-8"))
    return Vocabulary(
        documents={name: frozenset(verbs) for name, verbs in told["documents"].items()},
        verbs={name: _entry(verb) for name, verb in told["verbs"].items()},
    )


def _entry(told: Mapping[str, Any]) -> Entry:
    attributes: Mapping[str, Mapping[str, Any]] = told.get("attributes", {})
    return Entry(
        text=told["text"],
        written=Allowed(re.compile(told.get("pattern", ".*"), re.DOTALL)),
        most=told.get("most", 0),
        last=told.get("last", False),
        children=frozenset(told.get("children", ())),
        required=frozenset(told.get("required", ())),
        attributes={name: Allowed.of(allowed) for name, allowed in attributes.items()},
    )
