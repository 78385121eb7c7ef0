"""Assembles the desk: its rooms over the use cases of the house, behind the sign-in."""

from zoneinfo import ZoneInfo

from flask import Flask
from flask_compress import Compress
from jinja2 import StrictUndefined

from channels.desk import web as desk_web
from channels.desk.desk import Desk
from channels.desk.papers_room import admit_papers
from channels.desk.signing.room import Signing
from channels.desk.words import Words
from config.call_board import call_board_of
from config.desk import protect, signing_of
from config.exchange_board import exchange_board_of
from config.house import House
from config.letters_room import letter_post_of
from config.papers import papers_of
from config.readiness import trip_board_of
from config.reception import reception_of
from config.unit_counter import unit_counter_of
from config.use_cases import new_id
from core.contradictions import Contradictions
from core.store.contradicted import StoreContradicted

ACTOR, SYSTEM = "user:", "system:"
THE_HOUSE = "la casa"


def prepare_pages(app: Flask) -> None:
    """Have every page written with its facts as text, and none with a hole in it."""
    app.jinja_options = {
        **app.jinja_options,
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def add_desk(app: Flask, house: House) -> None:
    """Open the desk: after the doors of the carriers, which the fence lets through."""
    signing = signing_of(house)
    desk = desk_of(house, signing)
    door = desk_web.blueprint(desk, signing)
    admit_papers(app, desk)
    protect(app, door, signing)
    app.config.update(COMPRESS_ALGORITHM=["gzip"], COMPRESS_REGISTER=False)
    packing = Compress(app)
    door.after_request(packing.after_request)
    app.register_blueprint(door)


def desk_of(house: House, signing: Signing) -> Desk:
    """Give the desk the use cases that its rooms ask."""
    return Desk(
        guard=signing.guard,
        words=Words(house.wording, ZoneInfo(house.country.time_zone)),
        casework=house.casework,
        intake=house.intake,
        find=lambda wanted, institution: codes_of(house, wanted, institution),
        opening=house.opening,
        moving=house.moving,
        contradictions=Contradictions(
            contradicted=StoreContradicted(house.shelf.database), library=house.shelf.library
        ),
        resolving=house.resolving,
        library=house.shelf.library,
        gazetteer=house.gazetteer,
        numbering=house.numbering,
        country=house.country,
        contacts=house.shelf.contacts,
        forms=house.shelf.forms,
        clock=house.clock,
        letterbox=house.letterbox,
        threads=house.thread_reading,
        conversing=house.conversing,
        phone_of=house.shelf.callers.phone,
        call_board=call_board_of(house),
        post=letter_post_of(house),
        trip_board=trip_board_of(house),
        reception=reception_of(house),
        papers=papers_of(house),
        exchange=exchange_board_of(house),
        unit=unit_counter_of(house),
        name_of=lambda actor: name_of(signing, actor),
        new_id=new_id,
    )


def name_of(signing: Signing, actor: str) -> str:
    """Name who did something: a member of staff by name, the house itself as such."""
    if actor.startswith(SYSTEM):
        return THE_HOUSE
    return signing.guard.name_of(actor.removeprefix(ACTOR)) if actor.startswith(ACTOR) else ""


def codes_of(house: House, wanted: str, institution: str) -> list[str]:
    """Tell the codes of the procedures that someone may mean."""
    country = institution.partition("/")[0]
    choices = house.finding.choices(wanted, country, institution)
    return [choice.code for choice in choices]
