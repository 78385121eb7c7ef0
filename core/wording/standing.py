"""How far each language has come in each channel: what is drafted, signed, recorded and offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from core.refusals import DocumentUnknown
from core.wording.approvals import LIST, Approvals
from core.wording.catalogue import FIRST_LANGUAGE, is_approved, languages
from core.wording.formats import CHANNELS
from core.wording.hearing import SoundOf, glued, nothing_recorded, to_record
from core.wording.po_files import Entry, read_language
from core.wording.recordable import VOICE, Piece
from core.wording.way import leads_to_status

Told = Mapping[str, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One language in one channel; `missing` are the messages of the way that nobody drafted.

    `glued` are those of the voice with an ending on a fact, which no speaker can record alone.
    """

    language: str
    channel: str
    messages: int
    drafted: int
    approved: int
    on_the_way: int
    way_approved: int
    missing: tuple[str, ...]
    to_record: int
    recorded: int
    glued: tuple[str, ...]

    @property
    def is_offered(self) -> bool:
        """Say whether production offers the language here."""
        return self.why_not == ""

    @property
    def why_not(self) -> str:
        """Name the first thing that is lacking, or nothing."""
        if self.missing:
            return "not_drafted"
        if self.way_approved < self.on_the_way:
            return "not_approved"
        if self.glued:
            return "glued"
        return "not_recorded" if self.recorded < self.to_record else ""


@dataclass(frozen=True, slots=True)
class Review:
    """Looks through the words of every language, read once."""

    said: Mapping[str, tuple[Entry, ...]]
    approvals: Approvals
    sound_of: SoundOf

    def standings(self) -> tuple[Standing, ...]:
        """Count every language in every channel, Spanish first."""
        return tuple(
            self._standing(language, channel) for language in self.said for channel in CHANNELS
        )

    def told(self, language: str, channel: str) -> Told:
        """List what has words and tells the facts that Spanish tells: the rest is never told."""
        if language not in self.said:
            raise DocumentUnknown(kind="language", key=language)
        spanish = {e.msgid: e for e in self.said[FIRST_LANGUAGE] if e.channel == channel}
        return {
            entry.msgid: entry
            for entry in self.said[language]
            if entry.channel == channel and all(entry.texts)
            if entry.msgid in spanish and entry.facts == spanish[entry.msgid].facts
        }

    def _standing(self, language: str, channel: str) -> Standing:
        spanish, told = self.told(FIRST_LANGUAGE, channel), self.told(language, channel)
        signed = {
            msgid
            for msgid, entry in told.items()
            if language == FIRST_LANGUAGE or is_approved(entry, language, self.approvals)
        }
        way = [msgid for msgid in spanish if leads_to_status(msgid)]
        pieces = self._to_record(language) if channel == VOICE else ()
        return Standing(
            language=language,
            channel=channel,
            messages=len(spanish),
            drafted=len(told),
            approved=len(signed),
            on_the_way=len(way),
            way_approved=len(signed.intersection(way)),
            missing=tuple(msgid for msgid in way if msgid not in told),
            to_record=len(pieces),
            recorded=sum(bool(self.sound_of(language, each.name, each.text)) for each in pieces),
            glued=glued(told.values()) if pieces else (),
        )

    def _to_record(self, language: str) -> tuple[Piece, ...]:
        """List what a speaker records for the way to the status, where no machine reads it."""
        return to_record(language, self.told(language, VOICE).values())


def look_through(folder: Traversable, sound_of: SoundOf = nothing_recorded) -> Review:
    """Read every language of a folder and its signatures."""
    known = (FIRST_LANGUAGE, *languages(folder))
    approvals = Approvals.parse((folder / LIST).read_text(encoding="utf-8"))
    return Review({each: read_language(folder / each) for each in known}, approvals, sound_of)
