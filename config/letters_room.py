"""Gives the desk's room of letters the use cases of the house; no press is opened here."""

from channels.desk.letter_post import LetterPost, Proof
from config.desk import staff_of
from config.house import House
from config.letter_copies import marked
from config.letter_desk import approve, words_of
from config.letter_handover import handover_of
from config.letter_writing import letter_facts_of, write_letter
from config.run_folder import COVER, MANIFEST, SUMS, TABLE, RunFolder
from config.slips import slip_desk_of
from core.casework import CaseFile
from core.letter_approval import approvers
from core.letter_fitting import fitting
from core.letter_hands import Hand
from core.letter_words import proof_sha256
from core.mailing import Wanted
from core.model.letter import Letter, LetterKind, LetterState
from core.model.letter_id import LetterId
from core.model.letter_template import LetterTemplate
from core.model.print_run import PrintRun
from core.route_steps import RouteSteps
from letters.written import write

# A letter that is only tried out has no name yet, and is printed by nobody.
NO_NAME = LetterId("0000000000")


def letter_post_of(house: House) -> LetterPost:
    """Build what the room of letters asks."""
    post, shelf = house.post, house.shelf
    return LetterPost(
        mailing=post.mailing,
        reprinting=post.reprinting,
        returns=post.returns,
        handover=handover_of(house),
        runs=post.runs,
        route_steps=RouteSteps(shelf.ledger, shelf.runs, house.clock),
        words=post.words,
        letters=shelf.letters,
        printed=shelf.runs,
        visits=shelf.visits,
        citizens=shelf.citizens,
        proof=lambda letter: _proof(house, letter),
        approve=lambda typed, hand, signing: approve(
            house, typed, hand, basis=signing.basis, seen=signing.proof
        ),
        fitting=lambda file: _fitting(house, file),
        try_out=lambda wanted, hand: _try_out(house, wanted, hand),
        kept_file=lambda run, name: _kept_file(house, run, name),
        approvers=lambda letter: approvers(staff_of(house), letter),
        papers=(MANIFEST, TABLE, COVER, SUMS),
        slips=slip_desk_of(house),
    )


def _proof(house: House, letter: Letter) -> Proof:
    words = words_of(house, letter)
    return Proof(text=marked(house, letter, words), sha256=proof_sha256(write(words)))


def _fitting(house: House, file: CaseFile) -> tuple[LetterTemplate, ...]:
    wanted = _unnamed(house, file.case.number.digits, file.case.institution)
    books = house.shelf.library.books()
    return fitting(letter_facts_of(house), wanted, file.stands, books)


def _try_out(house: House, wanted: Wanted, hand: Hand) -> None:
    """Word a letter that is not queued yet, so that a hole is told to who can fill it."""
    letter = _unnamed(house, wanted.number, hand.institution, wanted)
    write_letter(house, letter, wanted.said)


def _unnamed(house: House, number: str, institution: str, wanted: Wanted | None = None) -> Letter:
    now = house.clock.now()
    return Letter(
        id=NO_NAME,
        kind=LetterKind.STATUS if wanted is None else wanted.kind,
        institution=institution,
        wish="",
        made_by="",
        made_at=now,
        state=LetterState.DRAFT,
        since=now,
        number=number,
        is_large=wanted is not None and wanted.is_large,
        unit_visit="" if wanted is None else wanted.unit_visit,
    )


def _kept_file(house: House, run: PrintRun, name: str) -> bytes:
    folder = RunFolder.of(house.settings.var_folder, run, house.post.chest)
    return folder.open(name)
