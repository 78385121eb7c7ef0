"""What letters say before a run has them, sealed: staff's own words, and the text approved."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.model.event import canonical
from core.model.letter import Letter, LetterStep
from core.model.letter_id import LetterId
from core.ports import Chest, Letters
from core.refusals import LetterNeedsApproval


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Keeps each piece under a name that says nothing of its letter."""

    chest: Chest
    letters: Letters

    def keep_said(self, letter: LetterId, said: Mapping[str, str]) -> None:
        """Keep what staff told for a letter that no register knows."""
        self.chest.put(_name(letter, "said"), canonical(dict(said)))

    def said(self, letter: LetterId) -> Mapping[str, str]:
        """Open what staff told; nothing was told for most letters."""
        kept = self.chest.open(_name(letter, "said"))
        told: Mapping[str, str] = {} if kept is None else json.loads(kept)
        return told

    def keep_why(self, letter: LetterId, why: str) -> None:
        """Keep why a letter was written again."""
        self.chest.put(_name(letter, "why"), why.encode())

    def why(self, letter: LetterId) -> str:
        """Tell why a letter was written again."""
        return (self.chest.open(_name(letter, "why")) or b"").decode()

    def keep_proof(self, letter: LetterId, proof: bytes) -> str:
        """Keep the text that somebody answers for; tell by which hash it is found again."""
        named = proof_sha256(proof)
        self.chest.put(_name(letter, named), proof)
        return named

    def proof(self, letter: Letter) -> bytes | None:
        """Open the text that was approved; none where nobody had to approve it."""
        if not letter.approved_by:
            return None
        steps = self.letters.steps(letter.id)
        named = next((one.reason for one in steps if one.step is LetterStep.APPROVE), "")
        found = self.chest.open(_name(letter.id, named))
        if found is None or proof_sha256(found) != named:
            raise LetterNeedsApproval
        return found

    def copy(self, first: Letter, again: Letter) -> None:
        """Give a letter that is written again the words of the one before."""
        said = self.said(first.id)
        if said:
            self.keep_said(again.id, said)
        proof = self.proof(first)
        if proof is not None:
            self.keep_proof(again.id, proof)


def proof_sha256(proof: bytes) -> str:
    """Name the text that somebody read, so that what they approve is that and no other."""
    return hashlib.sha256(proof).hexdigest()


def _name(letter: LetterId, what: str) -> str:
    return hashlib.sha256(f"{letter.code}/{what}".encode()).hexdigest()[:32]
