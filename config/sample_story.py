"""Invents what happened to a case of the sample, in business days, up to the day of the export."""

from dataclasses import dataclass, replace
from random import Random

from config.sample_offices import Errand
from core.model.case import Outcome
from core.model.state import State

# How many business days before the export a request was presented, on average.
USUAL_AGE = 60
USUAL_CURE = 10
TIME_TO_APPEAL = 15
# How often a request is handed in where it is decided, and what may happen on its way.
HANDED_IN_THERE = 0.8
AT_THE_COUNTER, REQUIRED, GIVEN_UP = 0.1, 0.28, 0.3  # each up to its share, the rest go straight
NEVER_CURED_THERE, NEVER_CURED = 0.2, 0.15
VERY_LATE, APPEALED, ONE_REASON = 0.08, 0.1, 0.75
NOTIFIED_SOON = 2
ARCHIVED_AFTER = 90
OUTCOMES = {
    Outcome.FAVORABLE: 72,
    Outcome.PARCIAL: 6,
    Outcome.DENEGADO: 14,
    Outcome.IMPROCEDENTE: 8,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What an office knows of a case; days are counted from the first business day of the year."""

    state: State
    presented: int
    received: int | None = None
    observed: int | None = None
    cure_days: int | None = None
    reasons: tuple[str, ...] = ()
    resolved: int | None = None
    outcome: Outcome | None = None
    notified: int | None = None


def invent_story(random: Random, errand: Errand, last: int) -> Story:
    """Let one case happen: what would come after the last day has not come yet."""
    presented = max(0, last - int(random.expovariate(1 / USUAL_AGE)))
    # What is handed in at a Tambo or a unit reaches the entity some days later.
    received = presented + (0 if random.random() < HANDED_IN_THERE else random.randint(1, 6))
    if received > last:
        return Story(state=State.EN_RUTA, presented=presented)
    story = Story(state=State.PRESENTADO, presented=presented, received=received)
    way = random.random()
    if way < AT_THE_COUNTER:
        return _observed_at_the_counter(random, errand, last, story)
    if way < REQUIRED:
        return _required(random, errand, last, story)
    if way < GIVEN_UP:
        return _given_up(random, last, story)
    return _decided(random, errand, last, story)


def _observed_at_the_counter(random: Random, errand: Errand, last: int, story: Story) -> Story:
    observed = story.received or 0
    reasons = _reasons(random, errand)
    cured = observed + random.randint(1, 2)
    waits = replace(story, observed=observed, reasons=reasons)
    if last < cured:
        return replace(waits, state=State.OBSERVADO_MESA)
    if random.random() < NEVER_CURED_THERE:
        return replace(waits, state=State.NO_PRESENTADO)
    return _decided(random, errand, last, replace(story, observed=observed, received=cured))


def _required(random: Random, errand: Errand, last: int, story: Story) -> Story:
    observed = (story.received or 0) + random.randint(2, 8)
    if last < observed:
        return replace(story, state=State.EN_TRAMITE)
    given = random.choice((None, None, 5, 15))
    days = given or USUAL_CURE
    cured = observed + random.randint(1, days)
    waits = replace(story, observed=observed, cure_days=given, reasons=_reasons(random, errand))
    if random.random() < NEVER_CURED:  # never cured: some entities close the case late
        closed = random.choice((State.NO_PRESENTADO, State.ABANDONADO))
        is_open = last <= observed + days + random.randint(1, 12)
        return replace(waits, state=State.REQUERIDO if is_open else closed)
    if last < cured:
        return replace(waits, state=State.REQUERIDO)
    return _decided(random, errand, last, replace(story, observed=observed), since=cured)


def _given_up(random: Random, last: int, story: Story) -> Story:
    on = (story.received or 0) + random.randint(1, 10)
    stopped = random.choice((State.DESISTIDO, State.DESISTIDO, State.SUSPENDIDO, State.ACUMULADO))
    return replace(story, state=stopped if on <= last else State.EN_TRAMITE)


def _decided(
    random: Random, errand: Errand, last: int, story: Story, *, since: int | None = None
) -> Story:
    start = since if since is not None else story.received or 0
    least, most = errand.days
    took = round(random.triangular(least, most, least + (most - least) / 4))
    decided = start + took * (3 if random.random() < VERY_LATE else 1)
    if last < decided:
        state = State.PRESENTADO if last == start and since is None else State.EN_TRAMITE
        return replace(story, state=state)
    outcome = random.choices(tuple(OUTCOMES), tuple(OUTCOMES.values()))[0]
    story = replace(story, resolved=decided, outcome=outcome)
    notified = decided + random.randint(1, 7)
    if last < notified:
        late = State.NOTIFICACION_EN_CURSO if last - decided > NOTIFIED_SOON else State.RESUELTO
        return replace(story, state=late)
    return _after(random, last, replace(story, notified=notified), notified)


def _after(random: Random, last: int, story: Story, notified: int) -> Story:
    """Tell what comes after the notification: a document to fetch, an appeal or nothing more."""
    steps: tuple[tuple[int, State], ...]
    if story.outcome in {Outcome.FAVORABLE, Outcome.PARCIAL}:
        ready, fetched = notified + 2, notified + 2 + random.randint(1, 25)
        steps = ((ready, State.LISTO_PARA_RECOJO), (fetched, State.ENTREGADO))
    elif random.random() < APPEALED:
        steps = ((notified + random.randint(3, TIME_TO_APPEAL - 1), State.IMPUGNADO),)
    else:
        steps = ((notified + TIME_TO_APPEAL + 1, State.FIRME),)
    state = State.NOTIFICADO
    for on, following in (*steps, (notified + ARCHIVED_AFTER, State.ARCHIVADO)):
        if on <= last and state is not State.IMPUGNADO:
            state = following
    return replace(story, state=state)


def _reasons(random: Random, errand: Errand) -> tuple[str, ...]:
    count = 1 if random.random() < ONE_REASON else 2
    return tuple(random.sample(errand.reasons, min(count, len(errand.reasons))))
