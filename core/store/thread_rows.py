"""Between threads of texts and their rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from core.model.event import instant
from core.model.thread import Change, Hand, Handed, KeptText, NewText, Thread, Way
from core.store.prepared import Row

AnyRow = RowMapping | Row | Mapping[str, Any]


def to_row(thread: Thread) -> dict[str, Any]:
    """Write a thread as the columns of its row."""
    waiting = thread.waiting_since
    return {
        "id": thread.id,
        "caller": thread.caller,
        "phone": thread.phone,
        "country": thread.country,
        "waiting_since": None if waiting is None else instant(waiting),
        **hand_columns(thread.hand),
    }


def hand_columns(hand: Hand | None) -> dict[str, Any]:
    """Write who has a conversation in hand."""
    if hand is None:
        nobody = dict.fromkeys(("member", "institution", "number", "since", "acted_at"))
        return {**nobody, "told": False}
    return {
        "member": hand.member,
        "institution": hand.institution,
        "number": hand.number,
        "since": instant(hand.since),
        "acted_at": instant(hand.acted_at),
        "told": hand.is_told,
    }


def to_thread(row: AnyRow) -> Thread:
    """Read a thread back."""
    waiting = row["waiting_since"]
    return Thread(
        id=row["id"],
        caller=row["caller"],
        phone=row["phone"],
        country=row["country"],
        hand=_hand(row),
        waiting_since=None if waiting is None else datetime.fromisoformat(waiting),
    )


def _hand(row: AnyRow) -> Hand | None:
    if row["member"] is None:
        return None
    return Hand(
        member=row["member"],
        institution=row["institution"],
        since=datetime.fromisoformat(row["since"]),
        acted_at=datetime.fromisoformat(row["acted_at"]),
        number=row["number"],
        is_told=bool(row["told"]),
    )


def text_row(thread: str, text: NewText) -> dict[str, Any]:
    """Write a text as the columns of its row."""
    return {
        "thread": thread,
        "source": text.source,
        "way": text.way.value,
        "author": text.author,
        "at": instant(text.at),
        "kept_until": instant(text.kept_until),
        "words": text.words,
        "parts": text.parts,
        "number": text.number,
        "institution": text.institution,
        "waits": text.waits,
    }


def to_text(row: AnyRow) -> KeptText:
    """Read a text with what the house knows of it besides."""
    return KeptText(
        id=row["id"],
        source=row["source"],
        way=Way(row["way"]),
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
        words=row["words"],
        parts=row["parts"],
        number=row["number"],
        institution=row["institution"],
        waits=bool(row["waits"]),
        reply=row["reply"] or "",
        errand=row["errand"],
        code=row["code"],
    )


def to_handed(row: AnyRow) -> Handed:
    """Read how a conversation changed hands."""
    return Handed(
        at=datetime.fromisoformat(row["at"]),
        change=Change(row["change"]),
        member=row["member"],
        institution=row["institution"],
    )
