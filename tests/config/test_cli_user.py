"""Staff at the command line: added, listed, shut out, given a new start."""

import pytest

from config.desk import signing_of
from config.house import House
from core.model.session import Caller
from core.refusals import SignInWrong
from tests.config.clerk import Clerk, clerk_of

ADD = ("user", "add", "ana", "--institution", "muni-pisac")
CALLER = Caller("127.0.0", "?")


def test_adding_gives_a_password_that_lets_in_once(clerk: Clerk, behind: House) -> None:
    given = clerk.does(*ADD)
    assert (given["institution"], given["role"]) == ("PE/muni-pisac", "officer")
    ticket = signing_of(behind).signing_in.with_password("ana", given["password"], CALLER)
    assert ticket.user.id == given["user"]
    assert ticket.user.must_choose
    assert not ticket.session.is_full


def test_everyone_is_listed_without_any_secret(clerk: Clerk) -> None:
    given = clerk.does(*ADD)
    clerk.does("user", "add", "Beto Quispe", "--institution", "muni-pisac", "--role", "auditor")
    reply = clerk.types("user", "list", "--json")
    assert {(one["name"], one["role"]) for one in reply.records} == {
        ("ana", "officer"),
        ("Beto Quispe", "auditor"),
    }
    assert given["password"] not in reply.out
    assert "argon2" not in reply.out
    assert "Beto Quispe" in clerk.types("user", "list").out


def test_who_is_shut_out_does_not_get_in_until_let_in_again(clerk: Clerk, behind: House) -> None:
    given = clerk.does(*ADD)
    signing_in = signing_of(behind).signing_in
    assert clerk.does("user", "disable", "ANA")["disabled"]
    with pytest.raises(SignInWrong):
        signing_in.with_password("ana", given["password"], CALLER)
    assert not clerk.does("user", "enable", "ana")["disabled"]
    assert signing_in.with_password("ana", given["password"], CALLER).user.must_choose


def test_a_new_start_gives_another_password(clerk: Clerk, behind: House) -> None:
    first = clerk.does(*ADD)
    second = clerk.does("user", "reset", "ana")
    assert first["password"] != second["password"]
    signing_in = signing_of(behind).signing_in
    with pytest.raises(SignInWrong):
        signing_in.with_password("ana", first["password"], CALLER)
    assert signing_in.with_password("ana", second["password"], CALLER).user.must_choose


def test_the_code_of_now_lets_a_stranger_try_the_desk(clerk: Clerk) -> None:
    clerk.does(*ADD)
    code = clerk.does("user", "code", "ana")["code"]
    assert len(code) == 6
    assert code.isdecimal()


def test_in_production_nobody_is_told_a_code(clerk: Clerk) -> None:
    clerk.does(*ADD)
    deployed = clerk_of(clerk.var, ENVIRONMENT="production")
    deployed.is_refused("setting_invalid", "user", "code", "ana")


@pytest.mark.parametrize("verb", ["disable", "enable", "reset", "code"])
def test_who_is_not_there_is_unknown(clerk: Clerk, verb: str) -> None:
    clerk.is_refused("user_unknown", "user", verb, "nadie")


def test_a_name_is_given_once(clerk: Clerk) -> None:
    clerk.does(*ADD)
    clerk.is_refused("user_exists", *ADD)
    clerk.is_refused("institution_unknown", "user", "add", "eva", "--institution", "nada")
