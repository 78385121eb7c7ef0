"""Words who took a letter and how it was signed, from what the journal and the vault have of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from channels.desk.words import Words
from core.letter_arrivals import sign_of
from core.letter_handover import CARGO_FIELD, DELIVERED, SIGNATURE_FIELD
from core.model.event import Event
from core.model.letter import Letter
from core.model.signature import HEIGHT, WIDTH, Signature
from core.ports import Citizens
from core.refusals import DrawingInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCargo:
    """An acknowledgement as a page shows it: lines of name and fact, and a drawing's path."""

    lines: tuple[tuple[str, str], ...]
    path: str
    box: str = f"0 0 {WIDTH} {HEIGHT}"


def cargo_of(
    letter: Letter, events: Iterable[Event], citizens: Citizens, words: Words
) -> SeenCargo | None:
    """Tell what the last acknowledgement of a letter says; none where none came from a unit."""
    told = [one for one in events if _is_of(one, letter) and "receiver" in one.draft.data]
    if not told:
        return None
    facts, code = told[-1].draft.data, letter.id.code
    said = json.loads(citizens.open_value(letter.person, f"{CARGO_FIELD}{code}") or "{}")
    day, month, year = str(facts["on"]).split("-")[::-1]
    lines = [
        ("when", f"{day}/{month}/{year} {facts['at']}"),
        ("receiver", words.say(f"handover.receiver.{facts['receiver']}")),
        ("where", words.say(f"handover.where.{facts['where']}")),
        ("signed", words.say(f"handover.signed.{facts['signed']}")),
        ("received_by", said.get("received_by", "")),
        ("document", _document(said.get("document", ""), str(facts["shown"]), words)),
        ("features", said.get("features", "")),
    ]
    return SeenCargo(
        lines=tuple((words.say(f"cargo.{name}"), fact) for name, fact in lines if fact),
        path=_path(citizens.open_value(letter.person, f"{SIGNATURE_FIELD}{code}") or ""),
    )


def sign_words(letter: Letter, events: Iterable[Event], words: Words) -> str:
    """Say what somebody should look at; nothing where nothing is amiss."""
    sign = sign_of(letter, events)
    return words.say(f"letter.sign.{sign}") if sign else ""


def _is_of(event: Event, letter: Letter) -> bool:
    return event.draft.kind == DELIVERED and event.draft.data.get("letter") == letter.id.code


def _document(number: str, shown: str, words: Words) -> str:
    return f"{words.say(f'handover.shown.{shown}')} {number}".strip()


def _path(drawn: str) -> str:
    if not drawn:
        return ""
    try:
        return Signature.parse(drawn).path
    except DrawingInvalid:
        return ""
