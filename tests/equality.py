"""The equality test's one question: which facts of an answer do the final bytes not tell?"""

from collections import Counter
from collections.abc import Iterable

from core.model.answers import Answer, Line, StatusAnswer, Value
from tests.final_bytes import Told, frame
from tests.forms import plain, times

# What a message says by its name alone: a piece of the words by which a person knows it.
MEANINGS = {
    "informative": "informativ",
    "stage.received": "recibid",
    "stage.in_progress": "tramite",
    "stage.finished": "termin",
    "status.disputed": "verific",
    "unconfirmed": "confirm|vencio|vencido|hasta cuando",
    "term_unconfirmed": "confirm",
    "requirements_unconfirmed": "confirm",
    "unstated": "pregunte|ahi le diran",
    "favorable": "acept",
    "parcial": "parte",
    "denegado": "no acept",
    "improcedente": "improcedente",
    "free": "gratis",
    "copies_only": "copias",
    "per_tupa": "tupa",
    "none": "ningun",
    "numbers_sent": "numeros",
}


def untold(answer: Answer, told: Told, channel: str, language: str = "es") -> list[str]:
    """Name every fact of an answer that is told less often than the answer's lines carry it."""
    may = _lacks(answer.may_tell, told.may, channel, language)
    return untold_at_once(answer, told.must, channel, language) + may


def untold_at_once(answer: Answer, text: str, channel: str, language: str = "es") -> list[str]:
    """Name what must be told and is not in what is told first."""
    return _lacks(answer.must_tell, text, channel, language)


def untold_by_letter(
    answer: StatusAnswer, read: str, *, pages: int = 1, language: str = "es"
) -> list[str]:
    """Name what a letter does not tell: of its answer, and of what stands around it."""
    lines = (*answer.must_tell, *answer.may_tell, *frame(answer))
    # Every page but the first repeats the subject, with the number, in its head.
    repeated = (Line("letter.subject", {"number": answer.number}),) * (pages - 1)
    return _lacks((*lines, *repeated), read, "letter", language)


def facts(lines: Iterable[Line]) -> list[Value]:
    """List every fact that lines carry, as often as they do."""
    return [fact for line in lines for fact in line.facts.values()]


def _lacks(lines: Iterable[Line], text: str, channel: str, language: str) -> list[str]:
    lines = tuple(lines)
    named = {str(fact): fact for fact in facts(lines)}
    wanted = Counter(map(str, facts(lines)))
    lacking = [
        f"{name} ({found} of {often})"
        for name, often in wanted.items()
        if (found := times(named[name], channel, text, language)) < often
    ]
    return lacking + [line.message for line in lines if not _means(line.message, text)]


def _means(message: str, text: str) -> bool:
    """Say whether the words by which a person knows the message are there, if it has some."""
    names = (message, message.rpartition(".")[2])
    known = [MEANINGS[name] for name in names if name in MEANINGS]
    return all(any(way in plain(text) for way in ways.split("|")) for ways in known)
