"""The worker: one job, and a hand for each kind of wish."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import responses

from config.house import House, build
from config.performers import performers
from config.worker import dispatch_of, letter_runs, schedule
from core.dispatch import NotPerformed, Performed
from core.model.case_number import CaseNumber
from core.model.letter import LetterState
from core.ports import Intent, Job
from core.wishes import alarm, status_letter, status_text
from tests.core.stories import a_case, a_citizen
from tests.houses import StoodClock, act, settings, shipped
from tests.letters import paper

MESSAGES = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"


@pytest.fixture
def number(house: House) -> CaseNumber:
    rosa = a_citizen(house, phone="984650777", address=("Cuyo Grande",), reference="la escuela")
    number = a_case(house, applicant=rosa)
    dispatch_of(house).run()
    return number


def wish(house: House, *intents: Intent) -> None:
    with house.shelf.ledger.writing() as work:
        for intent in intents:
            work.intend(intent)


def texted(house: House) -> list[dict[str, str]]:
    notebook = house.settings.var_folder / "texts.jsonl"
    return [json.loads(line) for line in notebook.read_text(encoding="utf-8").splitlines()]


def test_the_jobs_of_the_worker_never_run_beside_themselves(house: House) -> None:
    outbox, catalogue, *_ = schedule(house).get_jobs()
    assert all(job.max_instances == 1 and job.coalesce is True for job in (outbox, catalogue))
    assert outbox.trigger.interval == timedelta(seconds=2)
    assert str(catalogue.trigger) == "cron[hour='6']"


def test_the_catalogue_is_watched_at_an_hour_of_the_country(house: House) -> None:
    catalogue = schedule(house).get_jobs()[1]
    assert str(catalogue.trigger.timezone) == "America/Lima"
    assert catalogue.func.__name__ == "watch"


def test_a_text_goes_into_the_notebook_once(house: House, number: CaseNumber) -> None:
    text = status_text(number, cause="asked", at=house.clock.now())
    wish(house, text)
    wish(house, text)
    assert dispatch_of(house).run() == 1
    (sent,) = texted(house)
    assert sent["to"] == "+51984650777"
    assert number.digits in "".join(letter for letter in sent["text"] if letter.isdigit())


@pytest.mark.parametrize(
    ("status", "answer", "state"),
    [
        (201, {"sid": "SM1", "num_segments": "1", "price": None}, "done"),
        (400, {"code": 21610, "message": "opted out", "status": 400}, "failed"),
        (500, {"message": "sorry", "status": 500}, "in_doubt"),
    ],
)
@responses.activate
def test_with_an_account_a_text_goes_through_twilio(
    house: House, number: CaseNumber, *, status: int, answer: dict[str, object], state: str
) -> None:
    account = {"twilio_account_sid": "AC1", "twilio_from": "+5117000000"}
    paid = settings(house.settings.var_folder).model_copy(update=account)
    other = build(paid, clock=StoodClock(), shipped=shipped())
    responses.post(MESSAGES, json=answer, status=status)
    wish(other, status_text(number, cause="asked", at=other.clock.now()))
    before = other.shelf.outbox.counts()
    dispatch_of(other).run()
    after = other.shelf.outbox.counts()
    changed = {name for name in after if after[name] > before.get(name, 0)}
    assert len(responses.calls) == 1
    assert "To=%2B51984650777" in str(responses.calls[0].request.body)
    assert changed == {state}
    assert not (house.settings.var_folder / "texts.jsonl").exists()
    other.close()


def test_a_letter_wished_for_twice_is_queued_once(house: House, number: CaseNumber) -> None:
    job = Job(id=7, intent=status_letter(number, cause="x", at=house.clock.now()), attempts=1)
    hand = performers(house)["status_letter"]
    first = hand(job)
    (letter,) = house.shelf.letters.of_case(number.digits)
    assert hand(job) == first == Performed(letter.id.code)
    assert house.shelf.letters.of_case(number.digits) == (letter,)
    assert (letter.state, letter.wish) == (LetterState.QUEUED, job.intent.unique_key)


def test_the_worker_closes_and_prints_the_run_of_the_day(house: House, number: CaseNumber) -> None:
    wish(house, status_letter(number, cause="x", at=house.clock.now()))
    dispatch_of(house).run()
    letter_runs(house)()
    assert house.shelf.letters.of_case(number.digits)[0].state is LetterState.QUEUED
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # 17:30 in Lima
    letter_runs(house)()
    letter_runs(house)()
    (run,) = house.shelf.runs.listed("PE/muni-pisac", limit=9)
    (file,) = house.shelf.runs.files(run.id)
    printed = (house.settings.var_folder / "print" / run.id / file.name).read_bytes()
    assert number.grouped in paper.text(printed)


def test_an_alarm_is_written_down_for_staff(house: House) -> None:
    wish(house, alarm("spraying", at=house.clock.now()), alarm("spraying", at=house.clock.now()))
    dispatch_of(house).run()
    lines = (house.settings.var_folder / "alarms.log").read_text().splitlines()
    assert [line.split()[-1] for line in lines] == ["spraying"]


def test_a_recount_tells_how_many_days_it_counted(house: House) -> None:
    job = Job(id=1, intent=intent("recount"), attempts=1)
    assert performers(house)["recount"](job) == Performed("recounted:0")


def intent(kind: str, **payload: str) -> Intent:
    return Intent(kind=kind, cause="x", unique_key=f"{kind}:x", person="", payload=payload)


def test_a_wish_that_no_hand_knows_fails_and_the_next_is_performed(
    house: House, number: CaseNumber
) -> None:
    wish(house, intent("dance"), status_text(number, cause="asked", at=house.clock.now()))
    dispatch_of(house).run()
    assert house.shelf.outbox.counts()["failed"] == 1
    assert len(texted(house)) == 1


def test_a_wish_whose_phone_was_erased_meanwhile_sends_nothing(
    house: House, number: CaseNumber
) -> None:
    wish(house, status_text(number, cause="asked", at=house.clock.now()))
    found = house.shelf.cases.find(number, None)
    assert found is not None
    house.people.erase(found.case.applicant, act(), ground="pedido_del_titular")
    dispatch_of(house).run()
    assert not (house.settings.var_folder / "texts.jsonl").exists()
    assert house.shelf.outbox.counts()["failed"] == 1


def test_a_notebook_that_cannot_be_written_is_tried_again(house: House, number: CaseNumber) -> None:
    Path(house.settings.var_folder / "texts.jsonl").mkdir()
    job = Job(id=1, intent=status_text(number, cause="x", at=house.clock.now()), attempts=1)
    answer = performers(house)["status_text"](job)
    assert answer == NotPerformed("notebook_closed", retryable=True)
