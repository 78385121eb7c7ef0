"""Worlds of one hub and three units, made once for the whole run and copied for each history."""

import pytest

from tests.exchange.worlds import Template, a_template
from tests.postgres import Postgres


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Make a world whose hub is on SQLite."""
    return a_template(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def template_on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Make a world whose hub is on PostgreSQL; units are on SQLite, as every unit is."""
    return a_template(tmp_path_factory.mktemp("world"), postgres)
