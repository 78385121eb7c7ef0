"""Assembles who carries texts: the lines of the file named by CARRIERS, or one without it."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from channels.porch.twilio_account import open_client
from channels.sms.carriers import Carrier
from channels.sms.carriers.kannel import KannelCarrier, StatusPage
from channels.sms.carriers.kannel_return import KannelReturn
from channels.sms.carriers.modem import ModemCarrier
from channels.sms.carriers.notebook import Notebook
from channels.sms.carriers.switch import Line, Route, Switch
from channels.sms.carriers.twilio import TwilioCarrier
from config.carriers_file import CarriersFile, CarrierSpec, read_carriers
from config.house import House
from config.secrets_on_disk import kannel_token_of
from config.settings import Settings
from core.model.carrier_line import Terms
from core.model.delivery_key import delivery_key

EVERYWHERE = ""
_ONLY_HERE = {"localhost", "127.0.0.1", "::1"}
Pause = Callable[[float], None]


def switch_of(house: House, *, pause: Pause = time.sleep) -> Switch:
    """Assemble the lines and the routes that choose among them."""
    lines, routes = _told(house) if house.settings.carriers else _alone(house)
    return Switch(
        lines=lines,
        routes=routes,
        deliveries=house.shelf.deliveries,
        key_of=key_of(house),
        pause=pause,
    )


def key_of(house: House) -> Callable[[str], str]:
    """Tell how a wish becomes the key that carriers bring back."""
    return partial(delivery_key, blind=house.keys.blind)


def file_of(settings: Settings) -> CarriersFile:
    """Read the file that says who carries texts."""
    return read_carriers(Path(settings.carriers))


def kannel_return_of(settings: Settings) -> KannelReturn:
    """Tell where Kannel reaches the house, and by which word."""
    return KannelReturn(settings.kannel_answer_at or settings.public_url, kannel_token_of(settings))


def _told(house: House) -> tuple[Mapping[str, Line], tuple[Route, ...]]:
    told = file_of(house.settings)
    lines = {one.terms.name: Line(one.terms, _carrier(house, one)) for one in told.carriers}
    return lines, tuple(told.routes)


def _alone(house: House) -> tuple[Mapping[str, Line], tuple[Route, ...]]:
    """Take Twilio where there is an account, else write texts into a notebook."""
    settings = house.settings
    carrier: Carrier
    if settings.twilio_account_sid and settings.twilio_from:
        client = open_client(settings.twilio_account_sid, house.twilio_token)
        name = "twilio"
        carrier = TwilioCarrier(client, settings.twilio_from, answer_at(settings))
    else:
        name, carrier = "notebook", Notebook(settings.var_folder / "texts.jsonl", house.clock)
    return {name: Line(Terms(name=name), carrier)}, (Route(EVERYWHERE, (name,)),)


def answer_at(settings: Settings) -> str:
    """Tell where Twilio can say what became of a text; nowhere if it cannot reach us."""
    host = urlsplit(settings.public_url).hostname
    return "" if host in _ONLY_HERE else settings.public_url.rstrip("/")


def _carrier(house: House, spec: CarrierSpec) -> Carrier:
    settings, fields = house.settings, spec.fields
    sender = "" if spec.sender is None else spec.sender.name
    if spec.kind == "twilio":
        client = open_client(fields["account"], fields["token_env"])
        return TwilioCarrier(client, sender, answer_at(settings))
    if spec.kind == "modem":
        return ModemCarrier(Path(fields["folder"]), house.clock)
    if spec.kind == "notebook":
        return Notebook(settings.var_folder / fields.get("file", "texts.jsonl"), house.clock)
    page = fields.get("status_url")
    return KannelCarrier(
        url=fields["url"],
        user=fields["user"],
        password=fields["password_env"],
        sender=sender,
        back=kannel_return_of(settings),
        network=fields.get("network", ""),
        status=None if page is None else StatusPage(page, fields.get("status_password_env", "")),
    )
