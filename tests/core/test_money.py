"""Money is whole cents: what is not plainly an amount is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.money import Money
from core.refusals import AmountUnreadable


@pytest.mark.parametrize(
    ("text", "cents"), [("10.30", 1030), ("30", 3000), ("0.05", 5), ("5.4", 540), ("0", 0)]
)
def test_an_amount_is_read_in_cents(text: str, cents: int) -> None:
    assert Money.parse(text, "PEN") == Money(cents, "PEN")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-1",
        "+1",
        "1,50",
        "1.505",
        "1.",
        ".5",
        "1e3",
        "S/ 5",
        "1 000",
        "\u0661\u0660",
        "1\n",
        "9" * 10,
    ],
)
def test_what_is_not_plainly_an_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountUnreadable) as refusal:
        Money.parse(text, "PEN")
    assert refusal.value.code == "amount_unreadable"
    assert refusal.value.facts["text"] == text


@pytest.mark.parametrize("currency", ["", "pen", "S/", "PENS", "PEN\n"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(AmountUnreadable):
        Money.parse("1", currency)


@given(st.integers(0, 99_999_999_999))
def test_an_amount_written_is_read_back(cents: int) -> None:
    money = Money(cents, "PEN")
    assert Money.parse(money.amount, "PEN") == money


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        money = Money.parse(text, "PEN")
    except AmountUnreadable:
        return
    assert Money.parse(money.amount, "PEN") == money
