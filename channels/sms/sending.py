"""Sends what the worker has to say: cheaply, and in several messages where it is long."""

from channels.sms.carriers import Carrier, Failed, Sent
from channels.sms.splitting import split
from core.model.messages import message_wish


def send(carrier: Carrier, to: str, text: str, *, key: str) -> Sent | Failed:
    """Hand a text over, message by message; the first that is not taken ends it.

    Each message has a key of its own, so a carrier that was asked before sends none of them twice.
    """
    taken: list[Sent] = []
    for place, message in enumerate(split(text), start=1):
        said = carrier.send(to, message, key=message_wish(key, place))
        if isinstance(said, Failed):
            return said
        taken.append(said)
    return Sent(
        taken[0].provider_id,
        parts=sum(each.parts for each in taken),
        cost_cents=sum(each.cost_cents for each in taken),
    )
