"""Scanning: codes of letters, from a hand scanner, a camera or somebody's fingers, move them on."""

from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, Response, render_template, request
from pydantic import Field, ValidationError

from channels.desk.desk import Desk
from channels.desk.letter_acts import PressForm
from channels.desk.letters_room import hand_of, teller
from channels.desk.signing.fence import HEADERS
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.letter_hands import Hand
from core.model.letter import Letter, LetterStep, ReturnReason
from core.refusals import (
    LetterCodeForeign,
    LetterCodeInvalid,
    LetterMoved,
    LetterUnknown,
    Refusal,
)

# A hundred sheets fill both arms; more are scanned in a second go.
MOST_CODES = 200
LONGEST = 20_000
SCRIPT = "X-Scanned-By-Script"
# What a line says of a code that did nothing.
_WHY: tuple[tuple[type[Refusal], str], ...] = (
    (LetterCodeForeign, "foreign"),
    (LetterCodeInvalid, "invalid"),
    (LetterUnknown, "unknown"),
)


class Doing(StrEnum):
    """What was done with the letters whose codes come."""

    ENVELOPE = "envelope"
    POST = "post"
    BOARD = "board"
    HAND = "hand"
    RETURN = "return"
    DELIVER = "deliver"


class ScanForm(PressForm):
    """Codes, one a line, and what was done with their letters."""

    doing: Doing
    reason: ReturnReason | None = None
    codes: str = Field(min_length=1, max_length=LONGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one code: a word for it, and a sentence."""

    typed: str
    outcome: str
    words: str
    letter: str = ""
    is_asked: bool = False


def add_letter_scanning(door: Blueprint, desk: Desk) -> None:
    """Add the page for scanners."""

    @door.get("/cartas/escanear")
    def scan_letters() -> Response:
        who = desk.guard.require(Deed.MOVE_LETTER)
        return _page(desk, who)

    @door.post("/cartas/escanear")
    def take_scans() -> Response:
        """Act on each code by itself: one that does nothing stops no other."""
        who = desk.guard.require(Deed.MOVE_LETTER)
        if desk.guard.is_resumed():
            return _page(desk, who)
        try:
            form = ScanForm.model_validate(_typed())
        except ValidationError as fault:
            return _page(desk, who, problems=desk.words.invalid(fault))
        if form.doing is Doing.RETURN and form.reason is None:
            return _page(desk, who, problems={"reason": desk.words.say("problem.missing")})
        codes = [line.strip() for line in form.codes.splitlines() if line.strip()]
        if len(codes) > MOST_CODES:
            problems = {"codes": desk.words.say("scanned.too_many", most=MOST_CODES)}
            return _page(desk, who, problems=problems)
        scanning = Scanning(desk, hand_of(who), form)
        return _page(desk, who, lines=tuple(map(scanning.line, codes)))


def _typed() -> dict[str, str]:
    return {name: text for name, text in request.form.items() if text.strip()}


@dataclass(frozen=True, slots=True)
class Scanning:
    """Acts on codes one after the other."""

    desk: Desk
    hand: Hand
    form: ScanForm

    def line(self, typed: str) -> Line:
        """Act on one code and tell what came of it."""
        try:
            return self._done(typed)
        except LetterMoved as refusal:
            state = self.desk.words.say(f"letter.state.{refusal.facts['state']}")
            return self._refused(typed, "stuck", state=state)
        except Refusal as refusal:
            for kind, name in _WHY:
                if isinstance(refusal, kind):
                    return self._refused(typed, name)
            words = self.desk.words.refusal(refusal)
            return Line(typed=_short(typed), outcome=self._say("outcome.stuck"), words=words)

    def _done(self, typed: str) -> Line:
        post = self.desk.post
        if self.form.doing is Doing.DELIVER:
            return self._asked(post.mailing.get(typed, self.hand))
        if self.form.doing is Doing.RETURN and self.form.reason is not None:
            back = post.returns.take_back(typed, self.form.reason, self.hand)
            then = teller(self.desk).then(back.then) if back.then else ""
            return self._told(back.letter, then, is_new=back.is_new)
        done = post.mailing.scan(typed, LetterStep(self.form.doing.value), self.hand)
        return self._told(done.letter, "", is_new=done.is_new)

    def _told(self, letter: Letter, more: str, *, is_new: bool) -> Line:
        name = "done" if is_new else "already"
        state = self.desk.words.say(f"letter.state.{letter.state}")
        words = self._say(name, state=state)
        return Line(
            typed=letter.id.grouped,
            outcome=self._say(f"outcome.{name}"),
            words=f"{words} {more}".strip(),
            letter=letter.id.code,
        )

    def _asked(self, letter: Letter) -> Line:
        """Ask for the acknowledgement: a delivery is nothing without what it says."""
        if letter.has_done(LetterStep.DELIVER):
            return self._told(letter, "", is_new=False)
        letter.moved(LetterStep.DELIVER, letter.since)
        return Line(
            typed=letter.id.grouped,
            outcome=self._say("outcome.asked"),
            words=self._say("asked"),
            letter=letter.id.code,
            is_asked=True,
        )

    def _refused(self, typed: str, name: str, **facts: str) -> Line:
        outcome = self._say(f"outcome.{name}")
        return Line(typed=_short(typed), outcome=outcome, words=self._say(name, **facts))

    def _say(self, message: str, **facts: str) -> str:
        return self.desk.words.say(f"scanned.{message}", **facts)


def _short(typed: str) -> str:
    """Repeat no more of a stranger's code than lets a hand find its sheet."""
    return typed if len(typed) <= 40 else f"{typed[:39]}…"  # noqa: PLR2004 - a line on a phone


def _page(
    desk: Desk, who: SignedIn, *, lines: tuple[Line, ...] = (), problems: Problems | None = None
) -> Response:
    """Show the page; a script gets the lines alone, which it puts under the ones before."""
    told = teller(desk)
    facts = {"lines": lines, "problems": problems or {}}
    if SCRIPT in request.headers:
        return Response(render_template("desk/parts/scanned.html.jinja", **facts))
    page = render_template(
        "desk/letter_scan.html.jinja",
        steps=[(one.value, desk.words.say(f"letter.do.{one}")) for one in Doing],
        reasons=told.reasons(),
        typed=request.form,
        codes="" if lines else request.form.get("codes", ""),
        key=desk.new_id(),
        institution=who.institution,
        **facts,
    )
    return _with_camera(Response(page, status=422 if problems else 200))


def _with_camera(response: Response) -> Response:
    """Let this page alone open the camera, and run the reader of codes that looks through it."""
    policy = HEADERS["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    )
    permissions = HEADERS["Permissions-Policy"]
    response.headers["Permissions-Policy"] = permissions.replace("camera=()", "camera=(self)")
    return response
