"""Assembles the handset: the network between a pretended phone and the doors of one house."""

import http.client
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Flask
from flask_wtf.csrf import generate_csrf
from werkzeug.test import Client

from channels.handset.network import CallFailed, Delivery, Network, Reply, Signer
from channels.handset.phone import Telephone
from channels.handset.pocket import Sms
from channels.handset.web import Handset, blueprint
from channels.handset.webhooks import Fields, Parties
from channels.porch.speech import Speech
from config.house import House
from config.media import HouseMedia, words_by_sound
from core.refusals import SettingInvalid

FORM = "application/x-www-form-urlencoded"
# A phone that nobody has in Peru's sample unless a case is given to it.
PHONE = "+51984000001"
SECONDS = 30.0
# The end of the notebook is enough: whoever tries the house reads what was sent just now.
NOTEBOOK_BYTES = 256 * 1024
MOST_TEXTS = 20


def in_process(app: Flask) -> Delivery:
    """Deliver to doors in this process."""

    def deliver(path: str, form: Fields, headers: Mapping[str, str], /) -> Reply:
        answer = Client(app).post(path, data=dict(form), headers=dict(headers))
        return Reply(answer.status_code, answer.content_type or "", answer.get_data())

    return deliver


def over_http(address: str) -> Delivery:
    """Deliver to a house that runs elsewhere, over real HTTP."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CallFailed("not_an_address", address)
    return partial(_over_http, address.rstrip("/"))


def _over_http(root: str, path: str, form: Fields, headers: Mapping[str, str], /) -> Reply:
    parts = urlsplit(root + path)
    opened = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = opened(parts.hostname or "", parts.port, timeout=SECONDS)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        connection.request("POST", target, urlencode(form), {"Content-Type": FORM, **headers})
        answer = connection.getresponse()
        return Reply(answer.status, answer.getheader("Content-Type", ""), answer.read())
    except (OSError, http.client.HTTPException) as fault:
        raise CallFailed("no_answer", root) from fault
    finally:
        connection.close()


def network_of(house: House, delivery: Delivery, app: Flask | None = None) -> Network:
    """Hang a network on the doors of a house, signed as the house lets in.

    The demonstration plays in a process of its own even where the handset is off: there the house
    signs for itself, and no key of the handset exists.
    """
    token = house.handset_token or house.twilio_token
    media = HouseMedia(app, words_by_sound(house.recordings))
    return Network(Signer(house.settings.public_url, token), delivery, media=media)


def telephone_of(house: House, delivery: Delivery, phone: str) -> Telephone:
    """Pick up a phone with a number of the country's."""
    return Telephone(network_of(house, delivery), Parties(phone, house.country.support_phone))


def handset_door(house: House, app: Flask) -> Blueprint:
    """Build the phone in the browser, over the doors of the same application."""
    settings = house.settings
    speech = Speech(settings.var_folder / "audio")
    return blueprint(
        Handset(
            network=network_of(house, in_process(app), app),
            clock=house.clock,
            wording=house.wording,
            speech=speech,
            slow_speech=speech.slowly(),
            phone=PHONE,
            house_number=house.country.support_phone,
            read_phone=lambda text: house.numbering.read(text).e164,
            inbox=partial(texts_to, settings.var_folder / "texts.jsonl"),
            form_token=generate_csrf,
        )
    )


def require_handset(house: House) -> None:
    """Refuse to play where the handset is off: real people may be at the other end."""
    if not house.handset_token:
        raise SettingInvalid(setting="HANDSET", problem="is_off")


def texts_to(notebook: Path, phone: str) -> tuple[Sms, ...]:
    """Read the last texts that the worker wrote down for a number instead of sending them."""
    if not notebook.exists():
        return ()
    with notebook.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - NOTEBOOK_BYTES))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return tuple(_texts(lines, phone))[-MOST_TEXTS:]


def _texts(lines: list[str], phone: str) -> Iterator[Sms]:
    for line in lines:
        try:
            told = json.loads(line)
        except ValueError:  # the line that the reading began in the middle of
            continue
        if isinstance(told, dict) and told.get("to") == phone:
            yield Sms(datetime.fromisoformat(told["at"]), "house", str(told["text"]))
