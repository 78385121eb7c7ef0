from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.citizen import Address, Citizen, CitizenPhone, PhoneProof
from core.model.citizen_story import fold
from core.model.event import GENESIS, Draft, Event, EventId
from core.model.place import Ubigeo, UbigeoSystem
from core.refusals import CitizenUnknown

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
PROVED = CitizenPhone(
    field="phone:1", version=1, proof=PhoneProof.CODE, proved_on=date(2026, 3, 2), shared=False
)
PISAC = Ubigeo(UbigeoSystem.INEI, "080405")
ADDRESS = Address(
    recipient="Juana Mamani Quispe",
    district=PISAC,
    lines=("Comunidad Ampay",),
    reference='Frente a la escuela "N.° 50123"',
    delivery_point="Tambo Ampay",
    locality="Ampay",
)


def event(kind: str, **data: Any) -> Event:  # noqa: ANN401 - events carry any facts
    draft = Draft(
        kind=kind,
        subject="citizen:c1",
        institution="PE/muni-pisac",
        actor="user:u1",
        via="cli",
        happened_at=AT,
        data=data,
    )
    return Event(id=EventId("hub", 1, 1), draft=draft, recorded_at=AT, prev_hash=GENESIS)


def sealed(**versions: int) -> Mapping[str, Mapping[str, object]]:
    return {name: {"version": version, "commitment": "ab"} for name, version in versions.items()}


def told(*events: Event) -> Citizen:
    citizen = fold(None, event("citizen_registered", district="080405", sealed=sealed(name=1)))
    for one in events:
        citizen = fold(citizen, one)
    return citizen


def phone_added(field: str = "phone:1", version: int = 1, **more: object) -> Event:
    said = {field: {"version": version, "commitment": "ab"}}
    return event("phone_added", field=field, sealed=said, **more)


def phone_proved(on: str = "2026-03-02", version: int = 1, **more: object) -> Event:
    return event("phone_proved", field="phone:1", version=version, proof="code", on=on, **more)


def phone_heard(on: str) -> Event:
    return event("phone_heard", field="phone:1", version=1, on=on)


@pytest.mark.parametrize(
    ("today", "holds"),
    [("2026-03-01", False), ("2026-03-02", True), ("2027-03-02", True), ("2027-03-03", False)],
)
def test_a_proof_holds_for_twelve_months_from_date_to_date(today: str, holds: bool) -> None:  # noqa: FBT001
    assert PROVED.is_proved(date.fromisoformat(today)) is holds
    assert PROVED.is_own(date.fromisoformat(today)) is holds


def test_a_phone_that_was_heard_of_keeps_its_proof_for_twelve_months_more() -> None:
    citizen = told(
        phone_added(),
        phone_proved(),
        phone_heard("2026-12-24"),
    )
    assert citizen.phones[0].is_proved(date(2027, 12, 24))
    assert not citizen.phones[0].is_proved(date(2027, 12, 25))


def test_news_of_a_phone_that_arrives_late_does_not_shorten_its_proof() -> None:
    citizen = told(
        phone_added(), phone_proved(), phone_heard("2026-12-24"), phone_heard("2026-05-01")
    )
    assert citizen.phones[0].last_heard_on == date(2026, 12, 24)


def test_a_proof_of_a_leap_day_lapses_with_february() -> None:
    phone = CitizenPhone(
        field="phone:1", version=1, proof=PhoneProof.IN_PERSON, proved_on=date(2028, 2, 29)
    )
    assert phone.is_proved(date(2029, 2, 28))
    assert not phone.is_proved(date(2029, 3, 1))


def test_a_wrong_clock_that_wrote_a_day_ahead_keeps_no_proof_alive() -> None:
    citizen = told(
        phone_added(),
        phone_proved(),
        phone_heard("2040-01-01"),
    )
    assert citizen.phones[0].is_proved(date(2026, 9, 1))
    assert not citizen.phones[0].is_proved(date(2027, 9, 1))
    assert (
        not told(phone_added(), phone_proved(on="2040-01-01")).phones[0].is_proved(date(2026, 9, 1))
    )


def test_a_phone_is_shared_and_unproved_until_it_is_said_otherwise() -> None:
    (phone,) = told(phone_added()).phones
    assert phone.shared
    assert not phone.is_proved(date(2026, 3, 2))
    assert not told(phone_added(), phone_proved()).phones[0].is_own(date(2026, 3, 2))
    assert told(phone_added(), phone_proved(shared=False)).phones[0].is_own(date(2026, 3, 2))


def test_a_shared_phone_is_never_ones_own_and_anyone_may_say_later_that_it_is_shared() -> None:
    own = told(phone_added(shared=False), phone_proved())
    assert own.phones[0].is_own(date(2026, 3, 2))
    said = fold(own, event("preferences_set", shared={"phone:1": True}))
    assert not said.phones[0].is_own(date(2026, 3, 2))


def test_a_code_sent_to_the_old_number_proves_nothing_of_the_new_one() -> None:
    citizen = told(phone_added(), phone_proved(), phone_added(version=2))
    assert citizen.phones[0] == CitizenPhone(field="phone:1", version=2)
    assert fold(citizen, phone_proved(version=1)).phones[0].proof is PhoneProof.NONE
    assert fold(citizen, phone_proved(version=2)).phones[0].proof is PhoneProof.CODE


def test_a_proof_of_a_phone_that_was_removed_brings_nothing_back() -> None:
    removed = told(phone_added(), phone_added("phone:2"), event("phone_removed", field="phone:1"))
    assert [phone.field for phone in removed.phones] == ["phone:2"]
    assert fold(removed, phone_proved()) == removed
    assert removed.phone("phone:1") is None
    assert removed.phone("phone:2") == removed.phones[0]


def test_a_registration_tells_where_a_citizen_lives_and_what_the_vault_holds() -> None:
    citizen = fold(
        None,
        event(
            "citizen_registered",
            district="080405",
            language="quz",
            channel="voice",
            sealed=sealed(name=1, document=1),
        ),
    )
    assert citizen == Citizen(
        id="c1",
        institution="PE/muni-pisac",
        district="080405",
        language="quz",
        channel="voice",
        values={"name": 1, "document": 1},
    )
    assert fold(citizen, event("citizen_registered", district="150101")) == citizen


def test_an_address_moves_the_citizen_and_values_name_their_newest_version() -> None:
    moved = told(
        event("address_set", district="210808", sealed=sealed(address=1)),
        event("address_set", sealed=sealed(address=2)),
        event("values_set", sealed=sealed(name=2)),
    )
    assert moved.district == "210808"
    assert moved.values == {"name": 2, "address": 2}


def test_preferences_change_only_what_they_name() -> None:
    first = told(event("preferences_set", language="quz", channel="sms"))
    assert (first.language, first.channel) == ("quz", "sms")
    second = fold(first, event("preferences_set", channel="letter"))
    assert (second.language, second.channel) == ("quz", "letter")
    third = fold(second, event("preferences_set", language=None, channel=None))
    assert (third.language, third.channel) == (None, None)


def test_a_consent_stands_from_its_day_until_it_is_withdrawn() -> None:
    given_ = told(event("consent_given", consent="sms_notices", on="2026-03-02"))
    assert given_.consents == {"sms_notices": date(2026, 3, 2)}
    assert fold(given_, event("consent_withdrawn", consent="otro", on="2026-03-03")) == given_
    gone = fold(given_, event("consent_withdrawn", consent="sms_notices", on="2026-03-03"))
    assert gone.consents == {}


def test_erasure_leaves_only_where_the_events_lie_and_nothing_comes_after_it() -> None:
    erased = told(
        phone_added(),
        event("consent_given", consent="sms_notices", on="2026-03-02"),
        event("preferences_set", language="quz", channel="sms"),
        event("erased", ground="a pedido"),
    )
    assert erased == Citizen(id="c1", institution="PE/muni-pisac", district="080405", erased=True)
    assert fold(erased, phone_added()) == erased
    assert fold(erased, event("values_set", sealed=sealed(name=9))) == erased


def test_a_kind_of_event_that_this_version_does_not_know_changes_nothing() -> None:
    assert fold(told(), event("citizen_sang", sealed=sealed(name=9))) == told()


@pytest.mark.parametrize("kind", ["phone_added", "erased", "citizen_sang"])
def test_only_a_registration_begins_a_citizen(kind: str) -> None:
    with pytest.raises(CitizenUnknown):
        fold(None, event(kind))


def test_an_address_is_written_one_way_and_read_back_the_same() -> None:
    assert Address.from_text(ADDRESS.to_text()) == ADDRESS
    assert ADDRESS.to_text() == (
        '{"delivery_point":"Tambo Ampay","district":"080405","lines":["Comunidad Ampay"],'
        '"locality":"Ampay","postal_code":null,"recipient":"Juana Mamani Quispe",'
        '"reference":"Frente a la escuela \\"N.° 50123\\""}'
    )


@given(
    st.builds(
        Address,
        recipient=st.text(),
        district=st.just(PISAC),
        lines=st.lists(st.text()).map(tuple),
        reference=st.text(),
        postal_code=st.none() | st.text(),
    )
)
def test_any_address_survives_the_vault(address: Address) -> None:
    assert Address.from_text(address.to_text()) == address


def test_an_address_keeps_only_the_canonical_code_of_its_district() -> None:
    with pytest.raises(ValueError, match="INEI"):
        Address(recipient="Juana", district=Ubigeo(UbigeoSystem.RENIEC, "070405"))


def test_an_address_does_not_show_itself_in_a_log() -> None:
    assert "Mamani" not in f"{ADDRESS} {ADDRESS!r}"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"recipient": "Juana"}'])
def test_a_text_that_is_no_address_is_a_fault_of_the_program(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Address.from_text(text)
