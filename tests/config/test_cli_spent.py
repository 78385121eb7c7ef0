"""`calls spent` and `calls opted-out`: what the month cost, and how many want no call."""

from config.house import House
from core.model.charge import Charge
from tests.config.clerk import Clerk


def test_a_month_without_calls_cost_nothing(clerk: Clerk) -> None:
    assert clerk.does("calls", "spent") == {
        "currency": "PEN",
        "cents": 0,
        "ceiling_cents": None,
        "warnings": [],
        "directions": {},
    }
    assert "Tope del mes: ninguno" in clerk.types("calls", "spent").out


def test_a_month_is_told_by_direction(clerk: Clerk, behind: House) -> None:
    clerk.does("calls", "spent")
    for call, direction, seconds, cents in (("A", "in", 61, 8), ("B", "out", 5, 1004)):
        charge = Charge(
            call=call,
            at=behind.clock.now(),
            seconds=seconds,
            cents=cents,
            direction="in" if direction == "in" else "out",
        )
        behind.shelf.charges.add(charge)
    told = clerk.does("calls", "spent")
    assert (told["cents"], sorted(told["directions"])) == (1012, ["in", "out"])
    assert told["directions"]["in"] == {"calls": 1, "seconds": 61, "cents": 8}
    out = clerk.types("calls", "spent").out
    assert "Hechas: 1 llamadas, 1 min, 10.04 PEN" in out
    assert "En total: 10.12 PEN" in out


def test_the_count_of_who_opted_out_tells_nobodys_phone(clerk: Clerk, behind: House) -> None:
    assert clerk.does("calls", "opted-out") == {"opted_out": 0}
    caller = behind.blind_caller("+51984123456")
    behind.shelf.opt_outs.add(caller, channel="sms", at=behind.clock.now())
    said = clerk.types("calls", "opted-out").out
    assert said == "opted_out: 1\n"
