"""Assembles the calls that we place: who places them, what the worker does, what doors ask."""

import re
from dataclasses import dataclass

from channels.porch.twilio_account import open_client
from channels.voice.placing.ami import AmiPlacer, Exchange
from channels.voice.placing.notebook import CallNotebook
from channels.voice.placing.twilio import TwilioPlacer
from config.house import House
from config.secrets_on_disk import ivr_token_of
from config.settings import Settings
from core.dispatch import NotPerformed, Performance, Performed
from core.ports import CallPlacer, Job, NotPlaced
from core.wishes import call_key

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}  # noqa: S104 - asked for, not bound


def placer_of(house: House) -> CallPlacer:
    """Take the exchange of the house, else Twilio where there is an account, else a notebook."""
    settings, number = house.settings, number_of(house.settings)
    if settings.ami_host:
        return AmiPlacer(exchange_of(settings))
    if settings.twilio_account_sid and number:
        client = open_client(settings.twilio_account_sid, house.twilio_token)
        return TwilioPlacer(client, number, settings.public_url)
    return CallNotebook(settings.var_folder / "calls.jsonl", house.clock)


def number_of(settings: Settings) -> str:
    """Tell the number that our calls show: a sender by name can text and cannot call."""
    return settings.call_from or (re.sub(r"\A[^+].*", "", settings.twilio_from))


def exchange_of(settings: Settings) -> Exchange:
    """Tell how the exchange is asked, and where it brings the calls that it placed."""
    host = _EVERYWHERE.get(settings.ivr_listen, settings.ivr_listen)
    here = settings.ami_answer_at or f"{host}:{settings.ivr_port}"
    return Exchange(
        host=settings.ami_host,
        port=settings.ami_port,
        user=settings.ami_user,
        secret=settings.ami_secret.get_secret_value(),
        channel=settings.ami_channel,
        context=settings.ami_context,
        agi=f"agi://{here}/{ivr_token_of(settings)}",
        shows=number_of(settings),
    )


@dataclass(frozen=True, slots=True)
class CallHand:
    """The hand of the worker that makes phones ring."""

    house: House
    placer: CallPlacer

    def call_back(self, job: Job) -> Performance:
        """Ask once more whether this phone may be called, and call it."""
        phone = self.house.calling_back.phone_of(job)
        placed = self.placer.place(phone, call_key(job.intent.unique_key))
        if isinstance(placed, NotPlaced):
            return NotPerformed(placed.code, retryable=placed.retryable, in_doubt=placed.in_doubt)
        return Performed(placed.provider_id, placed.cost_cents)
