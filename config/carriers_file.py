"""Reads the file that says who carries texts; a fault is refused at the start, with its place."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from channels.sms.carriers.switch import Route
from core.model.carrier_line import Breaker, Sender, SenderKind, Terms
from core.refusals import SettingInvalid

_NAME = r"[a-z][a-z0-9-]{0,30}"
_PREFIX = r"(?:\+[0-9]{0,15})?"
URL = r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9./_-]*)?"
_PLAIN = r"[!-~]{1,80}"
_PATH = r"/[^\x00-\x1f]+"
_EVERY = {"name", "kind", "sender", "sender_kind", "per_second", "burst", "cents", "breaker"}
# What each kind of carrier is told: the pattern of each field, and which may be left out.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "twilio": {"account": r"AC[0-9a-f]{32}", "token_env": r"[A-Z][A-Z0-9_]{0,60}"},
    "kannel": {
        "url": URL,
        "user": _PLAIN,
        "password_env": r"[A-Z][A-Z0-9_]{0,60}",
        "network": _PLAIN,
        "status_url": URL,
        "status_password_env": r"[A-Z][A-Z0-9_]{0,60}",
    },
    "modem": {"folder": _PATH},
    "notebook": {"file": r"[A-Za-z0-9._-]{1,60}"},
}
_MAY_BE_LEFT_OUT = {"network", "status_url", "status_password_env", "file"}
_OF_BREAKER = {"failures", "within_seconds", "rest_seconds"}
_SENDERLESS = {"modem", "notebook"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierSpec:
    """One carrier as the file tells it; the words of `fields` named `_env` are read already."""

    kind: str
    terms: Terms
    sender: Sender | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CarriersFile:
    """All that the file says."""

    carriers: Sequence[CarrierSpec]
    routes: Sequence[Route]


def read_carriers(path: Path) -> CarriersFile:
    """Read the file, or refuse to start with it."""
    told = _read(path)
    _only(told, {"carrier", "route"}, "")
    carriers = [_carrier(each) for each in _tables(told, "carrier")]
    names = [one.terms.name for one in carriers]
    if len(set(names)) != len(names):
        raise _refuse("named_twice", "carrier")
    return CarriersFile(tuple(carriers), _routes(told, frozenset(names)))


def kinds_of(path: Path) -> frozenset[str]:
    """Tell which kinds of carriers the file names, without the words that open them."""
    return frozenset(str(each.get("kind")) for each in _tables(_read(path), "carrier"))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise _refuse("not_a_file", str(path)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise _refuse("not_toml", str(fault)[:120]) from fault


def _carrier(told: Mapping[str, Any]) -> CarrierSpec:
    name = _text(told, "name", _NAME, "carrier")
    where, kind = f"carrier.{name}", told.get("kind")
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise _refuse("unknown_choice", f"{where}.kind")
    patterns = _FIELDS[kind]
    _only(told, _EVERY | set(patterns), where)
    fields = {
        field: _text(told, field, pattern, where)
        for field, pattern in patterns.items()
        if field in told or field not in _MAY_BE_LEFT_OUT
    }
    return CarrierSpec(
        kind=kind,
        terms=_terms(told, name, where),
        sender=_sender(told, where, is_needed=kind not in _SENDERLESS),
        fields={field: _opened(field, value) for field, value in fields.items()},
    )


def _opened(field: str, value: str) -> str:
    """Read a secret from the environment variable that the file names."""
    if not field.endswith("_env"):
        return value
    secret = os.environ.get(value, "")
    if not re.fullmatch(r"[!-~]{1,128}", secret):
        raise SettingInvalid(setting=value, problem="missing" if not secret else "malformed")
    return secret


def _sender(told: Mapping[str, Any], where: str, *, is_needed: bool) -> Sender | None:
    if "sender" not in told and not is_needed:
        return None
    kind = told.get("sender_kind")
    if not isinstance(kind, str) or kind not in {*SenderKind}:
        raise _refuse("unknown_choice", f"{where}.sender_kind")
    sender = Sender(_text(told, "sender", _PLAIN.replace("!", " "), where), SenderKind(kind))
    if not sender.is_valid:
        raise _refuse("not_of_its_kind", f"{where}.sender")
    return sender


def _terms(told: Mapping[str, Any], name: str, where: str) -> Terms:
    cents = told.get("cents", {})
    if not isinstance(cents, dict):
        raise _refuse("malformed", f"{where}.cents")
    for prefix, price in cents.items():
        if not re.fullmatch(_PREFIX, prefix) or not _is_count(price, 0, 10_000):
            raise _refuse("malformed", f"{where}.cents")
    pace, burst = told.get("per_second", 0), told.get("burst", 1)
    if isinstance(pace, bool) or not isinstance(pace, int | float) or not 0 <= pace <= 10_000:  # noqa: PLR2004
        raise _refuse("malformed", f"{where}.per_second")
    if not _is_count(burst, 1, 10_000):
        raise _refuse("malformed", f"{where}.burst")
    breaker = _breaker(told.get("breaker", {}), f"{where}.breaker")
    return Terms(name=name, per_second=float(pace), burst=burst, cents=cents, breaker=breaker)


def _breaker(told: object, where: str) -> Breaker:
    if not isinstance(told, dict):
        raise _refuse("malformed", where)
    _only(told, _OF_BREAKER, where)
    for field, value in told.items():
        if not _is_count(value, 1, 86_400):
            raise _refuse("malformed", f"{where}.{field}")
    usual = Breaker()
    return Breaker(
        failures=told.get("failures", usual.failures),
        within=timedelta(seconds=told.get("within_seconds", usual.within.seconds)),
        rest=timedelta(seconds=told.get("rest_seconds", usual.rest.seconds)),
    )


def _routes(told: Mapping[str, Any], names: frozenset[str]) -> tuple[Route, ...]:
    routes: list[Route] = []
    for each in _tables(told, "route"):
        prefix = _text(each, "prefix", _PREFIX, "route")
        where, lines = f"route.{prefix}", each.get("carriers")
        _only(each, {"prefix", "carriers"}, where)
        if not isinstance(lines, list) or not lines or not names.issuperset(map(str, lines)):
            raise _refuse("unknown_carrier", where)
        if len(set(lines)) != len(lines) or prefix in {route.prefix for route in routes}:
            raise _refuse("named_twice", where)
        routes.append(Route(prefix, tuple(lines)))
    return tuple(routes)


def _tables(told: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    tables = told.get(name)
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise _refuse("missing", name)
    return tables


def _text(told: Mapping[str, Any], field: str, pattern: str, where: str) -> str:
    value = told.get(field)
    if value is None:
        raise _refuse("missing", f"{where}.{field}")
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise _refuse("malformed", f"{where}.{field}")
    return value


def _only(told: Mapping[str, Any], known: set[str], where: str) -> None:
    strange = sorted(set(told) - known)
    if strange:
        raise _refuse("unknown_field", ".".join(filter(None, (where, strange[0]))))


def _is_count(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _refuse(problem: str, where: str) -> SettingInvalid:
    return SettingInvalid(setting="CARRIERS", problem=f"{problem}: {where}")
