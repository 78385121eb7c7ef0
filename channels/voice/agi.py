"""What Asterisk and a FastAGI server say to each other, line by line; nothing is sent from here."""

import re
from dataclasses import dataclass

LONGEST_LINE = 2_048
# Asterisk sends some twenty facts and, after a wrong command, some ten lines of usage.
MOST_LINES = 100
HANGUP = "HANGUP"
OK, DEAD = 200, 511
_REPLY = re.compile(r"([0-9]{3})(?: result=([^ ]*))?(?: \(([^)]*)\))?(?: endpos=([0-9]{1,12}))?")
_COMPLAINT = re.compile(r"([0-9]{3})(?: .*)?")
_USAGE = re.compile(r"([0-9]{3})-.*")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\]')


class AgiBroken(Exception):
    """What came over the line is not AGI, or came too late."""


class CallerGone(Exception):
    """Nobody is at the other end any more: an ordinary end of a call."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How a command went; `note` stands in parentheses, `endpos` tells how far a sound was heard.

    Old versions answer a missing sound like one that was heard to its end, but at `endpos` 0.
    """

    code: int
    result: str = ""
    note: str = ""
    endpos: int | None = None

    @property
    def timed_out(self) -> bool:
        """Say whether keys were waited for until the time ran out."""
        return self.note == "timeout"

    @property
    def key(self) -> str:
        """Read the one key that was pressed, as a number of its letter; none if there was none."""
        if re.fullmatch("[0-9]{1,3}", self.result) is None:
            raise AgiBroken(f"no key: {self.code}")
        pressed = chr(int(self.result))
        return pressed if pressed in "0123456789*#ABCD" else ""


def read_reply(line: str) -> Reply:
    """Read the line that answers a command; 510 and 511 say in words what 200 says in fields."""
    found = _REPLY.fullmatch(line.strip())
    if found is not None:
        code, result, note, endpos = found.groups()
        return Reply(int(code), result or "", note or "", None if endpos is None else int(endpos))
    complaint = _COMPLAINT.fullmatch(line.strip())
    if complaint is None or int(complaint[1]) == OK:
        raise AgiBroken("not a reply")
    return Reply(int(complaint[1]))


def begins_usage(line: str) -> str:
    """Tell how the last line of a long complaint begins, if this is its first one."""
    found = _USAGE.fullmatch(line.strip())
    return "" if found is None else f"{found[1]} "


def command(*words: str) -> str:
    """Write a command; a word of ours that could be read as two is a fault of ours."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if _UNSAFE.search(word) is not None:
        raise ValueError("no command can carry this word")
    return word if re.fullmatch(r"[^ \t]+", word) else f'"{word}"'
