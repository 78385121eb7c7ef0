"""The worker process: a clock that names an hour and a use case, and nothing else."""

import logging
import signal
from collections.abc import Callable
from threading import Event
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from config.cataloguing import freshness_of
from config.house import House, build
from config.papers import paper_sweep_of
from config.performers import WORKER, performers
from config.pressroom import letter_press_of
from config.run_keeping import RunKeeping
from config.settings import read_settings
from core.dispatch import Dispatch

OUTBOX_SECONDS = 2
RUN_MINUTES = 5
CATALOGUE_HOUR = 6
SWEEP_HOUR = 3


def dispatch_of(house: House) -> Dispatch:
    """Assemble what empties the outbox."""
    return Dispatch(outbox=house.shelf.outbox, clock=house.clock, performers=performers(house))


def letter_runs(house: House) -> Callable[[], None]:
    """Give the job that closes the runs whose cut-off has come, and prints what is closed."""
    press = letter_press_of(house)

    def run() -> None:
        house.post.runs.close_due(WORKER)
        press.print_closed(WORKER)

    return run


def schedule(house: House) -> BackgroundScheduler:
    """List the jobs of the worker."""
    scheduler = BackgroundScheduler(timezone=house.country.time_zone)
    once = {"max_instances": 1, "coalesce": True}
    scheduler.add_job(dispatch_of(house).run, "interval", seconds=OUTBOX_SECONDS, **once)
    scheduler.add_job(freshness_of(house).watch, "cron", hour=CATALOGUE_HOUR, **once)
    scheduler.add_job(house.calling_back.try_again, "interval", minutes=1, **once)
    scheduler.add_job(house.calling_back.forget_callers, "cron", hour=SWEEP_HOUR, **once)
    scheduler.add_job(house.letterbox.sweep, "cron", hour=SWEEP_HOUR, **once)
    scheduler.add_job(letter_runs(house), "interval", minutes=RUN_MINUTES, **once)
    scheduler.add_job(paper_sweep_of(house), "cron", hour=SWEEP_HOUR, **once)
    scheduler.add_job(RunKeeping(house).sweep, "cron", hour=SWEEP_HOUR, **once)
    scheduler.add_job(house.texting.lapse, "interval", minutes=5, **once)
    scheduler.add_job(house.texting.forget_words, "cron", hour=SWEEP_HOUR, **once)
    return scheduler


def main() -> None:
    """Work until told to stop; a job that runs is finished first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for chatty in ("apscheduler", "weasyprint", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    house = build(read_settings())
    scheduler = schedule(house)
    scheduler.start()
    stopped.wait()
    scheduler.shutdown(wait=True)
    house.close()


if __name__ == "__main__":
    main()
