"""Takes scanned pages to where they belong: slips to their cases, sheets one step on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from config.free_disk import room_of
from config.house import House
from core.letter_hands import Hand
from core.model.answers import Line, RefusalAnswer
from core.model.letter import LetterStep
from core.slip_reading import SlipReading
from letters.scan.folder import File, Found, Progress, scan
from letters.scan.ledger import Ledger
from letters.scan.seen import SheetSeen

SLIP_FILED, SLIP_AGAIN = "slip_filed", "slip_again"
MOVED, MOVED_BEFORE = "moved", "moved_before"
NO_SLIP = "no_slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanning:
    """What a scan is for: with a step every sheet is moved on, without one slips are filed."""

    hand: Hand
    step: LetterStep | None = None

    @property
    def purpose(self) -> str:
        """Name what pages are noted for: the same page may be scanned once for each."""
        return "slips" if self.step is None else self.step.value


def slip_reading_of(house: House) -> SlipReading:
    """Build what files slips."""
    return SlipReading(
        letters=house.shelf.letters,
        contacts=house.shelf.contacts,
        letterbox=house.letterbox,
        wording=house.wording,
        clock=house.clock,
        language=house.country.languages[0],
    )


def scan_folder(house: House, folder: Path, scanning: Scanning) -> Iterator[Progress]:
    """Scan a folder; again, or after a crash, it goes on where it was."""
    room = room_of(house.settings)
    if room is not None:
        room.admit(0)
    where = scanning.hand.institution.replace("/", "-") or "house"
    ledger = Ledger.open(house.settings.var_folder / "scans" / f"{where}-{scanning.purpose}.jsonl")
    return scan(folder, ledger, _filing(house, scanning))


def words_of(house: House, found: Found) -> str:
    """Say to whoever scans what became of something on a page, and what to do now."""
    line = Line(f"page.scan.{found.became}", {})
    if found.refusal is not None:
        line = RefusalAnswer(found.refusal).must_tell[0]
    (text,) = house.wording.compose(house.country.languages[0], "page", (line,)).texts
    return text


def _filing(house: House, scanning: Scanning) -> File:
    if scanning.step is None:
        return partial(_file_slip, slip_reading_of(house), scanning.hand)
    return partial(_move_on, house, scanning.hand, scanning.step)


def _file_slip(reading: SlipReading, hand: Hand, sheet: SheetSeen) -> str:
    slip = sheet.read
    if slip is None:
        return NO_SLIP
    return SLIP_FILED if reading.file(slip, hand).is_new else SLIP_AGAIN


def _move_on(house: House, hand: Hand, step: LetterStep, sheet: SheetSeen) -> str:
    return MOVED if house.post.mailing.scan(str(sheet.code), step, hand).is_new else MOVED_BEFORE
