"""The room of calls: figures of whole days, too round to show anyone, and the picture of them."""

import re
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from channels.desk.call_figures import FEW, LanguageFigures, StepFigures, told, veiled
from config.call_board import DailyBoard, call_board_of
from config.graphviz import Graphviz
from config.house import House
from core.model.user import Role
from core.ports import Contact
from ivr_flows.state import END
from tests.channels.kept_calls import LEFT, SCRIPT, WHOLE, Kept, a_call, keep
from tests.clerks import Clerk, a_clerk, words
from tests.houses import StoodClock

PAGE, DRAWING = "/ventanilla/llamadas", "/ventanilla/llamadas/dibujo.svg"
RATED: tuple[Kept, ...] = (*WHOLE[:4], ("rate", "rate", 60, "silence"), (END, "rated.1", 64, "1"))


def many(count: int, kept: tuple[Kept, ...], name: str, language: str = "es") -> list[Contact]:
    return [turn for each in range(count) for turn in a_call(f"{name}{each}", kept, language)]


@pytest.fixture
def supervisor(house: House, desk_app: Flask) -> Clerk:
    return a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.SUPERVISOR)


def a_busy_month(house: House) -> None:
    keep(
        house,
        iter(many(23, RATED, "A")),
        iter(many(12, LEFT, "B")),
        iter(many(3, LEFT, "C", "quz")),
    )


def test_figures_are_rounded_so_that_no_single_caller_is_seen() -> None:
    assert [told(count) for count in (0, 1, 4)] == [FEW] * 3
    assert [told(count) for count in (5, 9, 10, 124)] == ["5", "5", "10", "120"]
    assert all(0 <= count - veiled(count) < 5 for count in range(200))


def test_a_time_is_told_only_of_enough_calls() -> None:
    few = LanguageFigures(language="es", calls=9, answered=4, median_seconds=40, p90_seconds=60)
    assert (few.half, few.nine_of_ten) == ("", "")
    some = replace(few, answered=9)
    assert (some.half, some.nine_of_ten) == ("40 s", "")
    assert replace(few, answered=10).nine_of_ten == "60 s"


def test_a_step_is_bad_where_a_quarter_hang_up_and_they_are_enough_to_tell() -> None:
    step = StepFigures(step="clave", does="", says="", calls=20, left=5)
    assert step.is_bad
    assert not replace(step, left=4).is_bad
    assert not replace(step, calls=25, left=5).is_bad
    assert not replace(step, calls=0, left=0).is_bad


def test_the_page_tells_calls_answers_times_and_marks(house: House, supervisor: Clerk) -> None:
    a_busy_month(house)
    page = words(supervisor.get(PAGE).text)
    assert "Del 21/10/2026 al 19/11/2026" in page
    assert "Llamadas 35" in page
    assert "Oyeron su respuesta 20" in page
    assert "Colgaron antes 15" in page
    assert "Dijeron que les sirvió 20" in page
    assert f"Dijeron que no {FEW}" in page
    assert re.search(r"Castellano 35 20 50 s 50 s", page), page
    assert re.search(rf"Quechua [^0-9]+ {FEW} {FEW} son muy pocas son muy pocas", page), page
    assert "number Pide 10 cifras Marque las diez cifras" in page
    assert "15 (muchos)" in page


def test_no_figure_of_fewer_than_five_is_anywhere(house: House, supervisor: Clerk) -> None:
    keep(house, iter(many(3, RATED, "A")))
    page = supervisor.get(PAGE).text
    assert re.findall(r"<(?:td|dd)>(\d+)</", page) == []
    picture = supervisor.get(DRAWING).text
    assert "3 llegaron" not in picture
    assert f"{FEW} llegaron" in " ".join(re.findall(r">([^<]+)</text>", picture))
    assert "(3)" not in picture


@pytest.mark.parametrize(
    ("asked", "days", "since"),
    [
        ("7", 7, "13/11"),
        ("90", 90, "22/08"),
        ("", 30, "21/10"),
        ("x", 30, "21/10"),
        ("-1", 30, "21/10"),
        ("٧", 30, "21/10"),
    ],
)
def test_the_period_is_chosen_and_anything_else_is_the_usual_one(
    supervisor: Clerk, asked: str, days: int, since: str
) -> None:
    page = supervisor.client.get(PAGE, query_string={"dias": asked}).text
    assert f"Del {since}" in words(page)
    assert re.search(rf'aria-current="true">{days} días', page)


def test_today_is_not_counted_yet(house: House, supervisor: Clerk) -> None:
    late = [replace(turn, at=turn.at + timedelta(days=1)) for turn in many(30, WHOLE, "A")]
    keep(house, iter(late))
    assert f"Llamadas {FEW}" in words(supervisor.get(PAGE).text)


def test_a_day_is_counted_once_and_the_next_one_anew(house: House) -> None:
    board = call_board_of(house)
    assert board.figures(7).calls == 0
    keep(house, iter(many(6, WHOLE, "A")))
    assert board.figures(7).calls == 0
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.day += timedelta(days=1)
    assert board.figures(7).calls == 6
    assert {day for day, _ in board.kept} == {clock.day}


def test_the_picture_is_one_file_that_holds_the_same_figures(
    house: House, supervisor: Clerk
) -> None:
    a_busy_month(house)
    answer = supervisor.get(DRAWING)
    assert answer.content_type.startswith("image/svg+xml")
    assert "10 colgaron" in answer.text or "15 colgaron" in answer.text
    assert "Donde más cuelgan: «number» (15)" in answer.text
    assert f'src="{DRAWING}?dias=30"' in supervisor.get(PAGE).text


def test_without_graphviz_there_is_the_table_and_a_sentence(house: House) -> None:
    a_busy_month(house)
    board = DailyBoard(house, SCRIPT, Graphviz("no-such-program-here"))
    assert board.drawing(30) is None
    assert board.figures(30).steps[0].step == "menu"


def test_the_page_without_a_picture_says_what_to_install(
    house: House, supervisor: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_busy_month(house)
    monkeypatch.setenv("PATH", str(tmp_path))
    page = supervisor.get(PAGE).text
    assert "falta instalar Graphviz" in words(page)
    assert "<img" not in page
    assert "15 (muchos)" in words(page)
    assert supervisor.get(DRAWING).status_code == 404


def test_a_picture_that_takes_too_long_is_given_up(house: House, tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    began = time.monotonic()
    assert DailyBoard(house, SCRIPT, Graphviz(str(slow), seconds=0.2)).drawing(7) is None
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT])
def test_who_stands_at_the_counter_finds_no_way_there(
    house: House, desk_app: Flask, role: Role
) -> None:
    clerk = a_clerk(house, desk_app.test_client(), name="Percy Luna", role=role)
    assert PAGE not in clerk.get("/ventanilla/").text
    assert clerk.get(PAGE).status_code == 403


def test_the_page_is_light(house: House, supervisor: Clerk) -> None:
    visits = [(name, name, place * 5, "1") for place, name in enumerate(SCRIPT.nodes)]
    keep(house, iter(many(5, tuple(visits), "A")))
    answer = supervisor.client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= 8_000
