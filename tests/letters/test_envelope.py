import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import SettingInvalid
from letters.envelope import C5, DL, Envelope, Rectangle, Zones, shared_zone

C65 = Envelope(name="C6/5", width=229, height=114, window=Rectangle(20, 54, 110, 99), fold=105)
DL_THIRDS = Envelope(name="DL", width=220, height=110, window=Rectangle(20, 50, 110, 95), fold=99)

# Left, top, right, bottom in millimetres: worked by hand from DIN 680 and ISO 269.
WORKED = [
    (DL, (20, 50, 100, 90), (10, 45, 110, 95)),
    (C65, (20, 54, 91, 90), (1, 45, 110, 99)),
    (DL_THIRDS, (20, 50, 100, 84), (10, 39, 110, 95)),
    (C5, (20, 57, 91, 88.5), (1, 43.5, 110, 102)),
]


@pytest.mark.parametrize(("envelope", "safe", "quiet"), WORKED)
def test_the_worked_cases_come_out_exactly(
    envelope: Envelope, safe: tuple[float, ...], quiet: tuple[float, ...]
) -> None:
    assert envelope.zones() == Zones(Rectangle(*safe), Rectangle(*quiet))


@pytest.mark.parametrize(
    ("envelope", "size"), [(DL, (80, 40)), (C65, (71, 36)), (DL_THIRDS, (80, 34)), (C5, (71, 31.5))]
)
def test_the_safe_zone_has_the_worked_size(envelope: Envelope, size: tuple[float, float]) -> None:
    safe = envelope.zones().safe
    assert (safe.width, safe.height) == size


def test_one_layout_serves_dl_and_c5() -> None:
    shared = shared_zone((DL, C5))
    assert shared == Zones(Rectangle(20, 57, 91, 88.5), Rectangle(1, 43.5, 110, 102))
    assert (shared.safe.width, shared.safe.height) == (71, 31.5)
    assert shared_zone((C5, DL)) == shared


@given(st.sampled_from([DL, C65, DL_THIRDS, C5]), st.floats(0, 1), st.floats(0, 1))
def test_wherever_the_sheet_slides_safe_is_seen_and_nothing_beyond_quiet_is(
    envelope: Envelope, right: float, down: float
) -> None:
    x, y = right * (envelope.width - 210), down * (envelope.height - envelope.fold)
    window = envelope.window
    seen = Rectangle(window.left - x, window.top - y, window.right - x, window.bottom - y)
    zones = envelope.zones()
    assert zones.safe.shared_with(seen) == zones.safe
    assert zones.quiet.around(seen) == zones.quiet


def test_what_lies_beyond_the_folded_panel_is_neither_safe_nor_quiet() -> None:
    low = Envelope(name="low", width=220, height=110, window=Rectangle(2, 80, 92, 108), fold=105)
    zones = low.zones()
    assert zones.quiet == Rectangle(0, 75, 92, 105)
    assert zones.safe == Rectangle(2, 80, 82, 103)


@pytest.mark.parametrize(("width", "height"), [(209, 110), (220, 104)])
def test_an_envelope_smaller_than_the_folded_sheet_is_refused(width: float, height: float) -> None:
    small = Envelope(
        name="small", width=width, height=height, window=Rectangle(20, 50, 110, 95), fold=105
    )
    with pytest.raises(SettingInvalid) as refused:
        small.zones()
    assert refused.value.facts["setting"] == "envelope"


def test_no_envelope_at_all_is_refused() -> None:
    with pytest.raises(SettingInvalid):
        shared_zone(())
