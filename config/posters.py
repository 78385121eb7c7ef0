"""Writes the posters of a trip: one for each stop that is to come, and one for all of them."""

from collections.abc import Sequence
from pathlib import Path

from channels.porch.speech import write_whole
from config.house import House
from config.pressroom import print_poster
from core.model.answers import Line, Value
from core.model.place import Gazetteer, Ubigeo, UbigeoSystem, folded
from core.model.visit import Visit
from core.refusals import PlaceUnknown, TripUnknown
from letters.poster import PosterStop, PosterText, html_of_poster

LANGUAGE, CHANNEL = "es", "letter"


def write_posters(house: House, trip: str, out: Path) -> tuple[Path, ...]:
    """Print them into a folder, replacing older ones; a stop that is over needs none."""
    today = house.clock.today()
    stops = [one for one in house.shelf.visits.of_trip(trip) if one.is_planned and one.on >= today]
    if not stops:
        raise TripUnknown
    every = {f"viaje-{_name(trip)}.pdf": poster_of(house, stops)} if len(stops) > 1 else {}
    for stop in stops:
        name = f"parada-{stop.stop:03}-{_name(stop.short_place)}.pdf"
        every[name] = poster_of(house, (stop,))
    for name, text in every.items():
        write_whole(out / name, print_poster(html_of_poster(text)).pdf)
    return tuple(out / name for name in every)


def poster_of(house: House, stops: Sequence[Visit]) -> PosterText:
    """Word a poster of one stop, or of several."""
    say, phone = _Say(house), house.country.support_phone
    return PosterText(
        language=LANGUAGE,
        title=say("trip" if len(stops) > 1 else "title"),
        sender=stops[0].unit or house.country.name,
        stops=[_stop(house, say, stop) for stop in stops],
        services_label=say("services"),
        bring=say("bring"),
        ask=say("ask", phone=phone) if phone else "",
        small=say("informative"),
    )


class _Say:
    """Words one line of a poster."""

    def __init__(self, house: House) -> None:
        self._wording = house.wording

    def __call__(self, message: str, /, **facts: Value) -> str:
        line = Line(f"letter.poster.{message}", facts)
        return self._wording.compose(LANGUAGE, CHANNEL, (line,)).texts[0]


def _stop(house: House, say: _Say, stop: Visit) -> PosterStop:
    return PosterStop(
        day=_capital(say("day", on=stop.on)),
        place=stop.place,
        district=_district(house.gazetteer, stop.district),
        was="" if stop.was is None else say("was", was=stop.was),
        hours=_hours(say, stop),
        services=stop.services,
        languages=say("languages", languages=stop.languages) if stop.languages else "",
    )


def _hours(say: _Say, stop: Visit) -> str:
    if not stop.from_hour:
        return ""
    if not stop.until_hour:
        return say("from", begins=stop.from_hour)
    return say("hours", begins=stop.from_hour, ends=stop.until_hour)


def _district(places: Gazetteer, code: str) -> str:
    try:
        found = places.district(Ubigeo(UbigeoSystem.INEI, code))
    except PlaceUnknown:
        return code
    return f"{found.name}, {found.province}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name(text: str) -> str:
    return folded(text).replace(" ", "-")[:40] or "sin-nombre"
