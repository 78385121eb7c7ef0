"""A sealed database: nothing of it can be read without its key, and everything works with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.house import House
from config.secrets_on_disk import database_key_of
from core.refusals import DatabaseKeyMissing, DatabaseKeyWrong, DatabasePlain, SettingInvalid
from core.store.database import open_database
from core.store.migration import is_current
from core.store.sealed import PLAIN
from tests.core.rows import rows
from tests.core.stories import a_case, a_citizen
from tests.houses import DATABASE_KEY, copy_of, settings

NAME = "Eulogia Champi Huanca"
KEY = bytes.fromhex(DATABASE_KEY)


def file_of(house: House) -> Path:
    return house.settings.var_folder / "convergencia.sqlite"


def lying_about(house: House) -> bytes:
    """Read every byte of the folder of a database, as whoever found the disk would."""
    return b"".join(path.read_bytes() for path in sorted(file_of(house).parent.glob("*sqlite*")))


def test_without_a_key_the_name_of_a_citizen_lies_open(house: House) -> None:
    a_citizen(house, NAME)
    assert NAME.encode() in lying_about(house)
    assert PLAIN in lying_about(house)


def test_nothing_can_be_read_in_a_sealed_file_nor_in_what_lies_beside_it(
    sealed_house: House,
) -> None:
    a_citizen(sealed_house, NAME)
    a_case(sealed_house)
    beside = file_of(sealed_house).with_name("convergencia.sqlite-wal")
    assert beside.stat().st_size > 0
    found = lying_about(sealed_house)
    for word in (NAME, "Champi", "CREATE TABLE", "case_opened", "vault"):
        assert word.encode() not in found
    assert PLAIN not in found


def test_a_sealed_file_is_as_durable_as_a_plain_one(sealed_house: House) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    with sealed_house.shelf.database.writer.connect() as connection:
        for name, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value


def test_what_one_process_writes_another_reads_with_the_key(sealed_house: House) -> None:
    number = a_case(sealed_house)
    database = open_database(sealed_house.settings.database, KEY)
    with database.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT number FROM case_file").scalars().all()
    database.close()
    assert found == [number.digits]
    assert len(rows(sealed_house, "case_file")) == 1


@pytest.fixture
def url(sealed_house: House) -> Iterator[str]:
    """Tell where a sealed database lies that is not open any more."""
    a_citizen(sealed_house, NAME)
    sealed_house.close()
    yield sealed_house.settings.database
    assert NAME.encode() not in lying_about(sealed_house)


def test_a_missing_key_is_refused_in_words(url: str) -> None:
    database = open_database(url)
    with pytest.raises(DatabaseKeyMissing):
        is_current(database)
    with pytest.raises(DatabaseKeyMissing), database.locked():
        pass
    database.close()


def test_a_wrong_key_is_refused_and_nothing_is_told_on_the_way(
    url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    database = open_database(url, bytes(32))
    with pytest.raises(DatabaseKeyWrong):
        is_current(database)
    with pytest.raises(DatabaseKeyWrong):
        database.driver()
    database.close()
    assert capfd.readouterr().err == ""


def test_a_plain_file_with_a_key_is_refused_and_stays_as_it_was(
    founded_house: Path, tmp_path: Path
) -> None:
    house = copy_of(founded_house, tmp_path / "var")
    house.close()
    before = file_of(house).read_bytes()
    database = open_database(house.settings.database, KEY)
    with pytest.raises(DatabasePlain):
        is_current(database)
    database.close()
    assert file_of(house).read_bytes() == before


def test_a_key_that_is_too_short_is_never_used(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'new.sqlite'}", b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        database.driver()
    assert not list(tmp_path.glob("*sqlite-wal"))


def test_the_key_comes_from_the_settings_or_from_its_file(tmp_path: Path) -> None:
    plain = settings(tmp_path)
    assert database_key_of(plain) is None
    told = settings(tmp_path).model_copy(update={"database_key": plain.master_key})
    assert database_key_of(told) == bytes.fromhex(plain.master_key.get_secret_value())
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "database_key").write_text(DATABASE_KEY)
    assert database_key_of(plain) == KEY
    (tmp_path / "keys" / "database_key").write_text("not a key")
    with pytest.raises(SettingInvalid, match="setting_invalid"):
        database_key_of(plain)


def test_a_server_is_never_sealed_by_us(tmp_path: Path) -> None:
    server = settings(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    assert database_key_of(server) is None
    with pytest.raises(SettingInvalid):
        database_key_of(server.model_copy(update={"database_key": server.master_key}))
