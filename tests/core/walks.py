"""Random but lawful lives of cases: each step one of the moves that the law allows that day."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from config.house import House
from core.model.case_number import CaseNumber
from core.model.moves import open_moves
from core.model.state import State
from core.model.topics import Topic
from core.refusals import DateOutOfOrder
from core.standing import standing
from tests.core.stories import case_of, days_of, on_day
from tests.core.verbs import VERBS

Choose = Callable[[Sequence[str]], str]


def state_today(house: House, number: CaseNumber) -> State:
    """Tell the state of a case, with what silence has made of it."""
    case = case_of(house, number)
    now = standing(case, days_of(house, number), house.clock.today())
    return State.SILENCIO_POSITIVO if now.topic is Topic.APPROVED_BY_SILENCE else case.state


def walk(house: House, number: CaseNumber, choose: Choose, days: Sequence[int]) -> list[str]:
    """Move a case once for each number of days that pass; tell what was done."""
    done = []
    for passed in days:
        today = on_day(house, house.clock.today() + timedelta(days=passed))
        lawful = open_moves(state_today(house, number))
        if not lawful:
            break
        kind = choose(lawful)
        try:
            VERBS[kind](house, number, today)
        except DateOutOfOrder:  # the citizen's time has not ended yet
            continue
        done.append(kind)
    return done
