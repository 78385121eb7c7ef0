"""Reads TwiML into verbs, and nothing that XML can do besides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

LONGEST_REPLY = 64 * 1024  # Twilio's own limit


class TwimlInvalid(Exception):
    """A reply that is not in the vocabulary: a fault of the house, so it is loud."""

    def __init__(self, problem: str, where: str) -> None:
        super().__init__(f"{problem}: {where}")
        self.problem = problem
        self.where = where


@dataclass(frozen=True, slots=True)
class Verb:
    """One element of a reply: its name, attributes, own text and what stands in it."""

    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple["Verb", ...]


@dataclass(slots=True)
class _Open:
    name: str
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    children: list[Verb] = field(default_factory=list)

    def closed(self) -> Verb:
        return Verb(self.name, self.attributes, "".join(self.texts), tuple(self.children))


def read_verbs(twiml: str | bytes) -> Verb:
    """Read the one root of a reply; a DOCTYPE, which could carry a bomb, is refused unread."""
    reader = _Reader()
    try:
        written = twiml.encode() if isinstance(twiml, str) else twiml
        if len(written) > LONGEST_REPLY:
            raise TwimlInvalid("too_long", f"{len(written)} bytes")
        reader.parser.Parse(written, True)  # noqa: FBT003 - expat's signature
    except (expat.ExpatError, LookupError, ValueError) as fault:
        # expat raises the latter two for an encoding that it does not know.
        raise TwimlInvalid("not_xml", str(fault)) from fault
    return reader.root


class _Reader:
    """Builds verbs while expat reads; whatever TwiML does not need ends the reading."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.CommentHandler = self._refuse_comment
        self.parser.ProcessingInstructionHandler = self._refuse_instruction
        self._open = [_Open("", {})]

    @property
    def root(self) -> Verb:
        """Tell the outermost verb."""
        return self._open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(_Open(name, attributes))

    def _end(self, _name: str) -> None:
        verb = self._open.pop().closed()
        self._open[-1].children.append(verb)

    def _text(self, text: str) -> None:
        self._open[-1].texts.append(text)

    @staticmethod
    def _refuse_doctype(name: str, *_rest: object) -> None:
        raise TwimlInvalid("doctype", name)

    @staticmethod
    def _refuse_comment(text: str) -> None:
        raise TwimlInvalid("comment", text.strip()[:40])

    @staticmethod
    def _refuse_instruction(target: str, _text: str) -> None:
        raise TwimlInvalid("instruction", target)
