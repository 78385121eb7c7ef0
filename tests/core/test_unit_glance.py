"""What of a unit somebody should look at: told until it is over, and only then good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.model.device import Device
from core.model.unit_glance import QUIET, UnitGlance

NOW, TODAY = datetime(2026, 11, 20, 15, tzinfo=UTC), date(2026, 11, 20)
WELL = UnitGlance(
    device=Device(
        origin="boat-1",
        public_key="",
        recipient="",
        codes={11: "210", 12: "211", 13: "212"},
        buckets=frozenset(),
        crew=frozenset(),
        url="",
        expires_on=TODAY + timedelta(days=40),
        enrolled_at=NOW,
    ),
    heard_at=NOW - timedelta(hours=2),
    begun=1,
    held=0,
    held_since=None,
    aside=0,
    drift_seconds=None,
)


def test_a_unit_that_lacks_nothing_is_well() -> None:
    assert WELL.signs(NOW, TODAY) == ()
    assert WELL.spares == 2


@pytest.mark.parametrize(
    ("changed", "sign"),
    [
        ({"heard_at": None}, "never"),
        ({"heard_at": NOW - QUIET}, "quiet"),
        ({"held": 1}, "gap"),
        ({"aside": 1}, "aside"),
        ({"drift_seconds": 301}, "drift"),
        ({"drift_seconds": -(10**8)}, "drift"),
        ({"begun": 3}, "no_spares"),
        ({"begun": 9}, "no_spares"),
    ],
)
def test_whatever_is_not_well_is_told(changed: dict[str, object], sign: str) -> None:
    assert replace(WELL, **changed).signs(NOW, TODAY) == (sign,)  # type: ignore[arg-type] # one field


@pytest.mark.parametrize(
    ("changed", "signs"),
    [
        ({"is_revoked": True}, ("revoked",)),
        ({"expires_on": TODAY - timedelta(days=1)}, ("expired",)),
        ({"expires_on": TODAY}, ("expires_soon",)),
        ({"expires_on": TODAY + timedelta(days=14)}, ("expires_soon",)),
        ({"expires_on": TODAY + timedelta(days=15)}, ()),
    ],
)
def test_a_key_is_told_before_it_is_over(
    changed: dict[str, object], signs: tuple[str, ...]
) -> None:
    device = replace(WELL.device, **changed)  # type: ignore[arg-type] # one field
    assert replace(WELL, device=device).signs(NOW, TODAY) == signs


def test_the_gravest_comes_first() -> None:
    lost = replace(WELL, device=replace(WELL.device, is_revoked=True), heard_at=None, held=2)
    assert lost.signs(NOW, TODAY) == ("revoked", "never", "gap")
