"""Answers as records: the facts for programs and the words of a channel for people."""

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

import click

from config.cli.frame import Record
from core.model.answers import (
    OfficeAnswer,
    OnRoute,
    Place,
    ProcedureAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term
from core.ports import Wording

CHANNELS = ("voice", "sms", "letter", "page")
channel_option = click.option(
    "--channel", type=click.Choice(CHANNELS), default="page", help="Con las palabras de qué canal."
)
language_option = click.option("--language", default="es", help="En qué lengua, si está aprobada.")


Told = StatusAnswer | ProcedureAnswer | OfficeAnswer | VisitAnswer


def record_of(answer: Told, wording: Wording, *, channel: str, language: str) -> Record:
    """Write an answer with its facts, what must be told and what may be told."""
    must, may = answer.must_tell, answer.may_tell
    told = wording.compose(language, channel, (*must, *may))
    facts = {field.name: plain(getattr(answer, field.name)) for field in fields(answer)}
    return {
        **facts,
        "channel": channel,
        "language": told.language,
        "must_tell": list(told.texts[: len(must)]),
        "may_tell": list(told.texts[len(must) :]),
        "words": "\n".join(told.texts),
    }


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - what JSON can hold, by type
    """Write a fact as JSON can hold it."""
    match value:
        case CaseNumber():
            return value.digits
        case Place():
            return {"short": value.short, "full": value.full}
        case OnRoute():
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case Reason():
            return {"code": value.code, "forms": dict(value.forms)}
        case Money():
            return {"cents": value.cents, "currency": value.currency}
        case Term():
            return {"count": value.count, "unit": value.unit.value, "basis": value.basis}
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value
