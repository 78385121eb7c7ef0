"""Speaks and listens on one line: keys count from the first word on, as on any telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from channels.voice.agi import OK, AgiBroken, CallerGone, Reply
from channels.voice.render import TALK_SECONDS
from channels.voice.sounds import SoundMissing
from channels.voice.wire import Wire
from ivr_flows.effects import (
    Collect,
    Dialled,
    Input,
    Keys,
    Record,
    Recorded,
    Silence,
    Transfer,
)

# The longest answer that a synthetic voice reads out.
PROMPT_SECONDS = 240.0
APOLOGY_SECONDS = 40.0
MOST_KEYS = 99
FINISHING_KEY = "#"  # the one that GET DATA knows
EVERY_KEY = "0123456789*#"
UP = "6"
BUSY_TONE_SECONDS = "5"
RATE = 8_000  # samples a second
MARGIN_SECONDS = 10.0
# So a recording is named that lies on Asterisk's side and not with another carrier.
RECORDED_HERE = "agi:"


@dataclass(slots=True)
class Line:
    """Plays sounds by name over a wire."""

    wire: Wire

    async def say(self, names: Sequence[str]) -> None:
        """Say everything, whatever is pressed meanwhile."""
        for name in names:
            await self._stream(name, "")

    async def hear(self, names: Sequence[str], collect: Collect) -> Input:
        """Say everything and take keys; a key that comes early cuts the words short."""
        last = names[-1] if names else ""
        for name in names[:-1]:
            if key := await self._stream(name, EVERY_KEY):
                return await self._go_on(key, collect)
        if collect.finish_on == FINISHING_KEY:
            return await self._get("", last, collect)
        key = await self._stream(last, EVERY_KEY) if last else ""
        return await self._one_by_one(key, collect)

    async def record(self, names: Sequence[str], record: Record, file: str) -> Input:
        """Say everything and record what follows into a file; the last key or a pause ends it."""
        await self.say(names)
        silence = f"s={record.silence_seconds}"
        most = str(record.seconds * 1000)
        words = ("RECORD", "FILE", file, "wav", record.finish_on, most, "BEEP", silence)
        seconds = record.seconds + MARGIN_SECONDS
        reply = await self.wire.ask(*words, seconds=seconds, counts_afterwards=True)
        if reply.code != OK:
            raise AgiBroken(f"{reply.code} to {words[0]}")
        spoken = (reply.endpos or 0) // RATE
        # Silence to its end is recorded too: a caller who said nothing left no message.
        if spoken > (record.silence_seconds if reply.timed_out else 0):
            return Recorded(f"{RECORDED_HERE}{PurePosixPath(file).name}", spoken)
        if reply.result == "-1":
            await self._tell_apart()
        return Silence()

    async def transfer(self, names: Sequence[str], transfer: Transfer, person: str) -> Input:
        """Say everything and let a person's phone ring; both may talk for half an hour."""
        await self.say(names)
        how = f"{person},{transfer.seconds},gL({TALK_SECONDS * 1000})"
        await self._ask(("EXEC", "Dial", how), transfer.seconds + TALK_SECONDS + MARGIN_SECONDS)
        reply = await self.wire.ask("GET", "VARIABLE", "DIALSTATUS")
        return Dialled(answered=reply.note == "ANSWER")

    async def apologise(self, name: str) -> None:
        """Say that the call cannot go on, with a tone that needs no file if need be."""
        try:
            await self._stream(name, "", APOLOGY_SECONDS)
        except (SoundMissing, AgiBroken):
            await self.wire.ask("EXEC", "Busy", BUSY_TONE_SECONDS, seconds=APOLOGY_SECONDS)

    async def _go_on(self, key: str, collect: Collect) -> Input:
        """Take what follows a first key that came during the words."""
        if collect.finish_on != FINISHING_KEY:
            return await self._one_by_one(key, collect)
        if key == FINISHING_KEY:
            return _finished("", collect)
        if collect.digits == 1:
            return Keys(key)
        return await self._get(key, "", collect)

    async def _get(self, before: str, name: str, collect: Collect) -> Input:
        """Let Asterisk gather: it loses no key between two commands."""
        if collect.digits is not None:
            # The last digit ends it: the patience for the first one is had for all of them.
            most, seconds = collect.digits - len(before), collect.timeout_seconds
        elif before:
            most, seconds = MOST_KEYS - len(before), collect.between_seconds
        else:
            most, seconds = 1, collect.timeout_seconds
        words = ("GET", "DATA", name, str(seconds * 1000), str(most))
        reply = await self._ask(words, PROMPT_SECONDS + seconds * (most + 1))
        keys = before + reply.result
        if not keys:
            return Silence() if reply.timed_out else _finished("", collect)
        if collect.digits is None and not before:
            return await self._get(keys, "", collect)
        return Keys(keys)

    async def _one_by_one(self, keys: str, collect: Collect) -> Input:
        """Gather where another key than `#` ends an answer, or none does."""
        most = collect.digits or MOST_KEYS
        key = keys
        while True:
            if key and key == collect.finish_on:
                return _finished(keys.removesuffix(key), collect)
            if len(keys) >= most:
                return Keys(keys)
            seconds = collect.between_seconds if keys else collect.timeout_seconds
            words = ("WAIT", "FOR", "DIGIT", str(seconds * 1000))
            reply = await self._ask(words, PROMPT_SECONDS + seconds)
            key = reply.key
            if not key:
                return Keys(keys) if keys else Silence()
            keys += key

    async def _stream(self, name: str, escape: str, seconds: float = PROMPT_SECONDS) -> str:
        reply = await self._ask(("STREAM", "FILE", name, escape), seconds)
        key = reply.key
        if not key and reply.endpos == 0:
            raise SoundMissing
        return key

    async def _ask(self, words: tuple[str, ...], seconds: float) -> Reply:
        reply = await self.wire.ask(*words, seconds=seconds)
        if reply.code != OK:
            raise AgiBroken(f"{reply.code} to {words[0]}")
        if reply.result == "-1":
            await self._tell_apart()
        return reply

    async def _tell_apart(self) -> None:
        """Ask why a command failed: a missing sound is answered like a caller who left."""
        standing = await self.wire.ask("CHANNEL", "STATUS")
        raise SoundMissing if standing.result == UP else CallerGone


def _finished(keys: str, collect: Collect) -> Input:
    return Keys(keys) if keys or collect.empty_counts else Silence()
