"""Who has no business in a room of the desk: who keeps the house, and who works elsewhere."""

from collections.abc import Sequence

from flask import Flask

from config.house import House
from core.model.user import Role
from tests.clerks import Clerk, a_clerk, without_marks, words


def the_keeper_sees_nothing(house: House, app: Flask, paths: Sequence[str], *, named: str) -> None:
    """Check that who keeps the house reads no page of a room, nor its name in the menu."""
    keeper = a_clerk(house, app.test_client(), name="Ana Paz", role=Role.ADMINISTRATOR)
    for path in paths:
        assert keeper.get(path).status_code == 403, path
    assert named not in words(keeper.get("/ventanilla/mi-cuenta").text)


def elsewhere_it_is_as_unknown_as_none(
    house: House, app: Flask, room: str, thing: str, *, reads: Sequence[str], acts: Sequence[str]
) -> None:
    """Check that somebody of Calca can tell nothing of Pisac's from nothing at all."""
    stranger = a_clerk(house, app.test_client(), name="Hugo Ríos", institution="PE/muni-calca")
    here, nobody = f"{room}/{thing}", f"{room}/{'5' * 32}"
    assert here not in stranger.get(room).text
    for path in reads:
        there, nowhere = stranger.get(here + path), stranger.get(nobody + path)
        assert there.status_code == nowhere.status_code == 404, path
        assert without_marks(there.text) == without_marks(nowhere.text), path
    for path in acts:
        assert _sent(stranger, here + path) == 404, path


def _sent(stranger: Clerk, path: str) -> int:
    form = {"key": "1" * 32, "seen": "9", "text": "hola", "how": "called", "note": ""}
    return stranger.post(path, **form).status_code
