"""What is handed out unsigned: the sounds of the release by their hash, and nothing of a caller."""

import pytest
from flask import Flask

from channels.porch.recordings import rest_mark, rest_sound
from config.house import House
from config.web import create_app


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house)


def test_a_sound_of_the_release_may_be_kept_for_ever(app: Flask) -> None:
    rest = app.test_client().get(f"/audio/{rest_mark()}.wav")
    assert (rest.status_code, rest.data) == (200, rest_sound())
    assert rest.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert rest.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in rest.headers


@pytest.mark.parametrize(
    "name",
    ["a" * 64, rest_mark().upper(), f"../{rest_mark()[3:]}", f"{rest_mark()}0", "1400004276", ""],
)
def test_nothing_else_is_there(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/audio/{name}.wav").status_code == 404


def test_a_sound_is_only_read(app: Flask) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = app.test_client().open(f"/audio/{rest_mark()}.wav", method=method)
        assert answer.status_code == 405
