"""The ivr process: answers Asterisk's calls over FastAGI, until it is told to stop."""

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from channels.voice.switchboard import Switchboard
from config.asterisk import asterisk_door
from config.house import House, build
from config.settings import read_settings
from core.refusals import SettingInvalid

# As many as the database lends connections to; calls that wait for keys hold none of them.
TURNS_AT_A_TIME = 4
LOG = logging.getLogger(__name__)


async def answer_until_stopped(house: House) -> None:
    """Answer calls until told to stop; those under way are ended within seconds."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    with ThreadPoolExecutor(TURNS_AT_A_TIME, thread_name_prefix="turn") as turns:
        door = asterisk_door(house, turns)
        board = Switchboard(answer=door.answer, most=house.settings.ivr_calls)
        address = (house.settings.ivr_listen, house.settings.ivr_port)
        try:
            await board.serve(address, stopped, _tell)
        except OSError as fault:
            raise SettingInvalid(setting="IVR_PORT", problem="cannot_listen_there") from fault


def _tell(port: int) -> None:
    LOG.info("answering Asterisk on port %d", port)


def main() -> None:
    """Answer until told to stop; a start that is refused says which setting and why."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        house = build(read_settings())
        with closing(house):
            asyncio.run(answer_until_stopped(house))
    except SettingInvalid as refusal:
        said = " ".join(f"{name}={fact}" for name, fact in refusal.facts.items())
        raise SystemExit(f"{refusal.code} {said}") from refusal


if __name__ == "__main__":
    main()
