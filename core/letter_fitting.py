"""Which letters fit a case as it stands: those whose facts the house knows already."""

from collections.abc import Mapping
from dataclasses import replace

from core.letter_facts import LetterFacts
from core.library import Books
from core.model.letter import Letter, LetterKind
from core.model.letter_needs import LetterNeeds
from core.model.letter_template import LetterTemplate, template_key
from core.model.state import State

_UNDER_WAY = frozenset({State.RESUELTO, State.NOTIFICACION_EN_CURSO})
_ASKED_FOR_MORE = frozenset({State.REQUERIDO, State.OBSERVADO_MESA})
# What acts on a decision fits only where there is one (TUO LPAG arts. 21, 24 and 218).
_ONLY_IN: Mapping[LetterKind, frozenset[State]] = {
    LetterKind.NOTIFICATION: _UNDER_WAY,
    LetterKind.SECOND_VISIT: _UNDER_WAY | _ASKED_FOR_MORE,
    LetterKind.UNDER_DOOR: _UNDER_WAY | _ASKED_FOR_MORE,
    LetterKind.APPEAL: frozenset(
        {State.NOTIFICADO, State.LISTO_PARA_RECOJO, State.ENTREGADO, State.SILENCIO_NEGATIVO}
    ),
}
# Made anew for each letter, and refused by itself where it was revoked.
_MADE = "clave"


def fitting(
    facts: LetterFacts, letter: Letter, state: State, books: Books
) -> tuple[LetterTemplate, ...]:
    """List the templates for which everything is known that the house itself must know."""
    country = letter.institution.partition("/")[0]
    keys = {template_key(country, kind): kind for kind in LetterKind}
    there = {kind: books.letters[key] for key, kind in keys.items() if key in books.letters}
    if not there:
        return ()
    asked = {name for one in there.values() for name in one.needs.needs} - {_MADE}
    some = next(iter(there.values()))
    known = facts.gather(letter, replace(some, needs=_just(*sorted(asked))), {}, books).facts
    return tuple(
        template
        for kind, template in there.items()
        if state in _ONLY_IN.get(kind, {state})
        and all(known.has(name) for name in template.needs.needs if name != _MADE)
    )


def _just(*names: str) -> LetterNeeds:
    return LetterNeeds(answer=None, needs=names, may=(), asks={}, may_ask={}, then_asks={})
