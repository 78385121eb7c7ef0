"""Assembles who may stand at the desk: the register of staff, the sign-in and the fence."""

import secrets
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask

from channels.desk.signing.browser import Marks
from channels.desk.signing.codes import TimeCodes
from channels.desk.signing.fence import surround
from channels.desk.signing.guard import Guard
from channels.desk.signing.passwords import ArgonPasswords
from channels.desk.signing.room import Signing
from config.house import House
from config.use_cases import new_id
from core.own_account import OwnAccount
from core.signing_in import SigningIn
from core.staffing import Staffing
from core.store.sessions import StoreSessions
from core.store.sign_in_tries import StoreTries
from core.store.staff import StoreStaff
from core.tickets import Tickets

# Doors at which carriers knock: they sign their requests and have no cookie of ours.
CARRIERS = ("voice", "sms", "units")


def staff_of(house: House) -> StoreStaff:
    """Read who works here."""
    return StoreStaff(house.shelf.database, house.keys)


def staffing_of(house: House) -> Staffing:
    """Open the register of staff."""
    return Staffing(
        ledger=house.shelf.ledger,
        clock=house.clock,
        keys=house.keys,
        passwords=ArgonPasswords(),
        new_id=new_id,
        random=secrets.token_bytes,
    )


def signing_of(house: House) -> Signing:
    """Build all that a sign-in needs, and the guard that every view asks."""
    signing_in = _signing_in(house)
    tickets = signing_in.tickets
    settings, key = house.settings, house.keys.web()
    in_development = settings.environment == "development"
    return Signing(
        guard=Guard(tickets=tickets, staff=signing_in.staff),
        signing_in=signing_in,
        account=OwnAccount(
            ledger=house.shelf.ledger,
            clock=house.clock,
            keys=house.keys,
            staff=signing_in.staff,
            passwords=signing_in.passwords,
            tickets=tickets,
            signing_in=signing_in,
        ),
        marks=Marks(
            key=key,
            is_public=settings.public_url.startswith("https://"),
            in_development=in_development,
            random=secrets.token_bytes,
        ),
        clock=house.clock,
        wording=house.wording,
        zone=ZoneInfo(house.country.time_zone),
        public_url=settings.public_url,
        in_development=in_development,
        key=key,
    )


def protect(app: Flask, door: Blueprint, signing: Signing) -> None:
    """Put the fence around the desk; forms of every other door need our mark too."""
    fence = surround(app, door, signing)
    for name in CARRIERS:
        if name in app.blueprints:
            fence.exempt(app.blueprints[name])


def _signing_in(house: House) -> SigningIn:
    database = house.shelf.database
    staff = staff_of(house)
    tickets = Tickets(
        sessions=StoreSessions(database),
        staff=staff,
        clock=house.clock,
        random=secrets.token_bytes,
    )
    return SigningIn(
        tickets=tickets,
        staff=staff,
        tries=StoreTries(database),
        passwords=ArgonPasswords(),
        codes=TimeCodes(),
        clock=house.clock,
        keys=house.keys,
    )
