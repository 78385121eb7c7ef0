"""`sms carriers`: which way a text would take, how each line fares, what became of its texts."""

from pathlib import Path

from config.carriers import switch_of
from config.house import House
from core.model.carrier_line import Breaker, Terms
from core.ports import Failed, Handing
from tests.config.clerk import Clerk, clerk_of

FILE = """\
[[carrier]]
name = "paper"
kind = "notebook"
cents = { "+51" = 4 }
[[carrier]]
name = "modem"
kind = "modem"
folder = "/srv/nowhere"
[[route]]
prefix = "+51"
carriers = ["modem", "paper"]
"""


def with_carriers(clerk: Clerk, text: str = FILE) -> Clerk:
    file: Path = clerk.var / "carriers.toml"
    file.write_text(text)
    return clerk_of(clerk.var, CARRIERS=str(file))


def test_without_a_file_the_notebook_carries_all(clerk: Clerk) -> None:
    (line,) = clerk.does("sms", "carriers")["carriers"]
    assert (line["name"], line["kind"], line["resting"], line["texts"]) == (
        "notebook", "notebook", False, {},
    )  # fmt: skip


def test_the_way_to_a_phone_is_told_in_order(clerk: Clerk) -> None:
    ours = with_carriers(clerk)
    for phone in ("984123456", "+51984123456"):
        told = ours.does("sms", "carriers", phone)["carriers"]
        assert [line["name"] for line in told] == ["modem", "paper"]
    assert ours.does("sms", "carriers", "+14155550100")["carriers"] == []
    assert "Nadie" in ours.types("sms", "carriers", "+14155550100").out


def test_what_is_no_phone_and_a_file_that_is_wrong_are_refused(clerk: Clerk) -> None:
    clerk.is_refused("phone_unreadable", "sms", "carriers", "Juan")
    with_carriers(clerk, "[[carrier]]\n").is_refused("setting_invalid", "sms", "carriers")


def test_a_line_that_rests_is_said_to_and_texts_are_counted(clerk: Clerk, behind: House) -> None:
    ours = with_carriers(clerk)
    terms = Terms(name="modem", breaker=Breaker(failures=1, rest=Breaker().rest * 10**6))
    behind.shelf.deliveries.begin(Handing(key="a" * 32, wish="w", parts=1), terms)
    down = Failed("network_down", retryable=True)
    behind.shelf.deliveries.settle("a" * 32, terms, down, is_final=False)
    switch_of(behind).send("+51984123456", "listo", key="other")
    told = {line["name"]: line for line in ours.does("sms", "carriers")["carriers"]}
    assert (told["modem"]["resting"], told["modem"]["failures"]) == (True, 1)
    assert told["modem"]["texts"] == {"queued": 1}
    out = ours.types("sms", "carriers").out
    assert "modem (modem): descansa hasta" in out
    assert "paper (notebook): trabaja" in out
    assert "984123456" not in out
