"""The register of staff: names in the vault, a password for a start, all in the journal."""

import pytest

from config.desk import staff_of, staffing_of
from config.house import House
from core.model.policy_of_staff import Deed, deeds_of, may
from core.model.user import Role, User
from core.model.user_story import fold
from core.refusals import UserExists, UserUnknown
from core.staffing import ONCE_LASTS
from tests.core.rows import all_of, rows
from tests.core.stories import PISAC, a_draft, append
from tests.houses import act


def add(house: House, name: str = "Ana Ccopa", role: Role = Role.OFFICER) -> str:
    issued = staffing_of(house).add(name, institution=PISAC, role=role, act=act())
    assert issued.password not in repr(issued)
    return issued.user


def kinds(house: House, user: str) -> list[str]:
    return [
        event.draft.kind
        for _, event in house.shelf.journal.events()
        if event.draft.subject == f"user:{user}"
    ]


def user_of(house: House, user: str) -> User:
    found = staff_of(house).get(user)
    assert found is not None
    return found


def test_a_member_of_staff_is_found_by_a_name_that_lies_only_in_the_vault(
    either_house: House,
) -> None:
    user = add(either_house)
    with either_house.shelf.ledger.writing() as work:
        assert work.user("Ana Ccopa") == work.user("ana  CCOPA") == user
        assert work.user("Ana") is None
        assert work.member("nobody") is None
    (row,) = rows(either_house, "app_user")
    assert (row["id"], row["institution"], row["role"]) == (user, PISAC, "officer")
    assert staff_of(either_house).value(user, "name") == "Ana Ccopa"
    kept = {name: str(rows(either_house, name)) for name in all_of(either_house)}
    assert [name for name, text in kept.items() if "Ccopa" in text] == ["vault"]


@pytest.mark.parametrize("name", ["Ana Ccopa", "ana ccopa", " ANA  CCOPA", "Ana\u00a0Ccopa"])
def test_one_name_is_one_member_of_staff(either_house: House, name: str) -> None:
    add(either_house)
    before = all_of(either_house)
    with pytest.raises(UserExists):
        add(either_house, name)
    assert all_of(either_house) == before


def test_the_password_for_one_use_is_kept_as_a_slow_hash_and_for_three_days(
    either_house: House,
) -> None:
    issued = staffing_of(either_house).add(
        "Ana Ccopa", institution=PISAC, role=Role.OFFICER, act=act()
    )
    kept = staff_of(either_house).value(issued.user, "password") or ""
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    everything = "".join(str(rows(either_house, name)) for name in all_of(either_house))
    assert issued.password not in everything
    user = user_of(either_house, issued.user)
    assert user.once_until == either_house.clock.now() + ONCE_LASTS
    assert user.must_choose


def test_what_happens_to_staff_is_in_the_journal_and_the_chain_holds(either_house: House) -> None:
    user, staffing = add(either_house), staffing_of(either_house)
    for _ in range(2):
        staffing.disable(user, act())
    assert user_of(either_house, user).disabled
    for _ in range(2):
        staffing.enable(user, act())
    assert not user_of(either_house, user).disabled
    staffing.reset(user, act())
    assert kinds(either_house, user) == [
        "user_added",
        "password_set",
        "user_disabled",
        "user_enabled",
        "second_factor_reset",
        "password_set",
    ]
    either_house.shelf.journal.verify(lambda _: None)


def test_nothing_is_done_to_who_is_not_there(house: House) -> None:
    staffing, before = staffing_of(house), all_of(house)
    for deed in (staffing.disable, staffing.enable, staffing.reset):
        with pytest.raises(UserUnknown):
            deed("nobody", act())
    assert all_of(house) == before


def test_every_change_after_which_nobody_may_stay_signed_in_is_a_new_generation(
    house: House,
) -> None:
    user, staffing = add(house), staffing_of(house)
    seen = [user_of(house, user).generation]
    staffing.disable(user, act())
    seen.append(user_of(house, user).generation)
    staffing.enable(user, act())
    staffing.reset(user, act())
    seen.append(user_of(house, user).generation)
    assert seen == sorted(set(seen))


def test_staff_are_listed_by_institution(either_house: House) -> None:
    ours = add(either_house)
    staffing_of(either_house).add("Beto", institution="PE/muni-otra", role=Role.AUDITOR, act=act())
    staff = staff_of(either_house)
    assert [user.id for user in staff.of_institution(PISAC)] == [ours]
    assert len(staff.of_institution(None)) == 2


def test_an_event_of_somebody_never_added_is_refused(house: House) -> None:
    with pytest.raises(UserUnknown):
        append(house, a_draft("user:nobody", "user_disabled", {}))


def test_an_event_that_this_version_does_not_know_changes_nothing(house: House) -> None:
    user = add(house)
    before = user_of(house, user)
    (event,) = append(house, a_draft(f"user:{user}", "user_praised", {}))
    assert fold(before, event) == before == user_of(house, user)


def test_a_role_allows_what_its_work_needs_and_no_more() -> None:
    assert all(isinstance(deeds_of(role), frozenset) for role in Role)
    assert may(Role.OFFICER, Deed.MOVE_CASE)
    assert not may(Role.OFFICER, Deed.READ_AUDIT)
    assert not may(Role.AUDITOR, Deed.MOVE_CASE)
    assert {role for role in Role if may(role, Deed.MANAGE_STAFF)} == {Role.ADMINISTRATOR}
    # Whoever keeps the house does not read what citizens told it.
    assert not may(Role.ADMINISTRATOR, Deed.READ_CASE)
    assert {deed for role in Role for deed in deeds_of(role)} == set(Deed)
