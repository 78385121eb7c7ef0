"""Who places our calls, and what the worker makes of each answer."""

import json
from pathlib import Path

import pytest
import responses
from pydantic import SecretStr

from channels.voice.placing.ami import AmiPlacer
from channels.voice.placing.notebook import CallNotebook
from channels.voice.placing.twilio import TwilioPlacer
from config.house import House, build
from config.performers import performers
from config.returning import exchange_of, number_of, placer_of
from config.settings import Settings, checked
from config.worker import dispatch_of
from core.refusals import SettingInvalid
from tests.core.calling_stories import PHONE, calls, later, ring
from tests.core.rows import rows
from tests.houses import StoodClock, copy_of, settings, shipped

CALLS = "https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json"
TWILIO = {"twilio_account_sid": "AC1", "twilio_from": "+5116400000"}
AMI = {"ami_host": "pbx.example", "ami_user": "c", "ami_secret": SecretStr("a-word")}


def with_settings(template: Path, var: Path, **more: object) -> House:
    """Open a house of the test's own with other settings."""
    copy_of(template, var).close()
    changed = settings(var).model_copy(update=more)
    return build(changed, clock=StoodClock(), shipped=shipped())


def perform(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    dispatch_of(house).run()


def test_without_an_account_a_call_goes_into_the_notebook_once(house: House) -> None:
    assert isinstance(placer_of(house), CallNotebook)
    perform(house)
    dispatch_of(house).run()
    text = (house.settings.var_folder / "calls.jsonl").read_text(encoding="utf-8")
    (line,) = [json.loads(line) for line in text.splitlines()]
    assert line["to"] == PHONE
    assert calls(house) == ["done"]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        (TWILIO, TwilioPlacer),
        ({**TWILIO, "twilio_from": "MIDIS"}, CallNotebook),
        ({**TWILIO, "twilio_from": "MIDIS", "call_from": "+5116400000"}, TwilioPlacer),
        ({**TWILIO, **AMI}, AmiPlacer),
        (AMI, AmiPlacer),
    ],
)
def test_the_exchange_places_calls_where_there_is_one_else_twilio(
    founded_house: Path, tmp_path: Path, more: dict[str, object], kind: type
) -> None:
    house = with_settings(founded_house, tmp_path / "other", **more)
    assert isinstance(placer_of(house), kind)
    house.close()


def test_the_number_that_is_shown_is_a_number() -> None:
    assert number_of(Settings(twilio_from="MIDIS")) == ""
    assert number_of(Settings(twilio_from="+5116400000")) == "+5116400000"
    assert number_of(Settings(twilio_from="+5116400000", call_from="+5184000111")) == "+5184000111"


def test_the_exchange_is_told_an_address_that_it_can_reach(tmp_path: Path) -> None:
    given = settings(tmp_path).model_copy(update={**AMI, "ivr_listen": "0.0.0.0"})  # noqa: S104
    assert exchange_of(given).agi.startswith("agi://127.0.0.1:4573/")
    elsewhere = given.model_copy(update={"ami_answer_at": "10.8.0.1:4573"})
    assert exchange_of(elsewhere).agi.startswith("agi://10.8.0.1:4573/")


@responses.activate
@pytest.mark.parametrize(
    ("status", "answer", "state"),
    [
        (201, {"sid": "CA1"}, "done"),
        (400, {"code": 21211, "message": "no", "status": 400}, "failed"),
        (503, {}, "in_doubt"),
    ],
)
def test_what_twilio_answers_settles_the_wish(
    founded_house: Path, tmp_path: Path, status: int, answer: dict[str, object], state: str
) -> None:
    house = with_settings(founded_house, tmp_path / "other", **TWILIO)
    responses.post(CALLS, json=answer, status=status)
    perform(house)
    dispatch_of(house).run()
    assert calls(house) == [state]
    assert len(responses.calls) == 1
    assert PHONE[3:] not in str(rows(house, "outbox"))
    house.close()


def test_a_refusal_of_the_last_moment_settles_the_wish_under_its_reason(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    house.shelf.opt_outs.add(house.blind_caller(PHONE), channel="sms", at=house.clock.now())
    dispatch_of(house).run()
    (row,) = [row for row in rows(house, "outbox") if row["kind"] == "call_back"]
    assert (row["state"], row["code"]) == ("failed", "calling_opted_out")
    assert not (house.settings.var_folder / "calls.jsonl").exists()


def test_every_call_back_has_a_hand(house: House) -> None:
    assert "call_back" in performers(house)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("call_from", "984123456"),
        ("call_from", "+51 984"),
        ("ami_host", "pbx example"),
        ("ami_host", "pbx\r\nAction: Logoff"),
        ("ami_user", "a\nb"),
        ("ami_channel", "PJSIP/984123456@trunk"),
        ("ami_channel", "PJSIP/{phone}@trunk\r\nX: y"),
        ("ami_channel", "PJSIP/{phone}&SIP/{phone}"),
        ("ami_context", "a context"),
        ("ami_answer_at", "agi://127.0.0.1"),
        ("ami_answer_at", "127.0.0.1:4573/token"),
    ],
)
def test_a_setting_that_could_not_be_dialled_keeps_the_house_shut(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as refusal:
        checked(Settings.model_validate({name: value}))
    assert refusal.value.facts == {"setting": name.upper(), "problem": "malformed"}


@pytest.mark.parametrize("missing", ["ami_user", "ami_secret"])
def test_a_manager_without_user_or_word_keeps_the_house_shut(missing: str) -> None:
    given = {name: value for name, value in AMI.items() if name != missing}
    with pytest.raises(SettingInvalid) as refusal:
        checked(Settings.model_validate(given))
    assert refusal.value.facts == {"setting": "AMI_USER", "problem": "missing"}
