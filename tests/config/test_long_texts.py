"""What the worker has to say at length comes as messages that can each be read alone."""

import json

from config.house import House
from config.performers import performers
from config.worker import dispatch_of
from core.model.gsm7 import parts
from core.ports import Job
from core.wishes import lost_numbers
from tests.core.stories import a_case, a_citizen

DNI, PHONE = "10117410", "984650777"


def texted(house: House) -> list[str]:
    lines = (house.settings.var_folder / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def test_all_lost_numbers_arrive_in_numbered_messages_once(house: House) -> None:
    rosa = a_citizen(house, dni=DNI, phone=PHONE)
    numbers = [a_case(house, applicant=rosa) for _ in range(5)]
    dispatch_of(house).run()
    wished = lost_numbers(
        house.inquiry.lost_number(DNI).document, cause="asked", at=house.clock.now()
    )
    job = Job(id=7, intent=wished, attempts=1)
    send = performers(house)[wished.kind]
    assert send(job) == send(job)
    sent = texted(house)
    assert len(sent) > 1
    assert [text[:4] for text in sent] == [f"{at}/{len(sent)} " for at in range(1, len(sent) + 1)]
    assert all(parts(text) == 1 for text in sent)
    for number in numbers:
        assert sum(f"Exp {number.grouped}: " in text for text in sent) == 1
