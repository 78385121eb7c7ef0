"""The web process: every door that listens on HTTP, over one house."""

import gc

from flask import Flask, Response

from channels.porch.signature import Signature
from channels.sms import web as sms
from channels.sms.door import SmsDoor
from channels.voice import twilio as voice
from channels.voice.twilio import VoiceDoor
from config.counter import add_desk, prepare_pages
from config.flows import sound_script
from config.handset import handset_door
from config.house import House, build
from config.settings import read_settings

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
    app.register_blueprint(sms.blueprint(_sms_door(house, checked)))

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
    return VoiceDoor(
        inquiry=house.inquiry,
        finding=house.finding,
        wording=house.wording,
        contacts=house.shelf.contacts,
        clock=house.clock,
        keys_blind=house.blind_caller,
        country_of=house.country_of,
        script=sound_script("status"),
        signature=signature,
    )


def _sms_door(house: House, signature: Signature) -> SmsDoor:
    return SmsDoor(
        inquiry=house.inquiry,
        finding=house.finding,
        wording=house.wording,
        contacts=house.shelf.contacts,
        clock=house.clock,
        blind=house.blind_caller,
        country_of=house.country_of,
        signature=signature,
    )
