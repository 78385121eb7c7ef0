"""A release that says more of a procedure reaches houses that stand and houses that begin."""

from dataclasses import replace
from pathlib import Path

from config.documents_on_disk import read_documents
from config.founding import SYSTEM, begin_epoch, found
from core.store.migration import migrate
from tests.bolivia import pack
from tests.houses import act, opened

SHIPPED = {d.key: d for d in read_documents() if d.kind == "procedure"}
WORDS = {
    "PE/brevete-renovacion": "brevete vencido",
    "PE/sis": "seguro gratis",
    "PE/nacimiento": "recién nacido",
}


def test_a_standing_house_follows_version_1_with_version_2(tmp_path: Path) -> None:
    house = opened(tmp_path)
    migrate(house.shelf.database)
    begin_epoch(house, ("140",), only_first=True)
    without = {k: v for k, v in SHIPPED["PE/sis"].body.items() if k != "keywords"}
    before = replace(SHIPPED["PE/sis"], version=1, body=without)
    house.publishing.publish([before], act(actor=SYSTEM))
    assert house.shelf.library.books().procedure("PE/sis").keywords == ()
    found(house)
    assert "seguro gratis" in house.shelf.library.books().procedure("PE/sis").keywords
    assert found(house) == 0
    house.close()


def test_every_shipped_procedure_has_words_of_the_people() -> None:
    assert {document.version for document in SHIPPED.values()} == {2}
    for key, document in SHIPPED.items():
        words = document.body["keywords"]
        assert 3 <= len(words) <= 8, key
        assert len({word.casefold() for word in words}) == len(words), key
        assert all(word == word.strip() and len(word) <= 40 for word in words), key
    for key, word in WORDS.items():
        assert word in SHIPPED[key].body["keywords"]


def test_the_second_country_knows_its_phones_and_says_what_it_does_not_know() -> None:
    bolivia = pack()
    assert (bolivia.code, bolivia.phone_prefix, bolivia.currency.code) == ("BO", "591", "BOB")
    assert bolivia.places_key is None
    assert bolivia.default_language == "es"
    assert not bolivia.language_certainty.may_be_told
