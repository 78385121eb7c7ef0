"""Says in words what the drawing of the clock shows: whose time runs, and until when."""

from collections.abc import Iterator

from channels.desk.words import Words
from core.casework import CaseFile
from core.model.state import ClockEffect, State
from core.model.topics import Topic
from core.reception import cure_waits


def clock_words(words: Words, file: CaseFile) -> tuple[str, ...]:
    """Say all that there is to say of a case's time."""
    return tuple(_sentences(words, file))


def _sentences(words: Words, file: CaseFile) -> Iterator[str]:
    if file.case.state is State.EN_RUTA:
        yield words.say("clock.on_its_way")
        return
    if cure_waits(file.case, file.events):
        yield words.say("clock.cure_on_its_way")
        return
    due, left, current = file.standing.due, file.days_left, file.deadlines.current
    silence_on = file.deadlines.silence_on
    if file.standing.topic is Topic.APPROVED_BY_SILENCE and due is not None:
        yield words.say("clock.silenced", due=due)
        return
    if due is None or current is None:
        is_stopped = file.case.effect is ClockEffect.STOPPED
        yield words.say("clock.stopped" if is_stopped else "clock.none")
        return
    if left is not None and left < 0:
        yield words.say("clock.late", due=due)
    else:
        yield words.say(f"clock.{current.whose}", due=due)
        yield from _left(words, left)
    if silence_on is not None:
        yield words.say("clock.silence", due=silence_on)


def _left(words: Words, left: int | None) -> Iterator[str]:
    match left:
        case None:
            return
        case 0:
            yield words.say("clock.today")
        case 1:
            yield words.say("clock.left.one")
        case _:
            yield words.say("clock.left", days=left)
