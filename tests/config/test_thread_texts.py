"""Threads in the worker: when they are looked after, and that no notice costs a second part."""

import pytest

from channels.porch.tell import tell
from config.house import House
from config.worker import schedule
from core.model.answers import Place
from core.model.economy import fewest_parts
from core.model.thread_notice import Says, ThreadNotice


def test_the_worker_lets_conversations_lapse_and_forgets_words_at_night(house: House) -> None:
    jobs = {job.func.__name__: job for job in schedule(house).get_jobs()}
    assert str(jobs["lapse"].trigger) == "interval[0:05:00]"
    assert str(jobs["forget_words"].trigger) == "cron[hour='3']"
    assert jobs["lapse"].max_instances == jobs["forget_words"].max_instances == 1


@pytest.mark.parametrize("says", Says)
def test_every_notice_of_every_institution_fits_one_part(house: House, says: Says) -> None:
    for office in house.shelf.library.books().institutions.values():
        notice = ThreadNotice(says, Place(short=office.short_name, full=office.name))
        composed = tell(house.wording, "es", "sms", notice, more=True)
        text = " ".join(composed.texts)
        assert fewest_parts(text) == 1, text


@pytest.mark.parametrize("says", Says)
def test_every_notice_names_the_office_whose_person_it_is(house: House, says: Says) -> None:
    notice = ThreadNotice(says, Place(short="Zumbido", full="Zumbido entero"))
    assert "Zumbido" in " ".join(tell(house.wording, "es", "sms", notice, more=True).texts)
