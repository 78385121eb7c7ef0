"""A real Kannel, its fake network and an SMPP centre carry texts to the house and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    build_opener,
    urlopen,
)

import pytest

from core.model.delivery import Cause, State
from core.model.messages import by_another
from tests.networks.kannels import Centre, Kannel, kannel_with
from tests.networks.offices import PHONE, TOKEN, Office, house_at, opened
from tests.networks.processes import until
from tests.postgres import free_port

NOTEBOOK = '[[carrier]]\nname = "notebook"\nkind = "notebook"\n'
ROUTES = """\
[[route]]
prefix = "+51"
carriers = ["fake"]
[[route]]
prefix = "+5199"
carriers = ["centre", "notebook"]
"""
ON_SMPP = "+51991234567"


@dataclass(frozen=True)
class World:
    """The office, its Kannel and the other network."""

    office: Office
    kannel: Kannel
    centre: Centre


@pytest.fixture(scope="module")
def world(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Start all of it once; the parts are ended by their ids."""
    web, folder = free_port(), tmp_path_factory.mktemp("kannel")
    with pytest.MonkeyPatch.context() as environment, kannel_with(folder, web) as (kannel, centre):
        environment.setenv("KANNEL_PASSWORD", "carga")
        environment.setenv("KANNEL_STATUS", "mira")
        carriers = kannel.line("fake") + kannel.line("centre") + NOTEBOOK + ROUTES
        house = house_at(folder / "var", founded_house, web, carriers)
        with opened(house, web) as office:
            yield World(office, kannel, centre)


def reaches(office: Office, key: str, state: State) -> None:
    until(lambda: office.delivery(key).state is state, f"{key} is {state}")


def kept_reply(office: Office) -> str:
    """Read what the house says that it answered last."""
    asked = office.door.asked[-1].split("id=")[1].split("&")[0]
    kept = office.house.shelf.contacts.turns(f"KN{asked}", 0)[1]
    assert kept is not None
    return kept.reply


def test_a_phone_texts_the_house_and_reads_its_answer(world: World) -> None:
    with world.kannel.phone("AYUDA") as phone:
        (answer,) = phone.waits_for()
    assert answer == kept_reply(world.office)


def test_an_answer_that_was_lost_is_made_once_though_kannel_asks_four_times(world: World) -> None:
    door, contacts = world.office.door, world.office.house.shelf.contacts
    before = len(door.asked)
    door.faults = before + 2
    with world.kannel.phone("OFICINA muni-pisac") as phone:
        (answer,) = phone.waits_for()
    asked = door.asked[before:]
    assert len(asked) == 3
    (again,) = {query.split("id=")[1].split("&")[0] for query in asked}
    assert contacts.turns(f"KN{again}", 0)[1] is not None
    assert answer == kept_reply(world.office)


def test_the_receipts_of_a_reply_are_kept_whichever_comes_first(world: World) -> None:
    deliveries, asked = world.office.house.shelf.deliveries, world.office.door.asked
    with world.kannel.phone("AYUDA") as phone:
        phone.waits_for()
        wish = "reply:KN" + asked[-1].split("id=")[1].split("&")[0]

        def is_there() -> bool:
            found = deliveries.of_wish(wish)
            return found is not None and found.state is State.DELIVERED

        until(is_there, "the reply is delivered")
    assert deliveries.strays() == 0


def test_a_wished_text_reaches_the_phone_and_is_known_to_have(world: World) -> None:
    text = "Exp 140-000-4276: señor, falta su {firma} 50% & más. €"
    with world.kannel.phone("AYUDA") as phone:
        phone.waits_for()
        world.office.wish("one", text)
        assert world.office.work() >= 1
        assert phone.waits_for(2)[1] == text
        reaches(world.office, "one", State.DELIVERED)
    told = world.office.delivery("one")
    assert (told.carrier, told.parts, told.cost_cents) == ("fake", 1, 4)


def test_letters_beyond_the_old_alphabet_arrive_whole_over_smpp(world: World) -> None:
    world.office.wish("ucs2", "Trámite en evaluación: Ñuñoa", ON_SMPP)
    world.office.work()
    reaches(world.office, "ucs2", State.DELIVERED)
    last = world.centre.sent()[-1]
    assert (last["coding"], last["text"]) == (8, "Trámite en evaluación: Ñuñoa")
    assert last["to"] == ON_SMPP.removeprefix("+")


def test_a_text_of_two_parts_has_one_receipt(world: World) -> None:
    before = len(world.centre.sent())
    world.office.wish("long", "Exp 140-000-4276: falta su firma. " * 8, ON_SMPP)
    world.office.work()
    reaches(world.office, "long", State.DELIVERED)
    parts = world.centre.sent()[before:]
    assert [part["header"] for part in parts] == [True, True]
    assert [part["receipt"] for part in parts] == [1, 0]
    assert world.office.delivery("long").parts == 2


def test_a_phone_that_the_network_does_not_know_is_told_by_its_cause(world: World) -> None:
    world.office.wish("nobody", "Exp 140-000-4276: listo.", "+51991230000")
    world.office.work()
    reaches(world.office, "nobody", State.REJECTED)
    told = world.office.delivery("nobody")
    assert (told.cause, told.code) == (Cause.PHONE_INVALID, "smpp.11")


def test_what_kannel_took_and_its_network_refused_goes_on_over_the_next_carrier(
    world: World,
) -> None:
    world.office.wish("refused", "Exp 140-000-4276: listo.", "+51991236900")
    world.office.work()
    reaches(world.office, "refused", State.REJECTED)
    assert world.office.delivery("refused").cause is Cause.NETWORK_REFUSED
    assert [world.office.work() for _ in range(2)] == [1, 0]
    again = world.office.delivery(by_another("refused"))
    assert (again.carrier, again.state) == ("notebook", State.ACCEPTED)


def test_a_phone_of_the_smpp_network_is_answered_though_it_comes_without_a_plus(
    world: World,
) -> None:
    before = len(world.centre.sent())
    world.centre.text("51991234568", "AYUDA")
    until(lambda: len(world.centre.sent()) > before, "the reply is at the centre")
    assert world.centre.sent()[-1]["to"] == "51991234568"
    assert "from=51991234568" in world.office.door.asked[-1]


def test_where_one_network_is_down_the_next_carrier_is_asked_until_it_is_back(world: World) -> None:
    world.centre.stop()
    until(lambda: not world.kannel.is_online("centre"), "Kannel knows that the centre is down")
    world.office.wish("down", "Exp 140-000-4276: listo.", ON_SMPP)
    world.office.work()
    assert world.office.delivery("down").carrier == "notebook"
    assert world.office.delivery("down").state is State.ACCEPTED
    world.centre.start()
    until(lambda: world.kannel.is_online("centre"), "the centre is bound again")
    world.office.wish("back", "Exp 140-000-4276: listo.", ON_SMPP)
    world.office.work()
    assert world.office.delivery("back").carrier == "centre"
    reaches(world.office, "back", State.DELIVERED)
    assert [one["text"] for one in world.centre.sent()] == ["Exp 140-000-4276: listo."]


@pytest.mark.parametrize("who", ["", f"other:{TOKEN}@", "kannel:another-word@"])
def test_nobody_else_speaks_at_kannels_door(world: World, who: str) -> None:
    where = f"http://127.0.0.1:{world.office.port}/sms/kannel"
    known = HTTPPasswordMgrWithDefaultRealm()
    name, _, word = who.rstrip("@").partition(":")
    known.add_password(None, where, name, word)
    ask = build_opener(HTTPBasicAuthHandler(known)).open if who else urlopen
    for path in ("/incoming?from=%2B51987654321&id=x1&text=AYUDA", f"/delivery/{'0' * 32}?type=1"):
        with pytest.raises(HTTPError, match="403"):
            ask(where + path)


def test_the_word_of_the_door_and_the_phone_are_in_no_log_of_ours(world: World) -> None:
    kept = [file for file in (world.kannel.folder / "var").rglob("*") if "sqlite" not in file.name]
    words = b"".join(file.read_bytes() for file in kept if file.is_file())
    assert TOKEN.encode() not in words
    assert PHONE.encode() not in words
