"""A scripted Asterisk on a real socket: it plays sounds, presses a caller's keys and hangs up.

Debian 12 has no package of Asterisk, so this stands in for it. A hang-up is answered as was
measured on a real one: -1, then a bare HANGUP before the next reply, then 511. A missing sound is
answered as its published source does: -1, and by old versions `result=0 endpos=0`.
"""

import asyncio
import hashlib
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TOKEN = "a-token-made-for-the-test"
HANGS_UP = "hangs up"
SILENCE = "silence"
SPEAKS, ANSWERED, UNANSWERED = "leaves a message", "someone answers", "no one answers"
SPOKEN_SECONDS, RATE = 5, 8_000
PATIENCE = 60.0
UNKNOWN = "510 Invalid or unknown command\n"


@dataclass
class Library:
    """Makes a file for every prompt, and knows again what was in it.

    A copy at another pace shares the words, since Asterisk may be asked for either.
    """

    folder: Path
    unspeakable: Callable[[str], bool] = lambda _text: False
    words: dict[str, str] = field(default_factory=dict)
    first_name: str = "sound"

    def wav(self, language: str, text: str, /) -> Path | None:
        if self.unspeakable(text):
            return None
        name = f"{self.first_name}{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        self.words[name] = text
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"{name}.wav"
        file.write_bytes(b"RIFF" * 20 + language.encode())
        return file

    def file(self, mark: str, /) -> Path | None:
        """Lay out a recorded sound; a library of machine's voices has none."""
        del mark
        return None


@dataclass
class Asterisk:
    """One call: `keys` are what the caller does, turn by turn, once the words are over.

    `interrupts` presses a key while the sound of a message is played.
    """

    library: Library
    keys: Sequence[str] = ()
    interrupts: dict[str, str] = field(default_factory=dict)
    lost_sounds: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)
    refuses: frozenset[str] = frozenset()
    heard: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    is_old: bool = False
    hung_up_by: str = ""
    left_over: str | None = None
    dialled: str = ""

    async def call(self, port: int) -> "Asterisk":
        """Connect, and perform what is asked until one of the two hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        todo = list(self.keys)
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(environment(self.facts))
                while line := await reader.readline():
                    command = shlex.split(line.decode())
                    self.commands.append(line.decode().strip())
                    writer.write(self._answer(command, todo).encode())
        except ConnectionError:
            pass
        finally:
            writer.close()
        self.hung_up_by = self.hung_up_by or "connection"
        return self

    def _answer(self, command: list[str], todo: list[str]) -> str:
        if self.hung_up_by == "caller":
            return "HANGUP\n511 Command Not Permitted on a dead channel or intercept routine\n"
        if command[0] in self.refuses:
            return UNKNOWN
        return self._perform(command, todo)

    def _perform(self, command: list[str], todo: list[str]) -> str:
        match command:
            case ["STREAM", "FILE", name, escape]:
                return self._stream(Path(name).name, escape)
            case ["GET", "DATA", name, _, most]:
                return self._gather(Path(name).name, int(most), todo)
            case ["WAIT", "FOR", "DIGIT", _]:
                return self._one_key(todo)
            case ["RECORD", "FILE", *_]:
                return self._record(_next(todo))
            case ["EXEC", "Dial", _]:
                return self._ring(_next(todo))
            case _:
                return self._plain(command)

    def _plain(self, command: list[str]) -> str:
        if command == ["GET", "VARIABLE", "DIALSTATUS"]:
            return f"200 result=1 ({self.dialled})\n"
        if command == ["HANGUP"]:
            self.hung_up_by = "house"
        plain = {"HANGUP": "1", "ANSWER": "0", "EXEC": "0", "CHANNEL": "6"}
        result = plain.get(command[0])
        return UNKNOWN if result is None else f"200 result={result}\n"

    def _stream(self, name: str, escape: str) -> str:
        words = self.library.words.get(name, name)
        if message_of(words) in self.lost_sounds:
            return f"200 result={0 if self.is_old else -1} endpos=0\n"
        self.heard.append(words)
        self.left_over = None
        key = self.interrupts.pop(message_of(words), "")
        if key == HANGS_UP:
            self.hung_up_by = "caller"
            return "200 result=-1 endpos=800\n"
        pressed = ord(key) if key and key in escape else 0
        return f"200 result={pressed} endpos=8000\n"

    def _gather(self, name: str, most: int, todo: list[str]) -> str:
        if name:
            words = self.library.words.get(name, name)
            if message_of(words) in self.lost_sounds:
                return "200 result=-1\n"
            self.heard.append(words)
            self.left_over = None
        done = self.left_over if self.left_over is not None else _next(todo)
        if done == HANGS_UP:
            self.hung_up_by = "caller"
            return "200 result=-1\n"
        if done == SILENCE:
            return "200 result= (timeout)\n"
        digits, finished, _ = done.partition("#")
        # What one command does not take meets the next one without a sound.
        self.left_over = done[most:]
        if len(digits) >= most:
            return f"200 result={digits[:most]}\n"
        return f"200 result={digits}{'' if finished else ' (timeout)'}\n"

    def _record(self, done: str) -> str:
        if done == HANGS_UP:
            # What was said until then lies in the file.
            self.hung_up_by = "caller"
            return f"200 result=-1 (hangup) endpos={SPOKEN_SECONDS * RATE}\n"
        if done == SPEAKS:
            return f"200 result=35 (dtmf) endpos={SPOKEN_SECONDS * RATE}\n"
        return f"200 result=0 (timeout) endpos={SPOKEN_SECONDS * RATE}\n"

    def _ring(self, done: str) -> str:
        if done == HANGS_UP:
            self.hung_up_by = "caller"
            return "200 result=-1\n"
        self.dialled = "ANSWER" if done == ANSWERED else "NOANSWER"
        return "200 result=0\n"

    def _one_key(self, todo: list[str]) -> str:
        if not todo or todo[0] == HANGS_UP:
            self.hung_up_by = "caller"
            return "200 result=-1\n"
        key, todo[0] = todo[0][:1], todo[0][1:]
        return f"200 result={ord(key) if key else 0}\n"


def _next(todo: list[str]) -> str:
    return todo.pop(0) if todo else HANGS_UP


def message_of(words: str) -> str:
    """Tell which message plain words are of."""
    return words.partition("(")[0]


def environment(facts: dict[str, str]) -> bytes:
    """Write what Asterisk tells of a call before it takes commands."""
    told = {
        "agi_network": "yes",
        "agi_network_script": TOKEN,
        "agi_request": f"agi://127.0.0.1/{TOKEN}",
        "agi_channel": "PJSIP/trunk-00000001",
        "agi_language": "es",
        "agi_type": "PJSIP",
        "agi_uniqueid": "1795190400.7",
        "agi_version": "20.5.0",
        "agi_callerid": "+51984123456",
        "agi_calleridname": "unknown",
        "agi_enhanced": "0.0",
    } | facts
    return "".join(f"{name}: {value}\n" for name, value in told.items()).encode() + b"\n"
