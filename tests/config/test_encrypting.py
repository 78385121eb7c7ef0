"""`migrate --encrypt`: a house or a laptop seals its database, and says what stays."""

from pathlib import Path

import pytest

from config.encrypting import encrypt
from config.unit_place import UnitPlace, at_place
from core.refusals import DatabaseInUse, UnitCopied
from core.store.sealed import is_plain
from tests.config.clerk import clerk_of
from tests.houses import DATABASE_KEY, copy_of, settings


@pytest.fixture
def var(founded_house: Path, tmp_path: Path) -> Path:
    copy_of(founded_house, tmp_path / "var").close()
    return tmp_path / "var"


def database(var: Path) -> Path:
    return var / "convergencia.sqlite"


def test_a_plain_house_is_sealed_and_goes_on_and_says_what_stays(var: Path) -> None:
    clerk = clerk_of(var)
    before = clerk.does("audit", "verify")
    done = clerk.does("migrate", "--encrypt")
    key = var / "keys" / "database_key"
    assert done["key_file"] == str(key)
    assert key.stat().st_mode & 0o777 == 0o600
    assert [Path(kept).name for kept in done["plain_files"]] == ["convergencia.sqlite.plain"]
    assert "sigue en el disco" in done["aviso"]
    assert not is_plain(database(var))
    assert clerk.does("audit", "verify") == before
    again = clerk.does("migrate", "--encrypt")
    assert again == {**done, "published": 0}
    Path(done["plain_files"][0]).unlink()
    assert "aviso" not in clerk.does("migrate", "--encrypt")


def test_a_house_may_begin_sealed_under_a_key_that_is_kept_elsewhere(tmp_path: Path) -> None:
    clerk = clerk_of(tmp_path, DATABASE_KEY=DATABASE_KEY)
    done = clerk.does("migrate", "--encrypt")
    assert (done["key_file"], done["plain_files"]) == (None, [])
    assert not is_plain(database(tmp_path))
    assert not (tmp_path / "keys" / "database_key").exists()
    clerk_of(tmp_path).is_refused("database_key_missing", "document", "list")
    clerk_of(tmp_path, DATABASE_KEY="00" * 32).is_refused("database_key_wrong", "document", "list")
    clerk_of(tmp_path, DATABASE_KEY="00").is_refused("setting_invalid", "document", "list")
    assert clerk.types("document", "list").exit_code == 0


def test_a_plain_house_with_a_key_says_how_it_is_sealed(var: Path) -> None:
    clerk = clerk_of(var, DATABASE_KEY=DATABASE_KEY)
    clerk.is_refused("database_plain", "document", "list")
    assert "migrate --encrypt" in clerk.types("document", "list").err
    assert clerk.does("migrate", "--encrypt")["key_file"] is None
    assert clerk.types("document", "list").exit_code == 0


def test_a_server_is_not_sealed(tmp_path: Path) -> None:
    server = "postgresql+psycopg://nobody@127.0.0.1:9/nothing"
    clerk_of(tmp_path, DATABASE_URL=server).is_refused("setting_invalid", "migrate", "--encrypt")


def test_declined_a_house_opens_as_before(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(_path: Path, _key: bytes) -> Path:
        raise DatabaseInUse

    monkeypatch.setattr("config.encrypting.seal_file", in_use)
    clerk_of(var).is_refused("database_in_use", "migrate", "--encrypt")
    assert not (var / "keys" / "database_key").exists()
    assert clerk_of(var).types("document", "list").exit_code == 0


@pytest.fixture
def place(var: Path) -> UnitPlace:
    """Make the house a unit, as far as its file is asked."""
    place = UnitPlace(settings(var))
    place.path.parent.mkdir()
    place.path.write_text('{"fingerprint": "", "origin": "boat", "epoch": 1, "codes": [[1, "9"]]}')
    place.settle()
    return place


def test_a_unit_keeps_its_place_though_its_file_is_another_one(var: Path, place: UnitPlace) -> None:
    assert at_place(place.settings, place).origin == "boat"
    encrypt(place.settings)
    assert not is_plain(database(var))
    place.may_write()


def test_cut_after_the_swap_a_unit_is_given_its_place_the_next_time(
    place: UnitPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(UnitPlace, "follow", lambda _self, _former: None)
        encrypt(place.settings)
    with pytest.raises(UnitCopied):
        place.may_write()
    encrypt(place.settings)
    place.may_write()


def test_sealing_makes_no_unit_of_a_copy(var: Path, place: UnitPlace) -> None:
    copied = database(var).read_bytes()
    database(var).rename(var / "elsewhere")
    database(var).write_bytes(copied)
    with pytest.raises(UnitCopied):
        encrypt(place.settings)
    assert is_plain(database(var))
