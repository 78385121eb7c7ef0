"""What a release ships is read once in a process, apart for each country and for production."""

from pathlib import Path

from config.by_text import reader_of
from config.shipped import read_shipped
from ivr_flows.script import shipped
from tests.houses import settings


def test_every_house_of_a_process_has_the_same_release(tmp_path: Path) -> None:
    assert read_shipped(settings(tmp_path)) is read_shipped(settings(tmp_path / "other"))
    assert reader_of().vocabulary is reader_of().vocabulary
    assert shipped("status") is shipped("status")


def test_a_house_in_production_or_of_another_country_has_its_own(tmp_path: Path) -> None:
    here = settings(tmp_path)
    public = read_shipped(here.model_copy(update={"environment": "production"}))
    abroad = read_shipped(here.model_copy(update={"country": "BO"}))
    assert read_shipped(here).country.code == public.country.code == "PE"
    assert read_shipped(here).wording is not public.wording
    assert abroad.country.code == "BO"


def test_a_text_is_read_by_the_wish_that_was_asked_for() -> None:
    assert reader_of(lambda _text: False).read("zampoña").name == "not_understood"
    assert reader_of(lambda _text: True).read("zampoña").name != "not_understood"
