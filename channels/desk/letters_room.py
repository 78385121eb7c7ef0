"""The page of a letter: the steps it took, its proof, and every form that fits where it stands."""

from flask import Blueprint, Response, render_template, request, url_for

from channels.desk.cargo_words import cargo_of, sign_words
from channels.desk.desk import CHANNEL, Desk
from channels.desk.letter_words import LetterTeller
from channels.desk.signing.guard import Deed, SignedIn
from channels.desk.words import Problems
from core.letter_approval import is_own
from core.letter_hands import Hand
from core.letter_returns import NOTIFIED
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterState, LetterStep, open_steps
from letters.typeset import html_of

# A letter on screen is a page without scripts, shut off from ours, and framed by ours alone.
PROOF_POLICY = (
    "default-src 'self'; script-src 'none'; style-src 'self'; img-src 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
)


def add_letters_room(door: Blueprint, desk: Desk) -> None:
    """Add the page of a letter and its proof."""

    @door.get("/cartas/<letter>")
    def letter(letter: str) -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        return letter_page(desk, who, found_letter(desk, who, letter))

    @door.get("/cartas/<letter>/prueba")
    def letter_proof(letter: str) -> Response:
        """Show a letter on screen as it would be printed, through the same typesetting."""
        who = desk.guard.require(Deed.READ_LETTER)
        found = found_letter(desk, who, letter)
        proof = desk.post.proof(found)
        if found.number:
            desk.note_look(who, found.number)
        response = Response(_on_screen(html_of(proof.text)))
        response.headers["Content-Security-Policy"] = PROOF_POLICY
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


def _on_screen(html: str) -> str:
    """Give a typeset letter the looks of a screen; the press has its own."""
    looks = f'<link rel="stylesheet" href="{url_for("desk.asset", name="proof.css")}">'
    return html.replace("</head>", f"{looks}</head>", 1)


def hand_of(who: SignedIn) -> Hand:
    """Tell whose hand moves letters here."""
    return Hand(by=who.actor, via=CHANNEL, institution=who.institution)


def teller(desk: Desk) -> LetterTeller:
    """Make what words letters as of now."""
    return LetterTeller(desk.words, desk.clock.now(), desk.name_of)


def found_letter(desk: Desk, who: SignedIn, typed: str) -> Letter:
    """Read a letter of the person's institution, or refuse it as unknown."""
    return desk.post.mailing.get(typed, hand_of(who))


def letter_page(
    desk: Desk, who: SignedIn, found: Letter, *, problems: Problems | None = None
) -> str:
    """Show one letter, with every form that fits where it stands."""
    told, post = teller(desk), desk.post
    events = post.handover.bags.told_of(found.id.code, found.number)
    return render_template(
        "desk/letter.html.jinja",
        letter=told.seen(found),
        steps=told.steps(found, post.letters.steps(found.id)),
        recipient=post.recipient(found),
        scans=told.scans(found) if Deed.MOVE_LETTER in who.deeds else [],
        reasons=told.reasons(),
        again=_again(desk, found),
        sign=sign_words(found, events, desk.words),
        cargo=cargo_of(found, events, post.citizens, desk.words),
        offers_move=_offers_move(desk, who, found),
        approvers=_approvers(desk, found),
        typed=request.form,
        key=desk.new_id() if problems is None else request.form.get("key") or desk.new_id(),
        problems=problems or {},
        done=request.args.get("hecho", ""),
        **_forms(who, found),
    )


def _forms(who: SignedIn, found: Letter) -> dict[str, bool]:
    """Tell which forms a page of a letter has, by the role and by where the letter stands."""
    steps, moves = open_steps(found.state), Deed.MOVE_LETTER in who.deeds
    awaits, prepared = LetterStep.APPROVE in steps, is_own(found, who.actor)
    return {
        "may_approve": awaits and Deed.APPROVE_LETTER in who.deeds and not prepared,
        "awaits_approval": awaits,
        "has_prepared": prepared,
        "may_cancel": LetterStep.CANCEL in steps and Deed.PREPARE_LETTER in who.deeds,
        "may_return": moves and LetterStep.RETURN in steps,
        "may_deliver": moves and LetterStep.DELIVER in steps,
        "may_reprint": Deed.PREPARE_LETTER in who.deeds and found.state.had_its_run,
    }


def _approvers(desk: Desk, found: Letter) -> list[str]:
    """Name who may answer for a letter that waits for it."""
    if LetterStep.APPROVE not in open_steps(found.state):
        return []
    return sorted(filter(None, map(desk.name_of, desk.post.approvers(found))))


def _again(desk: Desk, found: Letter) -> dict[str, str]:
    """Tell which letter this one replaces, and why."""
    if not found.reprint_of:
        return {}
    return {"first": found.reprint_of, "why": desk.post.words.why(found.id)}


def _offers_move(desk: Desk, who: SignedIn, found: Letter) -> str:
    """Name the move of its case that a delivered notification lets a person make."""
    is_done = found.state is LetterState.DELIVERED and found.kind.notifies
    if not is_done or not found.number or Deed.MOVE_CASE not in who.deeds:
        return ""
    file = desk.casework.file(CaseNumber(found.number), who.institution)
    return NOTIFIED if NOTIFIED in file.moves else ""
