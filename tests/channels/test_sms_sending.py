"""What the worker sends is economised, parted where it is long, and never sent twice in part."""

from dataclasses import dataclass, field

from channels.sms.carriers import Failed, Sent
from channels.sms.sending import send

PHONE = "+51984123456"
LONG = "Exp 140-000-4276: está en trámite. " * 12


@dataclass
class Ledgered:
    """A carrier that takes each key once, as the switch does, and refuses some."""

    refused: dict[str, Failed] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        assert to == PHONE
        if key in self.refused:
            return self.refused.pop(key)
        self.texts.setdefault(key, text)
        return Sent(f"id-{key}", 1, 4)


def test_a_short_text_goes_out_under_its_own_key_with_its_accents() -> None:
    carrier = Ledgered()
    assert send(carrier, PHONE, "Está en trámite.", key="k") == Sent("id-k", 1, 4)
    assert carrier.texts == {"k": "Está en trámite."}


def test_a_long_text_goes_out_in_numbered_messages_whose_cost_is_added_up() -> None:
    carrier = Ledgered()
    sent = send(carrier, PHONE, LONG, key="k")
    assert sent == Sent("id-k", parts=3, cost_cents=12)
    assert list(carrier.texts) == ["k", "k#2", "k#3"]
    assert [text[:4] for text in carrier.texts.values()] == ["1/3 ", "2/3 ", "3/3 "]
    assert "esta en tramite" in carrier.texts["k"]


def test_a_message_that_fails_ends_it_and_another_try_goes_on_from_there() -> None:
    late = Failed("later", retryable=True)
    carrier = Ledgered({"k#2": late})
    assert send(carrier, PHONE, LONG, key="k") == late
    assert list(carrier.texts) == ["k"]
    again = send(carrier, PHONE, LONG, key="k")
    assert again == Sent("id-k", parts=3, cost_cents=12)
    assert list(carrier.texts) == ["k", "k#2", "k#3"]


def test_a_doubt_about_one_message_is_a_doubt_about_the_whole() -> None:
    doubt = Failed("no_answer", retryable=False, in_doubt=True)
    assert send(Ledgered({"k#3": doubt}), PHONE, LONG, key="k") == doubt
