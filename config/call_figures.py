"""Counts the calls of some days: for a verb, for a drawing, for the desk."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from channels.voice.call_record import CallRecord, records
from channels.voice.telling import CHANNEL
from config.flows import shipped_scripts
from config.house import House
from ivr_flows.drawn.traffic import Tracks, Traffic
from ivr_flows.script import Script, load


def scripts_of_the_house() -> Mapping[str, Script]:
    """Read every script that calls can be led by."""
    scripts = [load(text, file) for file, text in shipped_scripts().items()]
    return {script.name: script for script in scripts}


def calls_between(
    house: House, since: datetime, until: datetime, scripts: Mapping[str, Script]
) -> tuple[CallRecord, ...]:
    """Read the calls that had a turn in a stretch of time."""
    return tuple(records(house.shelf.contacts.between(CHANNEL, since, until), scripts))


def midnight(house: House, day: date) -> datetime:
    """Tell when a day begins where the house is."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(house.country.time_zone))


def until_now(house: House) -> datetime:
    """Tell the moment that counts as after every turn so far."""
    return house.clock.now() + timedelta(seconds=1)


def traffic_of(script: Script, calls: Sequence[CallRecord]) -> Traffic:
    """Count the calls that a script led by the ways that they took."""
    return Tracks.of_script(script).traffic(
        call.rests() for call in calls if call.script == script.name
    )
