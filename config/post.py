"""Gives letters on their way what they stand on."""

import secrets
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from config.free_disk import room_of
from config.use_cases import Ground
from core.letter_returns import LetterReturns
from core.letter_run import LetterRuns
from core.letter_words import LetterWords
from core.mailing import Mailing
from core.post_ways import PostWays
from core.reprinting import Reprinting
from core.run_order import RunOrder
from core.store.chest import FileChest


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What moves letters: from the wish to the run, out of the house, and back."""

    mailing: Mailing
    reprinting: Reprinting
    returns: LetterReturns
    runs: LetterRuns
    words: LetterWords
    chest: FileChest


def post_of(ground: Ground) -> Post:
    """Build it; what letters say lies sealed under a key of its own."""
    shelf, clock = ground.shelf, ground.clock
    folder = ground.settings.var_folder / "sealed_letters"
    chest = FileChest(
        folder=folder,
        key=ground.keys.letters(),
        random=secrets.token_bytes,
        room=room_of(ground.settings),
    )
    words = LetterWords(chest, shelf.letters)
    return Post(
        mailing=Mailing(
            ledger=shelf.ledger,
            letters=shelf.letters,
            visits=shelf.visits,
            words=words,
            clock=clock,
            choose=secrets.choice,
        ),
        reprinting=Reprinting(
            ledger=shelf.ledger,
            visits=shelf.visits,
            words=words,
            clock=clock,
            choose=secrets.choice,
        ),
        returns=LetterReturns(ledger=shelf.ledger, visits=shelf.visits, clock=clock),
        runs=_runs_of(ground),
        words=words,
        chest=chest,
    )


def _runs_of(ground: Ground) -> LetterRuns:
    shelf = ground.shelf
    return LetterRuns(
        ledger=shelf.ledger,
        letters=shelf.letters,
        runs=shelf.runs,
        order=RunOrder(shelf.citizens, shelf.visits, PostWays(shelf.library, ground.gazetteer).now),
        library=shelf.library,
        clock=ground.clock,
        zone=ZoneInfo(ground.country.time_zone),
        cut_off=time.fromisoformat(ground.settings.letters_cut_off),
        choose=secrets.choice,
    )
