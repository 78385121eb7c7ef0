"""The room of what lies aside: steps that are kept and that nobody could apply, each with its why.

Nothing waits for it: every other step was applied, and this one may be read after an update.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from channels.desk.desk import Desk
from channels.desk.message_words import MessageWords
from channels.desk.paging import A_PAGE, FROM, place_in
from channels.desk.signing.guard import Deed
from channels.porch.exchange_words import ExchangeWords
from core.model.case_number import CaseNumber
from core.model.set_aside import SetAside
from core.refusals import HubOnly, Refusal

LONGEST_SHOWN, LONGEST_COUNT = 60, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAside:
    """One step as a page shows it: raw where nothing is known of it, and never a value."""

    unit: str
    name: str
    kind: str
    subject: str
    number: CaseNumber | None
    why: str
    age: str
    may_be_tried: bool


def add_quarantine_room(door: Blueprint, desk: Desk) -> None:
    """Add the list, and at the hub the press that tries again."""

    @door.get("/apartados")
    def aside() -> str:
        who = desk.guard.require(Deed.READ_CASE)
        after = place_in(request.args)
        found = desk.exchange.asides.listed(who.institution, after=after, limit=A_PAGE + 1)
        return render_template(
            "desk/aside.html.jinja",
            seen=[_seen(desk, one) for one in found[:A_PAGE]],
            rest=_address(after + A_PAGE) if len(found) > A_PAGE else "",
            is_first=not after,
            tried=_tried(desk, request.args),
        )

    @door.post("/apartados")
    def try_again() -> Response:
        who = desk.guard.require(Deed.SETTLE_DISPUTE)
        if desk.exchange.is_unit:
            raise HubOnly
        if desk.guard.is_resumed():
            return redirect(url_for("desk.aside"), 303)
        applied = desk.exchange.retrying.retry()
        left = desk.exchange.asides.count(who.institution)
        return redirect(url_for("desk.aside", aplicados=applied, quedan=left), 303)


def told_aside(desk: Desk, institution: str) -> str:
    """Say how many lie aside and how long the oldest does, for the first page of the day."""
    count = desk.exchange.asides.count(institution)
    oldest = desk.exchange.asides.listed(institution, after=0, limit=1) if count else ()
    if not oldest:
        return ""
    told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
    waiting, age = desk.words.say("aside.waiting", count=count), told.age(oldest[0].since)
    return desk.words.say("dispute.waiting_since", waiting=waiting, age=age)


def aside_of_case(desk: Desk, aside: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    """Tell of the steps of one case that lie aside why, and since when."""
    told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
    said, since = ExchangeWords(desk.words.wording), desk.exchange.asides.since(aside.keys())
    return tuple(
        (said.why_aside(code), desk.words.say("aside.since", age=told.age(since[event])))
        for event, code in sorted(aside.items())
        if event in since
    )


def _seen(desk: Desk, one: SetAside) -> SeenAside:
    told = MessageWords(desk.words, desk.clock.now(), desk.name_of)
    return SeenAside(
        unit=one.id.origin[:LONGEST_SHOWN],
        name=f"{one.id.epoch}.{one.id.seq}",
        kind=one.kind[:LONGEST_SHOWN],
        subject=one.subject[:LONGEST_SHOWN],
        number=_number(one.subject),
        why=ExchangeWords(desk.words.wording).why_aside(one.code),
        age=told.age(one.since),
        may_be_tried=one.may_be_tried,
    )


def _number(subject: str) -> CaseNumber | None:
    kind, _, key = subject.partition(":")
    try:
        return CaseNumber.parse(key) if kind == "case" else None
    except Refusal:
        return None


def _address(after: int) -> str:
    return f"{url_for('desk.aside')}?{FROM}={after}"


def _tried(desk: Desk, address: Mapping[str, str]) -> tuple[str, ...]:
    """Say what came of the last press, if the address tells of one."""
    applied, left = (_count(address, name) for name in ("aplicados", "quedan"))
    if applied is None or left is None:
        return ()
    return tuple(
        desk.words.say(f"aside.{name}", count=count)
        for name, count in (("applied", applied), ("left", left))
        if count or name == "applied"
    )


def _count(address: Mapping[str, str], name: str) -> int | None:
    told = address.get(name, "")
    is_whole = told.isascii() and told.isdigit() and len(told) <= LONGEST_COUNT
    return int(told) if is_whole else None
