"""What each carrier's own codes mean: a table for each, read as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.model.delivery import Cause
from core.ports.carrying import Failed


@dataclass(frozen=True, slots=True)
class Meaning:
    """Why a text was not taken or did not arrive, and whether the same text may do later."""

    cause: Cause
    retryable: bool


@cache
def meanings(carrier: str) -> Mapping[str, Meaning]:
    """Read the table of one kind of carrier."""
    table = tomllib.loads((files(__name__) / f"{carrier}.toml").read_text(encoding="utf-8"))
    return {
        code: Meaning(Cause(row["cause"]), retryable=row["retryable"])
        for code, row in table["codes"].items()
    }


def meaning(carrier: str, code: str) -> Meaning | None:
    """Tell what a code means; one that is not in the table means nothing to us."""
    return meanings(carrier).get(code)


def failure(carrier: str, code: str, *, otherwise: Failed) -> Failed:
    """Tell a refusal by its cause; what the table does not know stays as it was said."""
    known = meaning(carrier, code)
    return otherwise if known is None else Failed(known.cause.value, retryable=known.retryable)
