"""A sample of the next run before it is closed: the first letter of each kind, as it would be."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from channels.desk.desk import Desk
from channels.desk.letter_words import SeenLetter
from channels.desk.letters_room import teller
from channels.desk.signing.guard import Deed
from core.letter_addressee import check_address
from core.model.letter import Letter, LetterState
from core.refusals import CitizenUnknown, Refusal


@dataclass(frozen=True, slots=True)
class Sample:
    """The first letter of its kind, of how many that wait, and why it would be set aside."""

    letter: SeenLetter
    waiting: int
    problem: str


def add_letter_sample(door: Blueprint, desk: Desk) -> None:
    """Add the page of the sample."""

    @door.get("/cartas/muestra")
    def letter_sample() -> str:
        who = desk.guard.require(Deed.READ_LETTER)
        waiting = desk.post.letters.kinds(who.institution, LetterState.QUEUED)
        first = desk.post.letters.first_of_kinds(who.institution, LetterState.QUEUED)
        told = teller(desk)
        return render_template(
            "desk/letter_sample.html.jinja",
            samples=[
                Sample(told.seen(one), waiting.get(one.kind, 1), _problem(desk, one))
                for one in first
            ],
            key=desk.new_id(),
        )


def _problem(desk: Desk, letter: Letter) -> str:
    """Say why a run would take a letter out, if it would: found out as the run does."""
    try:
        if not letter.unit_visit:
            citizen = desk.post.citizens.get(letter.person)
            if citizen is None:
                raise CitizenUnknown
            check_address(citizen)
        desk.post.proof(letter)
    except Refusal as refusal:
        return teller(desk).problem(refusal.code)
    return ""
