"""The judge: what an event does to a case, by what its author had seen."""

from dataclasses import replace

import pytest

from core.model.case import Case
from core.model.case_story import fold, settle
from core.model.disputes import AUTHORITY_STATES, FIELD_KINDS, judge, made_move
from core.model.event import Event
from core.model.moves import MOVES
from core.model.state import FINAL, State
from core.model.verdict import Verdict
from core.refusals import CaseDisputed, IllegalMove, StaleCase
from tests.core.told_moves import OTHER, Author, folded, opened


def hub_and_unit() -> tuple[Author, Author, Event]:
    hub, unit = Author("hub"), Author("tambo.3")
    return hub, unit, opened(hub)


def in_state(state: State, hub: Author) -> Case:
    """Fold a case that the office asserts to be in a state."""
    return folded(hub.write("asserted", data={"state": state.value}))


def test_a_move_whose_author_had_seen_the_last_one_is_applied() -> None:
    hub, unit, first = hub_and_unit()
    routed = unit.write("case_routed", first.id)
    case = folded(first, routed)
    assert (case.state, case.heads, case.disputes) == (State.EN_TRAMITE, (routed.id,), ())
    assert folded(first, routed, hub.write("case_suspended", routed.id)).state is State.SUSPENDIDO


def test_the_frontier_of_one_place_is_its_last_event_alone() -> None:
    hub, _, first = hub_and_unit()
    noted = hub.write("noted", first.id)
    case = folded(first, noted)
    assert (case.heads, case.last, case.seen) == ((first.id,), noted.id, (noted.id,))


def test_what_is_told_of_a_case_from_elsewhere_widens_the_frontier() -> None:
    hub, unit, first = hub_and_unit()
    note = unit.write("noted", first.id)
    assert folded(first, note).seen == (first.id, note.id)
    # A note is a union: it never contradicts anything.
    assert folded(first, hub.write("case_routed", first.id), note).disputes == ()


def test_two_moves_that_had_not_seen_each_other_are_a_dispute() -> None:
    hub, unit, first = hub_and_unit()
    observed, withdrawn = hub.write("case_observed"), unit.write("case_withdrawn", first.id)
    case = folded(first, observed, withdrawn)
    assert case.is_disputed
    assert (case.state, case.heads) == (State.OBSERVADO_MESA, (observed.id,))
    (dispute,) = case.disputes
    assert (dispute.event, dispute.verdict) == (withdrawn.id, Verdict.DISPUTED)
    assert (dispute.kind, dispute.state) == ("case_withdrawn", State.DESISTIDO)
    assert (case.last, case.events) == (withdrawn.id, 3)


def test_in_the_other_order_the_other_one_stands() -> None:
    hub, unit, first = hub_and_unit()
    observed, withdrawn = hub.write("case_observed"), unit.write("case_withdrawn", first.id)
    case = folded(first, withdrawn, observed)
    assert (case.state, case.heads) == (State.DESISTIDO, (withdrawn.id,))
    # By then the case is closed: what the office noted is a fact, and nobody has to decide.
    assert [(one.kind, one.verdict) for one in case.disputes] == [("case_observed", Verdict.FACT)]


def test_the_same_move_made_twice_unseen_is_a_duplicate_that_both_follow() -> None:
    hub, unit, first = hub_and_unit()
    here, there = hub.write("case_observed"), unit.write("case_observed", first.id)
    case = folded(first, here, there)
    assert [one.verdict for one in case.disputes] == [Verdict.DUPLICATE]
    assert (case.is_disputed, case.open_disputes) == (False, ())
    assert case.heads == (here.id, there.id)
    assert case.seen == (here.id, there.id)
    cured = hub.write("case_cured", *case.seen)
    assert settle(case, cured).heads == (cured.id,)


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("case_observed", {"reasons": ["pago-tasa"]}, {"reasons": ["firma-solicitud"]}),
        ("case_routed", {"station": "rentas"}, {"station": "licencias"}),
        ("case_resolved", {"outcome": "denegado"}, {"outcome": "favorable"}),
    ],
)
def test_the_same_move_with_other_facts_is_no_duplicate(
    kind: str, here: dict[str, object], there: dict[str, object]
) -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, hub.write(kind, data=here), unit.write(kind, first.id, data=there))
    assert [one.verdict for one in case.disputes] == [Verdict.DISPUTED]


def test_the_same_way_through_silence_is_a_duplicate_and_another_state_none() -> None:
    hub, unit, first = hub_and_unit()
    silence = {"from": State.SILENCIO_POSITIVO.value}
    here = hub.write("silence_invoked", data=silence)
    there = unit.write("silence_invoked", first.id, data=silence)
    assert [one.verdict for one in folded(first, here, there).disputes] == [Verdict.DUPLICATE]
    other = unit.write("case_joined", first.id, data={"joined_to": OTHER.digits})
    joined = folded(first, here, other)
    assert [one.verdict for one in joined.disputes] == [Verdict.DISPUTED]


@pytest.mark.parametrize("state", sorted(AUTHORITY_STATES))
@pytest.mark.parametrize("kind", sorted(FIELD_KINDS))
def test_an_authoritys_act_stands_against_papers_from_the_field(state: State, kind: str) -> None:
    hub, unit = Author("hub"), Author("tambo.3")
    case = in_state(state, hub)
    assert judge(case, unit.write(kind)) is Verdict.FACT
    assert not settle(case, unit.write(kind)).is_disputed


@pytest.mark.parametrize("state", sorted(FINAL))
def test_what_comes_after_the_end_is_a_fact(state: State) -> None:
    hub, unit = Author("hub"), Author("tambo.3")
    case = in_state(state, hub)
    assert judge(case, unit.write("case_routed")) is Verdict.FACT


def test_a_second_delivery_waits_for_a_person_and_blocks_nothing() -> None:
    hub, unit = Author("hub"), Author("tambo.3")
    case = settle(in_state(State.ENTREGADO, hub), unit.write("case_delivered"))
    (dispute,) = case.open_disputes
    assert dispute.verdict is Verdict.DELIVERED_TWICE
    assert not case.is_disputed
    archived = fold(case, hub.write("case_archived"))
    assert archived.state is State.ARCHIVADO


def test_an_assertion_of_the_office_always_counts_and_what_it_overtook_is_disputed() -> None:
    hub, unit, first = hub_and_unit()
    asserted = hub.write("asserted")
    case = folded(first, asserted, unit.write("case_withdrawn", first.id))
    assert (case.state, case.is_disputed) == (State.EN_TRAMITE, True)
    again = settle(case, hub.write("asserted", data={"state": "RESUELTO"}))
    assert (again.state, again.is_disputed) == (State.RESUELTO, True)


def test_an_unlawful_move_from_elsewhere_is_disputed_though_its_author_saw_all() -> None:
    _, unit, first = hub_and_unit()
    case = folded(first, unit.write("case_notified", first.id))
    assert (case.state, case.is_disputed) == (State.PRESENTADO, True)
    assert case.disputes[0].state is State.NOTIFICADO


def test_who_saw_all_and_says_again_what_stands_is_no_duplicate_but_unlawful() -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, hub.write("case_observed"))
    assert judge(case, unit.write("case_observed", *case.seen)) is Verdict.DISPUTED


def test_a_state_that_only_its_author_names_is_believed_of_silence_alone() -> None:
    _, unit, first = hub_and_unit()
    made_up = unit.write("case_ready", first.id, data={"from": State.FIRME.value})
    assert folded(first, made_up).state is State.PRESENTADO
    by_silence = unit.write("case_ready", first.id, data={"from": State.SILENCIO_POSITIVO.value})
    assert folded(first, by_silence).state is State.LISTO_PARA_RECOJO


def test_where_a_move_would_have_led_is_told_where_only_one_place_is_possible() -> None:
    hub, unit, first = hub_and_unit()
    routed = hub.write("case_routed")
    observed, cured = unit.write("case_observed", first.id), unit.write("case_cured", first.id)
    wanted = [one.state for one in folded(first, routed, observed, cured).disputes]
    # From where the case is, it leads to one place; a cure may lead to two, and to none from there.
    assert wanted == [State.REQUERIDO, None]


def test_while_it_is_disputed_nobody_moves_the_case() -> None:
    hub, unit, first = hub_and_unit()
    third = Author("tambo.9")
    observed = hub.write("case_observed")
    case = folded(first, observed, unit.write("case_withdrawn", first.id))
    with pytest.raises(CaseDisputed):
        fold(case, hub.write("case_cured", *case.seen))
    # A third one, who knew of no dispute, moved it from where it stands: that waits too.
    later = settle(case, third.write("case_cured", observed.id))
    assert (later.state, len(later.open_disputes)) == (State.OBSERVADO_MESA, 2)
    # What is no move is taken in.
    assert fold(case, hub.write("clave_issued", *case.seen)).issue.count == 2


def test_what_is_written_here_must_be_lawful_and_must_have_seen_the_case() -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, unit.write("case_routed", first.id))
    with pytest.raises(StaleCase):
        fold(case, hub.write("case_suspended"))
    with pytest.raises(IllegalMove):
        fold(case, hub.write("case_notified", *case.seen))


def test_no_case_is_opened_twice() -> None:
    _, unit, first = hub_and_unit()
    for take_in in (fold, settle):
        with pytest.raises(IllegalMove):
            take_in(folded(first), opened(unit))


def test_a_resolution_that_keeps_what_stands_closes_all_that_it_names() -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, hub.write("case_observed"), unit.write("case_withdrawn", first.id))
    over = {"over": [str(case.disputes[0].event)]}
    settled = hub.write("dispute_resolved", *case.seen, data=over)
    closed = fold(case, settled)
    assert (closed.state, closed.is_disputed) == (State.OBSERVADO_MESA, False)
    assert closed.disputes[0].settled_by == settled.id
    assert closed.heads == (settled.id,)
    assert made_move(settled) == "dispute_resolved"
    # Whoever went on from the side that lost has not seen that.
    again = settle(closed, unit.write("case_archived"))
    assert again.is_disputed


def test_a_resolution_may_make_the_other_move_with_its_own_facts_and_days() -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, hub.write("case_routed"), unit.write("case_observed", first.id))
    disputed = case.disputes[0].event
    move = {"kind": "case_observed", "data": {"reasons": ["pago-tasa"]}}
    settled = hub.write("dispute_resolved", data={"over": [str(disputed)], "move": move})
    closed = fold(case, replace(settled, draft=replace(settled.draft, base=case.seen)))
    assert (closed.state, closed.reasons) == (State.REQUERIDO, ("pago-tasa",))
    assert not closed.is_disputed


def test_a_resolution_that_had_not_seen_all_or_that_the_law_forbids_is_disputed_itself() -> None:
    hub, unit, first = hub_and_unit()
    case = folded(first, hub.write("case_observed"), unit.write("case_withdrawn", first.id))
    over = {"over": [str(case.disputes[0].event)]}
    blind = unit.write("dispute_resolved", first.id, data=over)
    assert judge(case, blind) is Verdict.DISPUTED
    move = {"kind": "case_notified", "data": {}}
    unlawful = hub.write("dispute_resolved", *case.seen, data=over | {"move": move})
    with pytest.raises(IllegalMove):
        fold(case, unlawful)
    kept = settle(case, unlawful)
    assert [one.state for one in kept.disputes] == [State.DESISTIDO, State.NOTIFICADO]
    assert settle(case, blind).disputes[-1].state is None


def test_a_case_of_before_there_were_units_has_its_last_event_for_a_head() -> None:
    _, unit, first = hub_and_unit()
    case = replace(folded(first), heads=())
    assert judge(case, unit.write("case_routed")) is Verdict.DISPUTED
    assert judge(case, unit.write("case_routed", first.id)) is Verdict.APPLIED


def test_every_kind_of_the_table_is_a_move() -> None:
    assert set(MOVES) >= FIELD_KINDS
    assert AUTHORITY_STATES.isdisjoint(FINAL)
