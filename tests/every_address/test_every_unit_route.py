"""No address for units is missed: each hears signed bundles alone, and leaves nothing behind."""

from pathlib import Path

from flask import Flask

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from tests.channels.units.exchanges import Between, a_unit
from tests.clerks import a_clerk
from tests.core.rows import written
from tests.routes import of_door

KEPT = ("event", "vault", "outbox", "held_run", "session_mark", "exchange_session")
BODIES = (b"", b"CVGP", b"x" * 9000, b"CVGP" + bytes(300), b"csrf_token=x")


def test_no_unit_is_heard_unsigned(house: House, app: Flask, number: CaseNumber) -> None:
    clerk, before = a_clerk(house, app.test_client()), written(house, *KEPT)
    for route in of_door(app, number, "units"):
        for client in (app.test_client(), clerk.client):
            for body in BODIES:
                answer = client.open(route.path, method=route.method, data=body)
                assert answer.status_code in {400, 403, 404, 411}, (route, body[:9])
                assert answer.content_type.startswith("text/plain")
                assert "Set-Cookie" not in answer.headers
                assert answer.headers["Cache-Control"] == "no-store"
                assert number.digits not in answer.text
    assert written(house, *KEPT) == before


def test_what_is_far_too_large_is_not_read(app: Flask, number: CaseNumber) -> None:
    for route in of_door(app, number, "units"):
        said = {"CONTENT_LENGTH": str(2**30)}
        client = app.test_client()
        answer = client.open(route.path, method=route.method, environ_overrides=said)
        assert answer.status_code in {400, 413}, route


def test_a_signed_bundle_is_answered_without_a_cookie_or_a_mark(
    house: House, app: Flask, tmp_path: Path, number: CaseNumber
) -> None:
    unit = a_unit(house, tmp_path / "boat")
    request = Between(house, unit).unit_side.request(room=2**20, most_bytes=2**20)
    answer = app.test_client().post("/unidades/v1/intercambio", data=request.bundle)
    assert answer.status_code == 200
    assert answer.content_length == len(answer.data)
    assert "Set-Cookie" not in answer.headers
    hearing = Between(house, unit).unit_side.hear(request.session, lambda _: None)
    hearing.feed(answer.data)
    assert hearing.finish().acks[0].seq == 1
    assert number.digits.encode() not in answer.data
    unit.close()


def test_a_unit_has_no_door_for_units(house: House, tmp_path: Path) -> None:
    unit = a_unit(house, tmp_path / "boat")
    app = create_app(unit)
    assert "units" not in app.blueprints
    unit.close()
