"""A letter on its way: what it is, how far it came, and which step may follow which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from core.model.letter_id import LetterId
from core.refusals import LetterMoved

KIND = re.compile(r"[a-z][a-z0-9_]{2,39}")


class LetterKind(StrEnum):
    """What a letter is for; each has its published template.

    A template may name a kind that is not here, as `fair_day`: it informs or is a form, for what
    acts in law is known by name.
    """

    STATUS = "status"
    REQUIREMENTS = "requirements"
    RECEIPT = "receipt"
    REMINDER = "reminder"
    VISIT = "visit"
    ORAL_ANSWER = "oral_answer"
    OBSERVATION = "observation"
    NOTIFICATION = "notification"
    SECOND_VISIT = "second_visit"
    UNDER_DOOR = "under_door"
    POSITIVE_SILENCE = "positive_silence"
    COMPLAINT = "complaint"
    APPEAL = "appeal"

    @classmethod
    def _missing_(cls, value: object) -> "LetterKind | None":
        if not isinstance(value, str) or KIND.fullmatch(value) is None:
            return None
        kind = str.__new__(cls, value)
        kind._name_, kind._value_ = value.upper(), value
        return kind

    @property
    def is_legal(self) -> bool:
        """Say whether it acts in law, so that a named person must approve it (TUO LPAG art. 20)."""
        return self in _LEGAL

    @property
    def notifies(self) -> bool:
        """Say whether its delivery may notify: a person decides (TUO LPAG arts. 20 and 21)."""
        return self in _NOTIFYING


# The forms that a citizen fills in and signs bind nobody before: they go out like a sheet.
_LEGAL = frozenset(
    {
        LetterKind.OBSERVATION,
        LetterKind.NOTIFICATION,
        LetterKind.SECOND_VISIT,
        LetterKind.UNDER_DOOR,
    }
)
_NOTIFYING = frozenset({LetterKind.NOTIFICATION, LetterKind.UNDER_DOOR})


class LetterState(StrEnum):
    """How far a letter came, as it is stored and as staff read it."""

    DRAFT = "BORRADOR"
    QUEUED = "EN_COLA"
    IN_RUN = "EN_LOTE"
    PRINTED = "IMPRESA"
    ENVELOPED = "ENSOBRADA"
    AT_THE_POST = "ENTREGADA_AL_CORREO"
    ON_BOARD = "ENTREGADA_A_LA_UNIDAD"
    IN_HAND = "EN_MANO"
    RETURNED = "DEVUELTA"
    DELIVERED = "ENTREGADA"
    CANCELLED = "ANULADA"
    SET_ASIDE = "APARTADA"

    @property
    def had_its_run(self) -> bool:
        """Say whether a run put it on paper or aside, so that it can only be written again."""
        return self not in _BEFORE_ITS_RUN


_BEFORE_ITS_RUN = frozenset(
    {LetterState.DRAFT, LetterState.QUEUED, LetterState.IN_RUN, LetterState.CANCELLED}
)


class LetterStep(StrEnum):
    """What moves a letter on."""

    APPROVE = "approve"
    CANCEL = "cancel"
    BATCH = "batch"
    PRINT = "print"
    ENVELOPE = "envelope"
    POST = "post"
    BOARD = "board"
    HAND = "hand"
    RETURN = "return"
    DELIVER = "deliver"
    SET_ASIDE = "set_aside"


class ReturnReason(StrEnum):
    """Why a letter came back, as the post or the unit wrote on it."""

    UNKNOWN = "desconocido"
    MOVED = "se_mudo"
    ADDRESS_WRONG = "direccion_errada"
    ADDRESS_SHORT = "direccion_incompleta"
    ABSENT = "ausente"
    REFUSED = "rehusado"
    DIED = "fallecido"
    UNCLAIMED = "no_reclamado"
    UNREACHED = "sin_acceso"


# After these the address is no more to be written to, until somebody corrects it.
ADDRESS_FAULTS = frozenset(
    {
        ReturnReason.UNKNOWN,
        ReturnReason.MOVED,
        ReturnReason.ADDRESS_WRONG,
        ReturnReason.ADDRESS_SHORT,
    }
)

_S, _T = LetterState, LetterStep
_ON_THE_WAY = (_S.AT_THE_POST, _S.ON_BOARD)
# What is scanned late is not lost: a step may skip the ones before it that nobody scanned.
_PATHS: Mapping[LetterStep, tuple[frozenset[LetterState], LetterState]] = {
    _T.APPROVE: (frozenset({_S.DRAFT}), _S.QUEUED),
    _T.CANCEL: (frozenset({_S.DRAFT, _S.QUEUED}), _S.CANCELLED),
    _T.BATCH: (frozenset({_S.QUEUED}), _S.IN_RUN),
    _T.PRINT: (frozenset({_S.IN_RUN}), _S.PRINTED),
    # What its run could not print goes no further; another letter is written in its place.
    _T.SET_ASIDE: (frozenset({_S.IN_RUN}), _S.SET_ASIDE),
    _T.ENVELOPE: (frozenset({_S.PRINTED}), _S.ENVELOPED),
    _T.POST: (frozenset({_S.PRINTED, _S.ENVELOPED}), _S.AT_THE_POST),
    _T.BOARD: (frozenset({_S.PRINTED, _S.ENVELOPED}), _S.ON_BOARD),
    _T.HAND: (frozenset({_S.PRINTED, _S.ENVELOPED, *_ON_THE_WAY}), _S.IN_HAND),
    _T.RETURN: (frozenset({_S.PRINTED, _S.ENVELOPED, *_ON_THE_WAY}), _S.RETURNED),
    _T.DELIVER: (frozenset({_S.PRINTED, _S.ENVELOPED, *_ON_THE_WAY}), _S.DELIVERED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter; ids and codes only: its words lie in its run, or sealed until then.

    `wish` is the unique key of what asked for it, so that one wish makes one letter. `number` is
    the ten figures of its case. `unit_visit` names the stop by which it goes instead of the post.
    `approved_by` is the person who answers for a legal one, on the `basis` that it cites.
    """

    id: LetterId
    kind: LetterKind
    institution: str
    wish: str
    made_by: str
    made_at: datetime
    state: LetterState
    since: datetime
    number: str = ""
    person: str = field(default="", repr=False)
    subject: str = ""
    is_large: bool = False
    approved_by: str = ""
    basis: str = ""
    run: str = ""
    unit_visit: str = ""
    reason: ReturnReason | None = None
    reprint_of: str = ""

    def moved(self, step: LetterStep, at: datetime, *, reason: ReturnReason | None = None) -> Self:
        """Take a step; a step that cannot follow is refused."""
        sources, target = _PATHS[step]
        if self.state not in sources:
            raise LetterMoved(state=self.state.value)
        return replace(self, state=target, since=at, reason=reason)

    @property
    def is_over(self) -> bool:
        """Say whether nothing can follow."""
        return not open_steps(self.state)

    def has_done(self, step: LetterStep) -> bool:
        """Say whether the letter stands where the step leads: a scan twice changes nothing."""
        return self.state is _PATHS[step][1]


def open_steps(state: LetterState) -> tuple[LetterStep, ...]:
    """List the steps that may follow a state, so that a page offers no other."""
    return tuple(step for step, (sources, _) in _PATHS.items() if state in sources)
