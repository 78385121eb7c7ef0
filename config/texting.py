"""Assembles the SMS door, which every way to the network stands before."""

from flask import Flask

from channels.porch.signature import Signature
from channels.sms import kannel, web
from channels.sms.door import SmsDoor
from channels.sms.in_order import InOrder
from channels.sms.kannel import KannelSide
from channels.sms.receipts import Receipts
from config.by_text import caps_of, counter_of, reader_of
from config.carriers import kannel_return_of, key_of
from config.house import House


def sms_door(house: House, signature: Signature | None = None) -> SmsDoor:
    """Build what answers texts, whoever brings them."""
    return SmsDoor(
        reader=reader_of(),
        counter=counter_of(house),
        wording=house.wording,
        contacts=house.shelf.contacts,
        answered=house.shelf.texts_answered,
        caps=caps_of(house),
        clock=house.clock,
        blind=house.blind_caller,
        country_of=house.country_of,
        signature=signature or Signature(house.settings.public_url, house.twilio_token),
        threads=house.texting,
    )


def add_texts(app: Flask, house: House, signature: Signature) -> None:
    """Open the doors for texts: Twilio's always, Kannel's where it was given a word."""
    door, receipts = sms_door(house, signature), Receipts(house.shelf.deliveries)
    app.register_blueprint(web.blueprint(door, receipts))
    if house.settings.kannel_token.get_secret_value():
        side = KannelSide(
            back=kannel_return_of(house.settings),
            receipts=receipts,
            key_of=key_of(house),
            order=InOrder(),
        )
        app.register_blueprint(kannel.blueprint(door, side))
