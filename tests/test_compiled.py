"""What one engine compiled is not compiled again by the next, and is told to no other database."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, make_url, select

from tests.compiled import Compiled

HERONS = Table("heron", MetaData(), Column("number", Integer))


def test_a_second_engine_finds_what_the_first_compiled() -> None:
    asked, held = select(HERONS.c.number), []
    for _ in range(2):
        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            HERONS.create(connection)
            held.append(connection.execute(asked).context.compiled)
        engine.dispose()
    assert held[0] is held[1]


def test_another_database_finds_nothing_of_it() -> None:
    here, there = (make_url(url).get_dialect()() for url in ("sqlite://", "postgresql://"))
    compiled = Compiled()
    compiled[here, "asked"] = "for SQLite"
    again = make_url("sqlite://").get_dialect()()
    assert compiled[again, "asked"] == "for SQLite"
    with pytest.raises(KeyError):
        compiled[there, "asked"]
