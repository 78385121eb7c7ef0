"""What may be done with one letter before its run: read it as it would be printed, approve it."""

from dataclasses import replace

from config.house import House
from config.letter_copies import marked
from config.letter_writing import write_letter
from core.letter_approval import Approval
from core.letter_hands import Hand, Scanned
from core.model.letter import Letter
from core.refusals import LetterChanged
from letters.blocks import LetterText
from letters.written import read, write


def proof_of(house: House, letter: Letter) -> LetterText:
    """Show a letter as it would be printed now: its words, and that it is a copy, if it is."""
    return marked(house, letter, words_of(house, letter))


def words_of(house: House, letter: Letter) -> LetterText:
    """Word a letter as of now; one that was approved, as it was approved."""
    approved = house.post.words.proof(letter)
    if approved is not None:
        return replace(read(approved), id=letter.id)
    return write_letter(house, letter, house.post.words.said(letter.id))


def approve(house: House, typed: str, hand: Hand, *, basis: str, seen: str = "") -> Scanned:
    """Approve a letter as it is worded now; refuse if that is not what was `seen`, by its hash."""
    letter = house.post.mailing.get(typed, hand)
    approval = Approval(basis=basis, proof=write(words_of(house, letter)))
    if seen and seen != approval.sha256:
        raise LetterChanged
    return house.post.mailing.approve(typed, approval, hand)
