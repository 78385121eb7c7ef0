"""Every address that a house has, each with something real in its places."""

from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

from core.model.case_number import CaseNumber

Form = dict[str, str]


@dataclass(frozen=True, slots=True)
class Route:
    """One address and one way to ask it."""

    endpoint: str
    method: str
    path: str

    @property
    def door(self) -> str:
        return self.endpoint.rpartition(".")[0]

    @property
    def room(self) -> str:
        return self.endpoint.rpartition(".")[2]


def routes(app: Flask, number: CaseNumber) -> list[Route]:
    """List every route, with something real in each place of its address."""
    given = {
        "digits": number.digits,
        "seen": "hub.1.1",
        "kind": "case_resolved",
        "code": "domicilio",
        "name": "desk.css",
        "key": "0" * 32,
        "turn": 1,
        "place": 0,
        "message": "5" * 32,
        "thread": "5" * 32,
        "letter": "F8QY40YGE2",
        "run": "5" * 7,
        "visit": "5" * 32,
        "booked": "7" * 32,
        "trip": "Alto Madre",
        "filename": "handset.css",
        "mark": "a" * 64,
        "sha256": "b" * 64,
    }
    binding = app.url_map.bind("localhost")
    return [
        Route(rule.endpoint, method, binding.build(rule.endpoint, places, method=method))
        for rule in app.url_map.iter_rules()
        for places in ({name: given[name] for name in rule.arguments},)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def of_door(app: Flask, number: CaseNumber, *doors: str) -> list[Route]:
    found = [route for route in routes(app, number) if route.door in doors]
    assert found
    return found


def ask(app: Flask, route: Route, data: Form, headers: Form) -> TestResponse:
    return app.test_client().open(route.path, method=route.method, data=data, headers=headers)
