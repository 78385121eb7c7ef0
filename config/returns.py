"""Gives the voice doors what they ask about calls that the house misses, places and pays for."""

from channels.voice.returning import Returns
from config.house import House
from core.model.charge import Direction, Tariff


def returns_of(house: House, tariff: Tariff) -> Returns:
    """Build it for one carrier, whose tariff it is."""

    def charge(call: str, seconds: int, direction: Direction) -> None:
        house.spending.charge(call, seconds, direction=direction, tariff=tariff)

    return Returns(
        returning=house.calling_back,
        charge=charge,
        is_too_often=house.calling_in.is_too_often,
    )


def twilio_tariff(house: House) -> Tariff:
    """Read what Twilio's minutes cost: a transfer is one more call of ours."""
    settings = house.settings
    return _tariff(settings.twilio_cents_in, settings.twilio_cents_out)


def exchange_tariff(house: House) -> Tariff:
    """Read what the minutes of the house's own exchange cost."""
    return _tariff(house.settings.ivr_cents_in, house.settings.ivr_cents_out)


def _tariff(cents_in: int, cents_out: int) -> Tariff:
    return Tariff({"in": cents_in, "out": cents_out, "transfer": cents_out})
