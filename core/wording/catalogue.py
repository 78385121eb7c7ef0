"""The catalogues of every language: what may be told is told in one language at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from babel import Locale

from core.model.answers import Line
from core.ports import Composed
from core.refusals import SettingInvalid
from core.wording.aloud import Aloud, aloud_of
from core.wording.approvals import LIST, Approvals
from core.wording.formats import CHANNELS, tellers
from core.wording.hearing import SoundOf, glued, has_machine, nothing_recorded, to_record
from core.wording.message import Message, cut
from core.wording.po_files import Entry, read_language
from core.wording.recordable import VOICE
from core.wording.way import is_of_one_channel, leads_to_status

FIRST_LANGUAGE = "es"
Messages = Mapping[str, Message]


class MessageMissing(LookupError):
    """A programming fault: Spanish must have every message in every channel."""


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The wording that the doors are given: Spanish in every channel, others where approved.

    `aloud` holds what speakers recorded, by language: only its answers are cut into sounds.
    """

    messages: Mapping[tuple[str, str], Messages]
    offered: Mapping[str, tuple[str, ...]]
    aloud: Mapping[str, Aloud]

    def languages(self, channel: str, /) -> tuple[str, ...]:
        """List the languages whose whole way to the status may be told, Spanish first."""
        return self.offered[channel]

    def compose(self, language: str, channel: str, lines: Sequence[Line], /) -> Composed:
        """Word the lines, all in the language asked for or all in Spanish."""
        if language != FIRST_LANGUAGE and (language, channel) in self.messages:
            try:
                return self._compose(language, channel, lines)
            except KeyError:  # a line, or a reason, has no words or no sound in that language
                pass
        return self._compose(FIRST_LANGUAGE, channel, lines)

    def _compose(self, language: str, channel: str, lines: Sequence[Line]) -> Composed:
        told = self.messages[language, channel]
        texts = tuple([told[line.message].say(line.facts) for line in lines])
        aloud = self.aloud.get(language) if channel == VOICE else None
        if aloud is None:
            return Composed(language, texts)
        return Composed(language, texts, aloud.sounds(lines))


def load(
    folder: Traversable,
    *,
    production: bool,
    drafts: Iterable[str] = (),
    sound_of: SoundOf = nothing_recorded,
) -> Catalogues:
    """Read a folder of languages; `drafts` names those shown unapproved, never in production."""
    shown = frozenset(drafts)
    if production and shown:
        raise SettingInvalid(setting="drafts", problem="drafts are never told in production")
    approvals = Approvals.parse((folder / LIST).read_text(encoding="utf-8"))
    spanish = _source(folder / FIRST_LANGUAGE)
    locale = spanish[0].locale or Locale.parse(FIRST_LANGUAGE)
    messages = dict(_by_channel(FIRST_LANGUAGE, spanish, locale))
    facts = {(entry.channel, entry.msgid): entry.facts for entry in spanish}
    aloud = {FIRST_LANGUAGE: aloud_of(FIRST_LANGUAGE, spanish, sound_of)}
    for language in languages(folder):
        told = tuple(
            entry
            for entry in read_language(folder / language)
            if language in shown or is_approved(entry, language, approvals)
            # A translation that drops a fact, or misspells it, would tell less than Spanish.
            if entry.facts == facts.get((entry.channel, entry.msgid))
        )
        messages |= _by_channel(language, told, locale)
        # Where no machine reads a language, the phone plays a speaker or Spanish.
        if is_heard(language, told, sound_of):
            aloud[language] = aloud_of(language, told, sound_of)
        elif production:
            del messages[language, VOICE]
    recorded = {language: found for language, found in aloud.items() if found is not None}
    return Catalogues(messages, _offered(messages, aloud), recorded)


def is_heard(language: str, told: Sequence[Entry], sound_of: SoundOf) -> bool:
    """Say whether the phone can say the way to the status, numbers and dates included."""
    if has_machine(language):
        return True
    voice = [entry for entry in told if entry.channel == VOICE]
    pieces = to_record(language, voice)
    return not glued(voice) and all(sound_of(language, each.name, each.text) for each in pieces)


def languages(folder: Traversable) -> tuple[str, ...]:
    """List the languages beside Spanish: every folder that holds a PO file."""
    folders = (entry for entry in folder.iterdir() if entry.is_dir())
    held = (each.name for each in folders if any(f.name.endswith(".po") for f in each.iterdir()))
    return tuple(sorted(frozenset(held) - {FIRST_LANGUAGE}))


def _source(folder: Traversable) -> tuple[Entry, ...]:
    """Read Spanish, the language that all others fall back on: nothing of it may be missing."""
    entries = read_language(folder)
    present = {(entry.channel, entry.msgid) for entry in entries if not entry.is_draft}
    shared = {entry.msgid for entry in entries if not is_of_one_channel(entry.msgid)}
    wanted = {(channel, msgid) for channel in CHANNELS for msgid in shared}
    drafts = {(entry.channel, entry.msgid) for entry in entries if entry.is_draft}
    missing = sorted((wanted - present) | drafts)
    if missing:
        listed = ", ".join(f"{channel} {msgid}" for channel, msgid in missing)
        raise MessageMissing(f"Spanish lacks {listed}")
    return entries


def is_approved(entry: Entry, language: str, approvals: Approvals) -> bool:
    """Say whether a reviewer signed these texts and no translator doubts them since."""
    signed = approvals.cover(entry.channel, entry.msgid, language, entry.texts)
    return signed and not entry.is_draft


def _by_channel(
    language: str, entries: Sequence[Entry], spanish: Locale
) -> Iterator[tuple[tuple[str, str], Messages]]:
    for channel in CHANNELS:
        manners = tellers(language, channel, spanish)
        yield (
            (language, channel),
            {
                entry.msgid: cut(entry.texts, manners, entry.plural)
                for entry in entries
                if entry.channel == channel
            },
        )


def _offered(
    messages: Mapping[tuple[str, str], Messages], heard: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    offered: dict[str, list[str]] = {channel: [FIRST_LANGUAGE] for channel in CHANNELS}
    for (language, channel), told in messages.items():
        way = {msgid for msgid in messages[FIRST_LANGUAGE, channel] if leads_to_status(msgid)}
        is_silent = channel == VOICE and language not in heard
        if language != FIRST_LANGUAGE and not is_silent and way <= told.keys():
            offered[channel].append(language)
    return {channel: tuple(languages) for channel, languages in offered.items()}
