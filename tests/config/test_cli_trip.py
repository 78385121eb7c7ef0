"""`trip` as a planner types it: the plan of a file, its delays, its list and its posters."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.config.clerk import Clerk

HEADINGS = (
    *("N.º", "Distrito", "Lugar", "Nombre corto", "Fecha", "Desde", "Hasta"),
    *("Servicios", "Idiomas", "Tareas"),
)
Row = Sequence[object]


def later(days: int) -> date:
    return date(2090, 1, 8) + timedelta(days=days)


def rows() -> list[Row]:
    return [
        (1, "Pisac", "Local comunal de Amaru", "Amaru", later(0), "8:00", "4 p.m.", "DNI; SIS"),
        (2, "080401", "Coliseo de Calca", "", later(2).strftime("%d/%m/%Y"), "09.30", "", ""),
        (3, "Lares", "Plaza", "", later(4), "", "", "DNI", "quechua", "Entregar cartas"),
    ]


def csv_of(path: Path, lines: Sequence[Row]) -> Path:
    written = [HEADINGS, *lines]
    text = "\r\n".join(",".join("" if one is None else str(one) for one in row) for row in written)
    path.write_text(f"Plan de viaje\r\n\r\n{text}\r\n", encoding="utf-8-sig")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return csv_of(tmp_path / "alto-madre.csv", rows())


def plans(clerk: Clerk, path: Path, *more: str) -> tuple[str, ...]:
    del clerk
    return ("trip", "plan", str(path), "--unit", "bote-1", "--user", "ana", *more)


def stops(clerk: Clerk) -> list[dict[str, object]]:
    return clerk.types("trip", "show", "alto-madre", "--json").records


@pytest.mark.usefixtures("user")
def test_a_plan_enters_from_a_file_once_and_is_listed(clerk: Clerk, plan: Path) -> None:
    assert clerk.does(*plans(clerk, plan, "--dry-run"))["new"] == 3
    clerk.is_refused("trip_unknown", "trip", "show", "alto-madre")
    assert clerk.does(*plans(clerk, plan))["new"] == 3
    assert clerk.does(*plans(clerk, plan))["unchanged"] == 3
    listed = clerk.does("trip", "list")
    assert (listed["trip"], listed["stops"], listed["done"]) == ("alto-madre", 3, 0)
    assert [one["district"] for one in stops(clerk)] == ["080405", "080401", "080404"]
    assert "Amaru" in clerk.types("trip", "show", "alto-madre").out
    assert "3 paradas nuevas" not in clerk.types(*plans(clerk, plan)).out
    assert "alto-madre: 2090-01-08 a 2090-01-12" in clerk.types("trip", "list").out


@pytest.mark.usefixtures("user")
def test_a_workbook_with_its_own_days_and_hours_says_the_same(clerk: Clerk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append((1, "Pisac", "Amaru", None, later(0), time(8), time(16), "DNI"))
    sheet.append((2, 80401, "Calca", None, later(1), 0.25, timedelta(hours=9, minutes=5), None))
    book.save(tmp_path / "alto-madre.xlsx")
    assert clerk.does(*plans(clerk, tmp_path / "alto-madre.xlsx"))["new"] == 2
    assert [one["on"] for one in stops(clerk)] == ["2090-01-08", "2090-01-09"]


@pytest.mark.usefixtures("user")
def test_every_fault_is_told_by_row_and_column_and_nothing_enters(
    clerk: Clerk, tmp_path: Path
) -> None:
    wrong: list[Row] = [
        (1, "Atlantis", "Amaru", "", "mañana", "25:00", "", "", "", "Dormir"),
        (2, "Pisac", "", "", "", "", "", ""),
        (3, "Pisac", "Un local con un nombre larguísimo", "", later(3), "", "", ""),
        (4, "Santa Rosa", "Plaza", "", later(2), "9 p.m.", "8", ""),
    ]
    path = csv_of(tmp_path / "alto-madre.csv", wrong)
    reply = clerk.types(*plans(clerk, path, "--json"))
    assert reply.exit_code == 2
    assert [(one["row"], one["column"], one["problem"]) for one in reply.record["faults"]] == [
        (4, "distrito", "place_unknown"),
        (4, "fecha", "not_a_date"),
        (4, "desde", "not_an_hour"),
        (4, "tareas", "task_unknown"),
        (5, "lugar", "missing"),
        (5, "fecha", "missing"),
        (6, "nombre corto", "too_long_for_a_text"),
        (7, "distrito", "place_ambiguous"),
    ]
    said = clerk.types(*plans(clerk, path))
    assert "fila 4, columna distrito: ningún distrito tiene ese código o nombre" in said.out
    assert said.out.endswith("8 faltas: no se anotó nada.\n")
    clerk.is_refused("trip_unknown", "trip", "show", "alto-madre")


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Distrito,Lugar\r\nPisac,Amaru\r\n", "column_missing"),
        ("", "file_unreadable"),
        ("\x00\x00", "file_unreadable"),
    ],
)
def test_what_is_no_plan_is_refused(clerk: Clerk, tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    clerk.is_refused(code, *plans(clerk, path))


@pytest.mark.usefixtures("user")
def test_a_delay_moves_the_rest_of_the_trip_and_the_next_visit_tells_it(
    clerk: Clerk, plan: Path
) -> None:
    clerk.does(*plans(clerk, plan))
    first, second, third = (str(one["visit"]) for one in stops(clerk))
    moved = clerk.does("trip", "delay", second, "--days", "2", "--reason", "rio", "--user", "ana")
    assert moved["stops"] == 2
    assert [one["was"] for one in stops(clerk)] == [None, "2090-01-10", "2090-01-12"]
    assert "ya no el" in clerk.does("visit", "next", "Calca, Calca")["words"]
    assert "ya no el 2090-01-12" in clerk.types("trip", "show", "alto-madre").out
    clerk.does("trip", "delay", third, "--days", "1", "--only", "--user", "ana")
    clerk.does("trip", "cancel", first, "--reason", "clima", "--user", "ana")
    assert "no llega" in clerk.does("visit", "next", "Pisac")["words"]
    clerk.is_refused("visit_changed", "trip", "cancel", first, "--reason", "rio", "--user", "ana")


@pytest.mark.usefixtures("user")
def test_a_stop_is_reported_in_hours_counts_and_codes(clerk: Clerk, plan: Path) -> None:
    clerk.does(*plans(clerk, plan))
    visit = str(stops(clerk)[0]["visit"])
    words = ("trip", "report", visit, "--on", "2026-01-08", "--arrived", "09:10", "--left", "15:30")
    counts = ("--attended", "ingresos=12", "--attended", "cartas=3", "--note", "piden_volver")
    told = clerk.does(*words, *counts, "--user", "ana")
    assert told["data"]["attended"] == {"ingresos": 12, "cartas": 3}
    assert stops(clerk)[0]["attended"] == 15
    for wrong in ("ingresos", "siestas=2", "ingresos=-1"):
        assert clerk.types(*words, "--attended", wrong, "--user", "ana").exit_code == 2


@pytest.mark.usefixtures("user")
def test_the_list_before_a_departure_tells_each_line_with_what_to_do(
    clerk: Clerk, plan: Path
) -> None:
    clerk.does(*plans(clerk, plan))
    asked = ("trip", "ready", "alto-madre")
    known = ("--key-until", "2090-03-01", "--offline-days", "35")
    told = clerk.does(*asked, *known)
    assert told["light"] == "ambar"
    lights = {one["check"]: one["light"] for one in told["checks"]}
    assert lights["keys"] == lights["link"] == lights["stops"] == lights["calendar"] == "verde"
    assert lights["cases_none"] == "ambar"
    assert all(bool(one["to_do"]) == (one["light"] != "verde") for one in told["checks"])
    red = clerk.types(*asked, "--key-until", "2090-01-09", "--offline-days", "3")
    assert red.exit_code == 3
    assert "✗ Puede trabajar 3 días sin red. El viaje dura 5. Haga un intercambio" in red.out
    clerk.is_refused("trip_unknown", "trip", "ready", "otro")


@pytest.mark.usefixtures("user")
def test_posters_are_printed_for_each_stop_and_for_the_trip(
    clerk: Clerk, plan: Path, tmp_path: Path
) -> None:
    clerk.does(*plans(clerk, plan))
    files = clerk.does("trip", "posters", "alto-madre", "--out", str(tmp_path / "out"))["files"]
    assert [Path(file).name for file in files] == [
        "viaje-alto-madre.pdf",
        "parada-001-amaru.pdf",
        "parada-002-coliseo-de-calca.pdf",
        "parada-003-plaza.pdf",
    ]
    assert all(Path(file).read_bytes().startswith(b"%PDF") for file in files)
    clerk.is_refused("trip_unknown", "trip", "posters", "otro", "--out", str(tmp_path))
