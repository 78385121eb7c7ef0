"""A house of before gets districts for all that it accepted, and its rows stay as they were."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from core.store.database import Database, open_database
from core.store.migration import is_current, migrate
from tests.postgres import Postgres

BEFORE = "0009_wishes_that_join"
EVENT = (
    "INSERT INTO event (origin, epoch, seq, kind, schema_v, institution, subject, buckets, base, "
    "actor, via, basis, happened_at, recorded_at, clock_suspect, data, prev_hash, hash) VALUES "
    "('hub', 1, {seq}, 'noted', 1, '', '{subject}', '{buckets}', '[]', '', '', '', '', '', {no}, "
    "'{{}}', '', '')"
)
ARRIVAL = (
    "INSERT INTO arrival (hub_seq, origin, epoch, seq, transport, arrived_at) "
    "VALUES ({seq}, 'hub', 1, {seq}, 'local', '')"
)
CASE = (
    "INSERT INTO case_file (number, institution, procedure, applicant, district, state, clock, "
    "issue_origin, issue_epoch, issue_count, last, events, reasons, aliases) VALUES "
    "('1400000000', '', '', 'rosa', '080401', 'PRESENTADO', '{}', 'hub', 1, 1, 'hub.1.1', 1, "
    "'[]', '[]')"
)
LIVES = [("origin:hub", '["*"]'), ("citizen:rosa", '["080405","080406"]'), ("case:1", '["080401"]')]


def of_before(database: Database) -> None:
    with as_file(files("core.store") / "migrations") as folder, database.locked() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        no = "0" if database.is_sqlite else "false"
        for seq, (subject, buckets) in enumerate(LIVES, 1):
            said = {"seq": seq, "subject": subject, "buckets": buckets, "no": no}
            connection.exec_driver_sql(EVENT.format(**said))
            connection.exec_driver_sql(ARRIVAL.format(seq=seq))
        connection.exec_driver_sql(CASE)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_what_was_accepted_before_lies_in_its_districts(
    request: pytest.FixtureRequest, tmp_path: Path, dialect: str
) -> None:
    url = f"sqlite:///{tmp_path / 'before.sqlite'}"
    if dialect == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.create_database()
    database = open_database(url)
    of_before(database)
    migrate(database)
    assert is_current(database)
    with database.reader.connect() as connection:
        asked = "SELECT bucket, hub_seq FROM arrival_bucket ORDER BY hub_seq, bucket"
        found = [tuple(row) for row in connection.exec_driver_sql(asked)]
        heads = connection.exec_driver_sql("SELECT heads, disputes FROM case_file").one()
    assert found == [("*", 1), ("080401", 2), ("080405", 2), ("080406", 2), ("080401", 3)]
    assert tuple(heads) == ("[]", "[]")
    database.close()
