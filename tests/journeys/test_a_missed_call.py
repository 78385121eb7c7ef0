"""Rosa has no credit: she rings, hangs up, and the house calls her."""

import json
import logging

import pytest

from core.model.case_number import CaseNumber
from tests.core.stories import Said
from tests.journeys.observed import PLACE, SIGNATURE, observed
from tests.journeys.village import HER_NEIGHBOUR, ROSA, Heard, Village

OURS = "+5116400000"
HER_OWN = Said(phone=ROSA, own_phone=True, proved=True)


def e164(phone: str) -> str:
    return f"+51{phone.replace(' ', '')}"


def ring(village: Village, phone: str) -> Heard:
    """Ring the number that nobody answers."""
    form = {"CallSid": f"CA{next(village.ids):032}", "From": e164(phone), "Direction": "inbound"}
    return Heard(village.send("/voice/missed", {**form, "CallStatus": "ringing"}).text)


def called(village: Village) -> list[dict[str, str]]:
    """Read whom the house called."""
    notebook = village.house.settings.var_folder / "calls.jsonl"
    lines = notebook.read_text(encoding="utf-8").splitlines() if notebook.exists() else []
    return [json.loads(line) for line in lines]


class OurCall:
    """A call that the house placed, from the moment at which somebody picks up."""

    def __init__(self, village: Village, line: dict[str, str], key: str = "") -> None:
        self._village = village
        self._form = {
            "CallSid": line["id"],
            "From": OURS,
            "To": line["to"],
            "CallStatus": "in-progress",
            "Direction": "outbound-api",
        }
        self.heard = self._send(f"/voice/placed/{key or line['key']}", {})

    def press(self, keys: str) -> Heard:
        return self._send(self.heard.action, {"Digits": keys})

    def ask(self, number: CaseNumber) -> Heard:
        self.press("1")
        return self.press(number.digits)

    def end(self, status: str, seconds: int = 0) -> None:
        form = {**self._form, "CallStatus": status, "CallDuration": str(seconds)}
        assert self._village.send("/voice/ended", form).status_code == 204

    def _send(self, path: str, keys: dict[str, str]) -> Heard:
        self.heard = Heard(self._village.send(path, {**self._form, **keys}).text)
        return self.heard


def rung_back(village: Village, phone: str = ROSA) -> OurCall:
    """Ring, wait, and pick up when the house calls."""
    ring(village, phone)
    village.later(seconds=11)
    village.work()
    return OurCall(village, called(village)[-1])


def test_who_rings_and_hangs_up_is_called_and_hears_everything_without_a_clave(
    either_village: Village,
) -> None:
    case = observed(either_village, **HER_OWN)
    call = rung_back(either_village)
    assert "marque 1" in call.heard.words
    assert call.ask(case.number).tells(*case.must, channel="voice")


def test_who_calls_from_the_same_phone_is_asked_for_the_clave(village: Village) -> None:
    case = observed(village, **HER_OWN)
    heard = village.phone(ROSA).call_about(case.number).heard
    assert not heard.tells(SIGNATURE, channel="voice")
    assert "en trámite" in heard.words


@pytest.mark.parametrize(
    "said",
    [Said(phone=ROSA, proved=True), Said(phone=ROSA, own_phone=True), Said(phone=HER_NEIGHBOUR)],
)
def test_our_call_to_a_phone_that_others_may_hold_opens_no_more_than_the_number(
    village: Village, said: Said
) -> None:
    case = observed(village, **said)
    heard = rung_back(village).ask(case.number)
    assert not heard.tells(SIGNATURE, channel="voice")
    assert not heard.tells(PLACE, channel="voice")


def test_a_key_that_somebody_thought_of_proves_nothing(village: Village) -> None:
    case = observed(village, **HER_OWN)
    ring(village, ROSA)
    village.later(seconds=11)
    village.work()
    call = OurCall(village, called(village)[-1], key="f" * 32)
    assert not call.ask(case.number).tells(SIGNATURE, channel="voice")


def test_the_key_of_her_call_serves_no_other_call_and_no_other_phone(village: Village) -> None:
    case = observed(village, **HER_OWN)
    rung_back(village)
    (line,) = called(village)
    for other in ({**line, "id": "CA" + "9" * 32}, {**line, "to": e164(HER_NEIGHBOUR)}):
        call = OurCall(village, other)
        assert not call.ask(case.number).tells(SIGNATURE, channel="voice")


def test_ringing_costs_nothing_and_the_call_of_ours_is_charged(village: Village) -> None:
    call = rung_back(village)
    assert village.kept("charge") == []
    for _ in range(2):
        call.end("completed", 75)
    (charge,) = village.kept("charge")
    assert (charge["seconds"], charge["direction"]) == (75, "out")


def test_who_does_not_pick_up_is_called_once_more_and_then_left_alone(village: Village) -> None:
    counts = []
    for _ in range(2):
        rung_back(village).end("no-answer")
        village.later(minutes=5)
        village.work()
        OurCall(village, called(village)[-1]).end("busy")
        village.later(minutes=10)
        village.work()
        counts.append(len(called(village)))
    assert counts == [2, 3]  # the second try of the second ring would be one too many for a day


def test_what_staff_see_of_missed_calls_is_how_many_and_why(village: Village) -> None:
    ring(village, ROSA)
    ring(village, "anonymous")
    missed = [row for row in village.kept("contact") if row["channel"] == "missed"]
    assert [row["outcome"] for row in missed] == ["missed", "phone_hidden"]


def test_no_log_and_no_address_tells_the_phone(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    figures = e164(ROSA)[3:]
    call = rung_back(village)
    call.end("no-answer")
    told = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert figures not in told
    assert figures not in call.heard.body
    assert figures not in called(village)[0]["key"]
    for table in ("contact", "outbox", "charge", "opt_out", "event"):
        assert figures not in str(village.kept(table)), table


def test_who_asks_in_a_call_to_be_called_is_called_and_needs_no_clave(village: Village) -> None:
    case = observed(village, **HER_OWN)
    asked = village.phone(ROSA).call().press("4")
    assert asked.hangs_up
    village.later(seconds=11)
    village.work()
    (line,) = called(village)
    assert OurCall(village, line).ask(case.number).tells(*case.must, channel="voice")
