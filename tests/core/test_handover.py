"""What is written down of a letter in somebody's hands, and what travels in the bag of a stop."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.bag import BAG_STEPS, read_carried
from core.model.handover import Absence, Handover, Receiver, Shown, Signed, Where
from core.model.letter import LetterKind
from core.model.signature import HEIGHT, LONGEST, WIDTH, Signature
from core.refusals import DrawingInvalid, LetterIncomplete, ReceiverForbidden, Refusal

TODAY = date(2026, 11, 20)
NOON = time(12)
POINT = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.lists(st.lists(POINT, min_size=4, max_size=8).map(tuple), min_size=1, max_size=3)


@given(STROKES)
def test_a_signature_is_read_as_it_was_drawn(strokes: list[tuple[tuple[int, int], ...]]) -> None:
    drawn = Signature(tuple(strokes))
    assert Signature.parse(drawn.text) == drawn
    assert set(drawn.path) <= set("ML 0123456789")


@given(st.text(max_size=60))
def test_whatever_is_no_drawing_is_refused_and_nothing_else_happens(text: str) -> None:
    with suppress(DrawingInvalid):
        assert Signature.parse(text).text == text.strip(";")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,1 2,2 3,3",
        f"{WIDTH + 1},1 2,2 3,3 4,4",
        f"1,{HEIGHT + 1} 2,2 3,3 4,4",
        "1,1 2,2;;3,3 4,4",
        "1,1  2,2 3,3 4,4",
        "١,1 2,2 3,3 4,4",
        "1,1 2,2 3,3 4,4 " * (LONGEST // 16 + 1),
        '1,1 2,2 3,3 4,4"/><script>',
    ],
)
def test_a_drawing_out_of_its_field_or_larger_than_it_may_be_is_refused(text: str) -> None:
    with pytest.raises(DrawingInvalid):
        Signature.parse(text)


def handed(**more: object) -> Handover:
    told = {"receiver": Receiver.ADDRESSEE, "where": Where.COUNTER, "signed": Signed.PAPER}
    return Handover(on=TODAY, at=NOON, **{**told, **more})  # type: ignore[arg-type] # its fields


NAMED = {"received_by": "Juan Mamani", "document": "10117410", "shown": Shown.DNI}


@pytest.mark.parametrize(
    ("receiver", "where", "informative", "legal"),
    [
        (Receiver.ADDRESSEE, Where.COUNTER, True, True),
        (Receiver.REPRESENTATIVE, Where.COUNTER, True, True),
        (Receiver.RELATIVE, Where.COUNTER, True, False),
        (Receiver.OTHER, Where.COUNTER, True, False),
        (Receiver.RELATIVE, Where.HOME, True, True),
        (Receiver.OTHER, Where.HOME, True, True),
    ],
)
def test_who_may_receive_is_the_list_of_the_law(
    receiver: Receiver, where: Where, *, informative: bool, legal: bool
) -> None:
    told = handed(receiver=receiver, where=where, **NAMED)
    for kind, may in ((LetterKind.STATUS, informative), (LetterKind.NOTIFICATION, legal)):
        if may:
            told.check(kind)
        else:
            with pytest.raises(ReceiverForbidden):
                told.check(kind)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"receiver": Receiver.OTHER, "document": "10117410", "shown": Shown.DNI}, "received_by"),
        ({"receiver": Receiver.OTHER, "received_by": "Juan"}, "document"),
        ({"signed": Signed.SCREEN}, "signature"),
        ({"signed": Signed.REFUSED}, "features"),
        ({"features": "x" * 201}, "features"),
        ({"received_by": "x" * 201}, "received_by"),
    ],
)
def test_what_the_law_has_written_down_is_asked_for(
    fields: dict[str, object], missing: str
) -> None:
    with pytest.raises(LetterIncomplete) as refusal:
        handed(**fields)
    assert refusal.value.facts["field"] == missing


def test_only_the_addressee_or_who_stands_for_them_may_refuse() -> None:
    no = {"signed": Signed.REFUSED, "features": "puerta azul"}
    assert handed(**no).plain["refused"] is True
    with pytest.raises(ReceiverForbidden):
        handed(**no, **NAMED, receiver=Receiver.RELATIVE, where=Where.HOME)
    with pytest.raises(Refusal):
        handed(document="123", shown=Shown.DNI)


def test_a_letter_that_is_left_needs_the_features_of_the_house() -> None:
    assert Absence(on=TODAY, at=NOON, features="puerta azul").is_under_door
    for features in ("", "x" * 201):
        with pytest.raises(LetterIncomplete):
            Absence(on=TODAY, at=NOON, features=features)


def test_a_bag_says_the_same_in_whatever_order_the_same_is_told_again() -> None:
    facts = {"letter": "A", "letter_kind": "status", "institution": "PE/x", "person": "p"}
    until = TODAY + timedelta(days=7)
    bag = BAG_STEPS["letter_boarded"]((), facts)
    waits = BAG_STEPS["letter_awaits"](bag, {"letter": "A", "until": until.isoformat()})
    assert BAG_STEPS["letter_boarded"](waits, facts) == waits
    assert (waits[0].tried, waits[0].awaits) == (1, until)
    assert read_carried(waits[0].facts()) == waits[0]
    gone = BAG_STEPS["letter_unboarded"](waits, {"letter": "A"})
    assert gone == ()
    for kind in ("letter_unboarded", "letter_awaits"):
        assert BAG_STEPS[kind](gone, {"letter": "A", "until": until.isoformat()}) == ()
