"""Who is believed, what comes again, and what a unit is told, bundle by bundle."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from channels.units.unit_side import Request
from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.signing import new_signing_key, public_half
from config.exchanging import unit_side_of
from config.house import House
from core.exchanging import STICK
from core.refusals import (
    BundleCut,
    BundleDamaged,
    BundleForeign,
    DeviceExpired,
    DeviceRevoked,
    DeviceUnknown,
    Refusal,
    SessionOld,
)
from tests.channels.units.exchanges import BOAT, Between, a_unit
from tests.core.rows import rows, written
from tests.core.stories import PISAC_DISTRICT, a_case
from tests.houses import TODAY, StoodClock

ANY = 2**20
CALCA = "080401"


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    a_case(house)
    unit = a_unit(house, tmp_path / "boat")
    yield Between(house, unit)
    unit.close()


def asked(line: Between) -> Request:
    return line.unit_side.request(room=ANY, most_bytes=ANY)


def quarantined(house: House) -> list[str]:
    return [row["code"] for row in rows(house, "quarantined")]


def test_what_both_wrote_is_on_both_sides_and_both_journals_verify(line: Between) -> None:
    here, there = a_case(line.unit), a_case(line.hub)
    line.all()
    assert here.digits.startswith("210")
    for house in (line.hub, line.unit):
        assert house.shelf.cases.find(here, None) is not None
        assert house.shelf.cases.find(there, None) is not None
        house.shelf.journal.verify(lambda _: None)
    standing = line.unit.shelf.exchange_log.standing(BOAT)
    assert (standing.saved, standing.received, standing.applied) == (3, 3, 3)
    assert standing.is_up_to_date


def test_before_the_hub_answered_nothing_is_said_to_have_arrived(line: Between) -> None:
    a_case(line.unit)
    line.answered(asked(line).bundle)
    standing = line.unit.shelf.exchange_log.standing(BOAT)
    assert (standing.saved, standing.received) == (3, 0)
    assert standing.waits_since is not None
    assert not standing.is_up_to_date


def test_a_lost_answer_is_given_again_to_the_same_bytes(line: Between) -> None:
    a_case(line.unit)
    request = asked(line)
    first, again = line.answered(request.bundle), line.answered(request.bundle)
    assert first == again
    hearing = line.unit_side.hear(request.session, lambda _: None)
    hearing.feed(again)
    assert hearing.finish().acks[0].seq == 3


def test_other_bytes_under_the_number_of_a_session_are_refused(line: Between) -> None:
    reader = BundleReader(lambda _: public_half(line.unit_side.secret))
    reader.feed(asked(line).bundle)
    header = reader.finish()
    line.answered(BundleWriter(line.unit_side.secret).write(header, ()))
    other = replace(header, told={**header.told, "most": 1})
    with pytest.raises(SessionOld):
        line.answered(BundleWriter(line.unit_side.secret).write(other, ()))


def test_a_session_that_was_over_is_refused_by_network_and_taken_from_a_stick(
    line: Between,
) -> None:
    a_case(line.unit)
    old = asked(line)
    line.all()
    before = written(line.hub, "event", "case_file")
    with pytest.raises(SessionOld):
        line.answered(old.bundle)
    line.answered(old.bundle, STICK)
    assert written(line.hub, "event", "case_file") == before


def test_an_answer_to_another_session_is_not_believed(line: Between) -> None:
    first = asked(line)
    answer = line.answered(first.bundle)
    hearing = line.unit_side.hear(asked(line).session, lambda _: None)
    with pytest.raises(BundleForeign):
        hearing.feed(answer)


def test_an_answer_that_somebody_else_signed_is_not_believed(line: Between) -> None:
    request = asked(line)
    forged = replace(line.hub_side, secret=new_signing_key())
    listening = forged.listen("http")
    listening.feed(request.bundle)
    hearing = line.unit_side.hear(request.session, lambda _: None)
    with pytest.raises(BundleDamaged):
        hearing.feed(listening.answer())
    assert hearing.told is None


def test_a_device_that_nobody_enrolled_is_refused(line: Between) -> None:
    stranger = replace(line.unit_side, secret=new_signing_key())
    with pytest.raises(BundleDamaged):
        line.answered(stranger.request(room=ANY, most_bytes=ANY).bundle)
    reader = BundleReader(lambda _: public_half(line.unit_side.secret))
    reader.feed(asked(line).bundle)
    header = reader.finish()
    for other in (replace(header, origin="boat-2"), replace(header, epoch=7)):
        with pytest.raises(DeviceUnknown):
            line.answered(BundleWriter(line.unit_side.secret).write(other, ()))


def test_any_flipped_byte_changes_nothing_at_the_hub(line: Between) -> None:
    a_case(line.unit)
    bundle, before = asked(line).bundle, written(line.hub, "event", "vault", "case_file")
    for at in range(0, len(bundle), 7):
        flipped = bundle[:at] + bytes([bundle[at] ^ 1]) + bundle[at + 1 :]
        with pytest.raises(Refusal):
            line.answered(flipped)
    assert written(line.hub, "event", "vault", "case_file") == before
    line.answered(bundle)


def test_what_came_before_a_cut_counts_and_is_told_with_the_next_session(line: Between) -> None:
    for _ in range(120):
        a_case(line.unit)
    bundle = asked(line).bundle
    listening = line.hub_side.listen("http")
    listening.feed(bundle[:-20])
    with pytest.raises(BundleCut):
        listening.answer()
    arrived = len([row for row in rows(line.hub, "event") if row["origin"] == BOAT])
    assert 0 < arrived < 241
    line.once(room=0)
    assert line.unit.shelf.exchange_log.standing(BOAT).received == arrived
    assert line.hub.shelf.exchange_log.last(BOAT)[1].code == BundleCut.code
    line.all()


@pytest.mark.parametrize("reason", [DeviceRevoked, DeviceExpired])
def test_what_comes_from_a_key_that_is_over_is_kept_and_not_believed(
    line: Between, reason: type[Refusal]
) -> None:
    a_case(line.hub)
    number = a_case(line.unit)
    if reason is DeviceRevoked:
        epochs = tuple(line.unit_side.place.codes)  # type: ignore[attr-defined] # of a real one
        assert line.hub.shelf.devices.revoke(BOAT, epochs, actor="system:test") == 2
    else:
        clock = line.hub.clock
        assert isinstance(clock, StoodClock)
        clock.day = TODAY + timedelta(days=61)
    request = asked(line)
    hearing = line.unit_side.hear(request.session, lambda _: None)
    hearing.feed(line.answered(request.bundle))
    told = hearing.finish()
    assert told.refused == reason.code
    assert hearing.events == 0
    assert quarantined(line.hub) == [reason.code] * 3
    assert line.hub.shelf.cases.find(number, None) is None
    standing = line.unit.shelf.exchange_log.standing(BOAT)
    assert (standing.received, standing.applied) == (3, 0)


def test_a_unit_that_gains_a_district_is_given_all_that_stands_there(line: Between) -> None:
    shelf = line.hub.shelf.devices
    shelf.scope(BOAT, add=frozenset({CALCA}), drop=frozenset(), actor="system:test")
    line.once()
    side = unit_side_of(line.unit)
    assert side.place.scope.buckets == {PISAC_DISTRICT, CALCA}
    assert CALCA in side.shelf.cursors()
    shelf.scope(BOAT, add=frozenset(), drop=frozenset({CALCA}), actor="system:test")
    line.once()
    assert unit_side_of(line.unit).place.scope.buckets == {PISAC_DISTRICT}
    here, there = a_case(line.unit), a_case(line.hub)
    line.all()
    assert line.hub.shelf.cases.find(here, None) is not None
    assert line.unit.shelf.cases.find(there, None) is not None


def test_a_clock_that_is_wrong_is_measured_and_stands_in_what_is_written_under_it(
    line: Between,
) -> None:
    side = line.unit_side
    late = StoodClock(moment=line.unit.clock.now() + timedelta(hours=3))
    request = side.request(room=ANY, most_bytes=ANY)
    seen: list[float] = []
    hearing = side.hear(
        request.session, lambda told: seen.append((late.now() - told.clock).total_seconds())
    )
    hearing.feed(line.answered(request.bundle))
    assert seen == [3 * 60 * 60]


def test_a_day_is_a_day_of_the_units_scope(line: Between) -> None:
    assert unit_side_of(line.unit).place.scope.expires_on == TODAY + timedelta(days=60)
    assert date(2027, 1, 19) == TODAY + timedelta(days=60)
