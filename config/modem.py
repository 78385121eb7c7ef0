"""The modem process: takes in what gammu-smsd received and answers it, until it is told to stop."""

import logging
import signal
from contextlib import closing
from functools import partial
from threading import Event
from types import FrameType
from zoneinfo import ZoneInfo

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.modem import ModemCarrier
from channels.sms.carriers.switch import Line, Switch
from channels.sms.modem import ModemDoor
from channels.sms.receipts import Receipts
from config.carriers import switch_of
from config.house import House, build
from config.settings import read_settings
from config.texting import sms_door
from core.refusals import Refusal, SettingInvalid

LOOKS_EVERY = 2.0
LOG = logging.getLogger(__name__)


def modem_doors(house: House) -> tuple[ModemDoor, ...]:
    """Assemble a door for each modem of the file named by CARRIERS."""
    if not house.settings.carriers:
        return ()
    switch, door = switch_of(house), sms_door(house)
    receipts = Receipts(house.shelf.deliveries)

    def whole(phone: str) -> str:
        """Write a phone of the country in full; whoever is no phone stays as it is."""
        try:
            return house.numbering.trusted(phone).e164
        except Refusal:
            return phone

    return tuple(
        ModemDoor(
            door=door,
            carrier=line.carrier,
            receipts=receipts,
            reply=partial(_reply, switch, line),
            whole=whole,
            zone=ZoneInfo(house.country.time_zone),
        )
        for line in switch.lines.values()
        if isinstance(line.carrier, ModemCarrier)
    )


def _reply(switch: Switch, line: Line, to: str, text: str, *, wish: str) -> Sent | Failed:
    """Answer over the modem that brought the text, so that the phone shows one conversation."""
    return switch.send_by((line,), to, text, wish)


def work_until_stopped(house: House, stopped: Event) -> None:
    """Look into every modem's folders, again and again; one fault does not end the others."""
    doors = modem_doors(house)
    if not doors:
        LOG.info("no modem is set up: nothing to do")
    while not stopped.wait(LOOKS_EVERY):
        for door in doors:
            try:
                door.look()
            except OSError:
                LOG.exception("a folder of gammu-smsd cannot be read or written")


def main() -> None:
    """Work until told to stop; a start that is refused says which setting and why."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    try:
        with closing(build(read_settings())) as house:
            work_until_stopped(house, stopped)
    except SettingInvalid as refusal:
        said = " ".join(f"{name}={fact}" for name, fact in refusal.facts.items())
        raise SystemExit(f"{refusal.code} {said}") from refusal


if __name__ == "__main__":
    main()
