"""The web process: every door that listens on HTTP, over one house."""

import gc
from functools import partial

from flask import Flask, Response

from channels.porch.signature import Signature
from channels.units import door as units
from channels.voice import audio
from channels.voice import twilio as voice
from channels.voice.render import twiml
from channels.voice.twilio import VoiceDoor
from config.calls import conversation_of
from config.counter import add_desk, prepare_pages
from config.exchanging import hub_side_of
from config.handset import handset_door
from config.house import House, build
from config.papers import paper_door_of
from config.returns import returns_of, twilio_tariff
from config.settings import read_settings
from config.texting import add_texts

# A webhook is a short form; anything longer was not sent by a carrier.
LONGEST_REQUEST = 256 * 1024


def create_app(house: House | None = None, *, signature: type[Signature] = Signature) -> Flask:
    """Assemble the doors; tests give a house of their own, the bench another check."""
    house = house or build(read_settings())
    handset_tokens = (house.handset_token,) if house.handset_token else ()
    checked = signature(house.settings.public_url, house.twilio_token, handset_tokens)
    app = Flask("convergencia", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_REQUEST
    app.register_blueprint(voice.blueprint(_voice_door(house, checked)))
    app.register_blueprint(audio.blueprint(house.recordings))
    add_texts(app, house, checked)
    if house.place is None:
        side = hub_side_of(house)
        app.register_blueprint(units.blueprint(side, paper_door_of(house, side)))

    if house.handset_token:
        app.register_blueprint(handset_door(house, app))
    prepare_pages(app)
    add_desk(app, house)

    @app.get("/health")
    def health() -> Response:
        """Say that the house is open and reads its database."""
        house.shelf.documents.head()
        return Response("ok\n", content_type="text/plain")

    return app


def serve() -> Flask:
    """Assemble the doors for a process that lives long."""
    return settled(create_app())


def settled(app: Flask) -> Flask:
    """Tell the collector that what is here now stays: it need not look at it again and again."""
    gc.collect()
    gc.freeze()
    return app


def _voice_door(house: House, signature: Signature) -> VoiceDoor:
    render = partial(
        twiml,
        base_path=signature.base_path,
        person=house.settings.person_phone,
        public_url=signature.public_url,
    )
    return VoiceDoor(
        conversation=conversation_of(house, render),
        keys_blind=house.blind_caller,
        country_of=house.country_of,
        signature=signature,
        returns=returns_of(house, twilio_tariff(house)),
    )
