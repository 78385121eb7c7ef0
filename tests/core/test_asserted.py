"""What an office's row says becomes one event, and the event says nothing of the person."""

from datetime import date

import pytest

from core.model.asserted import assertion, check_row, fingerprint, personal
from core.model.case import Outcome
from core.model.event import canonical
from core.model.state import State
from core.refusals import CellInvalid
from tests.core.asserted_rows import COMMUNITY, DNI, NAME, PHONE, a_row

TODAY = date(2026, 11, 20)


def told(**changes: object) -> dict[str, object]:
    return assertion(a_row(**changes), {"number": "1400000017", "applicant": "a"}, "sha")


def test_what_the_row_says_is_told_under_the_names_that_the_fold_reads() -> None:
    data = told()
    assert data["state"] == "REQUERIDO"
    assert data["alias"] == "000123-2026-MDP"
    assert data["as_of"] == "2026-11-18"
    assert (data["presented_on"], data["received_on"]) == ("2026-11-09", "2026-11-11")
    assert (data["file"], data["row"]) == ("sha", 7)
    assert data["reasons"] == ["firma-solicitud"]


def test_the_event_holds_nothing_personal() -> None:
    written = canonical(told()).decode()
    for value in (NAME, DNI, PHONE, PHONE[3:], COMMUNITY, "quz"):
        assert value not in written


def test_a_term_to_cure_runs_only_from_a_day_that_the_row_states() -> None:
    assert told()["cure"] == {
        "count": 10,
        "unit": "business_days",
        "basis": "TUO LPAG art. 143.4",
    }
    assert told(observed_on=None)["cure"] is None
    assert told(state=State.EN_TRAMITE)["cure"] is None


@pytest.mark.parametrize(
    ("state", "days", "counted"),
    [(State.REQUERIDO, 5, 5), (State.OBSERVADO_MESA, 5, 2), (State.OBSERVADO_MESA, None, 2)],
)
def test_the_entity_may_give_days_except_where_the_law_gives_them(
    state: State, days: int | None, counted: int
) -> None:
    cure = told(state=state, cure_days=days)["cure"]
    assert isinstance(cure, dict)
    assert cure["count"] == counted


def test_the_time_to_appeal_runs_only_from_a_stated_notification() -> None:
    notified = {"state": State.NOTIFICADO, "resolved_on": date(2026, 11, 17)}
    on = date(2026, 11, 18)
    appeal = told(**notified, notified_on=on)["appeal"]
    assert isinstance(appeal, dict)
    assert appeal["count"] == 15
    assert told(**notified)["appeal"] is None
    assert told(state=State.EN_TRAMITE, notified_on=on)["appeal"] is None


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.EN_TRAMITE},
        {"station": None},
        {"procedure": "PE/sisfoh"},
        {"reasons": ("firma-solicitud", "datos-pago")},
        {"observed_on": None},
        {"cure_days": 5},
        {"outcome": Outcome.PARCIAL},
        {"notified_on": date(2026, 11, 18)},
        {"received_on": date(2026, 11, 10)},
        {"distance_days": 2},
    ],
)
def test_whatever_changes_about_the_case_changes_its_fingerprint(
    changes: dict[str, object],
) -> None:
    assert fingerprint(a_row(**changes)) != fingerprint(a_row())


@pytest.mark.parametrize(
    "changes",
    [
        {"row": 8},
        {"as_of": date(2026, 11, 19)},
        {"applicant_name": "Otra Persona"},
        {"phone": None},
    ],
)
def test_a_later_export_or_another_phone_is_no_news_about_the_case(
    changes: dict[str, object],
) -> None:
    assert fingerprint(a_row(**changes)) == fingerprint(a_row())


def test_what_a_row_does_not_say_of_its_person_is_no_statement() -> None:
    said = personal(a_row(phone=None, phone_shared=None, language=None))
    assert set(said) == {"name", "document", "address", "district"}


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({"as_of": date(2026, 11, 21)}, "as_of", "in_the_future"),
        ({"observed_on": date(2026, 11, 19)}, "observed_on", "after_as_of"),
        ({"received_on": date(2026, 11, 8)}, "received_on", "before_presented_on"),
        ({"resolved_on": date(2026, 11, 10)}, "resolved_on", "before_received_on"),
        (
            {"resolved_on": date(2026, 11, 17), "notified_on": date(2026, 11, 16)},
            "notified_on",
            "before_resolved_on",
        ),
        ({"cure_days": 0}, "cure_days", "out_of_range"),
        ({"cure_days": 2000}, "cure_days", "out_of_range"),
        ({"distance_days": -1}, "distance_days", "out_of_range"),
    ],
)
def test_days_that_cannot_all_be_true_are_refused_by_their_column(
    changes: dict[str, object], column: str, problem: str
) -> None:
    with pytest.raises(CellInvalid) as refusal:
        check_row(a_row(**changes), TODAY)
    assert refusal.value.facts == {"column": column, "problem": problem}


def test_a_row_that_states_no_day_contradicts_nothing() -> None:
    check_row(a_row(presented_on=None, received_on=None, observed_on=None), TODAY)
