import pytest

from core.refusals import SettingInvalid
from letters.envelope import C5, DL, Envelope, Rectangle, shared_zone
from letters.page import ADDRESS_WIDTH, lay_out

RIGHT = Envelope(name="right", width=220, height=110, window=Rectangle(110, 50, 200, 95), fold=105)


def apart(one: Rectangle, other: Rectangle) -> bool:
    shared = one.shared_with(other)
    return shared.width <= 0 or shared.height <= 0


@pytest.mark.parametrize("envelopes", [(DL,), (C5,), (DL, C5), (RIGHT,)])
def test_only_the_address_stands_where_a_window_may_show_it(envelopes: tuple[Envelope]) -> None:
    zones = shared_zone(envelopes)
    page = lay_out(envelopes)
    assert page.address.shared_with(zones.safe) == page.address
    assert apart(page.head, zones.quiet)
    assert apart(page.aside, zones.quiet)
    assert apart(page.head, page.aside)
    assert page.body_top > zones.quiet.bottom


def test_seven_lines_fill_the_shared_window_to_the_millimetre() -> None:
    address = lay_out((DL, C5)).address
    assert address.width == ADDRESS_WIDTH
    assert address.height == pytest.approx(30.87, abs=0.01)


def test_a_window_on_the_right_moves_the_facts_to_the_left() -> None:
    page = lay_out((RIGHT,))
    assert page.aside.right < page.address.left


@pytest.mark.parametrize(
    ("window", "problem"),
    [
        (Rectangle(20, 50, 100, 80), "too small"),
        (Rectangle(20, 50, 90, 95), "too small"),
        (Rectangle(20, 20, 110, 95), "above the window"),
        (Rectangle(60, 50, 160, 95), "beside the window"),
    ],
)
def test_a_window_that_no_layout_serves_is_refused(window: Rectangle, problem: str) -> None:
    odd = Envelope(name="odd", width=220, height=110, window=window, fold=105)
    with pytest.raises(SettingInvalid) as refused:
        lay_out((odd,))
    assert problem in str(refused.value.facts["problem"])
