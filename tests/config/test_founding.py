"""A house is founded once, whoever founds it again."""

from dataclasses import replace
from pathlib import Path

from config.documents_on_disk import read_documents
from config.founding import SYSTEM, begin_epoch, found
from config.house import House
from core.store.migration import is_current
from tests.houses import act, opened


def test_a_fresh_house_gets_tables_an_origin_and_the_documents(tmp_path: Path) -> None:
    house = opened(tmp_path)
    assert not is_current(house.shelf.database)
    assert found(house) == len(read_documents())
    assert is_current(house.shelf.database)
    with house.shelf.ledger.writing() as work:
        assert work.next_number().digits[:3] == "140"
        assert work.issuer()[0] == "hub"
    house.close()


def test_founding_again_appends_nothing(house: House) -> None:
    before = house.shelf.journal.count()
    assert found(house) == 0
    assert house.shelf.journal.count() == before


def test_a_new_epoch_issues_numbers_of_its_own(house: House) -> None:
    with house.shelf.ledger.writing() as work:
        before = work.issuer()
    epoch = begin_epoch(house, ("150",))
    with house.shelf.ledger.writing() as work:
        assert work.issuer() == ("hub", epoch)
        assert work.issuer() != before
        assert work.next_number().digits[:3] == "150"
    assert house.shelf.journal.verify(lambda _: None).events == house.shelf.journal.count()


def test_a_release_leaves_what_the_office_wrote_itself(house: House) -> None:
    key = ("procedure", "PE/domicilio")
    newest = {(d.kind, d.key): d for d in house.shelf.documents.every()}[key]
    own = replace(newest, version=newest.version + 1, body={**newest.body, "short_name": "Casa"})
    house.publishing.publish([own], act())
    assert found(house) == 0
    assert house.shelf.library.books().procedure("PE/domicilio").short_name == "Casa"
    assert house.shelf.documents.published_last_by_others(SYSTEM) == {key}
