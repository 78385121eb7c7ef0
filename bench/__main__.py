"""Runs the bench: `make bench ARGS='--cases 100000'`."""

import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench.at_rest import tell as tell_at_rest
from bench.calls import Signer, Webhook
from bench.cases import Known, choose, fill
from bench.cpu import cpu_seconds
from bench.letters import tell as tell_letters
from bench.links.plan import Plan
from bench.server import Server, serving
from bench.steps import tell as tell_steps
from bench.texting import tell as tell_texting
from bench.turns import bare_turns, speaking_turns, status_texts, worded_texts
from bench.units_bytes import EVENTS
from bench.units_bytes import tell as tell_units
from bench.units_link import tell as tell_link
from config.house import build
from config.sample import CASES, SEED
from config.settings import ROOT, Settings
from tests.postgres import Postgres

MASTER_KEY = "22" * 32
TOKEN = "a token of the bench"  # noqa: S105 - signs nothing but the bench's own requests
PUBLIC_URL = "https://bench.example"
VAR = ROOT / "var" / "bench"
SIGNER = Signer(PUBLIC_URL, TOKEN)
WARM_UP = 20
# The same phones write in every round: each text is to be answered, and none is told to wait.
UNCAPPED = {"SMS_REPLIES_AN_HOUR": "1000", "SMS_REPLIES_A_DAY": "10000"}


@dataclass(slots=True)
class Cost:
    """Microseconds of processor time a request, run by run: the web process, and the database's."""

    web: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)


Costs = dict[str, Cost]


@click.command()
@click.option("--cases", default=100_000, show_default=True, help="Cases in the database.")
@click.option("--turns", default=1000, show_default=True, help="Requests of each kind in a round.")
@click.option("--rounds", default=3, show_default=True, help="Rounds; the median is told.")
@click.option(
    "--only",
    type=click.Choice(["steps", "texting", "letters", "units", "link", "sqlite", "postgresql"]),
    default=None,
)
@click.option("--letters", default=2000, show_default=True, help="Letters that are printed.")
def main(cases: int, turns: int, rounds: int, *, only: str | None, letters: int) -> None:
    """Measure the turns that speak the status, as ratios to bare Flask in the same run.

    `steps` is the flow engine without a house: a step and a rendered turn beside a static reply;
    `texting` the worker that sends texts beside a bare loop; `letters` the stamp beside WeasyPrint;
    `units` the bytes of an exchange with a unit, and what an encrypted disk costs;
    `link` the same over a slow, lossy line, beside PouchDB where npm is (a quarter of an hour).
    """
    if only in {None, "steps"}:
        tell_steps(turns)
    if only in {None, "texting"}:
        tell_texting(turns)
    if only in {None, "letters"}:
        tell_letters(letters)
    if only in {None, "units"}:
        tell_units(CASES, EVENTS, SEED)
        tell_at_rest()
    if only in {None, "link"}:
        tell_link(Plan(cases=CASES, events=EVENTS, seed=SEED))
    for name, opened in (("sqlite", on_sqlite), ("postgresql", on_postgres)):
        if only in (None, name):
            with opened(cases) as (settings, database_cpu):
                tell(name, cases, measure(settings, database_cpu, turns, rounds))


@contextmanager
def on_sqlite(cases: int) -> Iterator[tuple[Settings, Callable[[], float]]]:
    """Use a file that is kept from one run to the next."""
    yield prepared(VAR / f"sqlite-{cases}", "", cases), lambda: 0.0


@contextmanager
def on_postgres(cases: int) -> Iterator[tuple[Settings, Callable[[], float]]]:
    """Use a durable cluster that is kept from one run to the next."""
    home = Path("/var/tmp") / f"convergencia-bench-{cases}"  # noqa: S108 - postgres must reach it
    is_new = not home.exists()
    with Postgres(durable=True, home=home) as server:
        url = server.create_database("bench") if is_new else server.url("bench")
        yield (
            prepared(VAR / f"postgresql-{cases}", url, cases),
            lambda: cpu_seconds(server.process()),
        )


def prepared(var: Path, url: str, cases: int) -> Settings:
    """Fill a house with cases and tell the settings that open it."""
    settings = Settings(
        var_folder=var,
        database_url=url,
        master_key=MASTER_KEY,
        twilio_auth_token=TOKEN,
        public_url=PUBLIC_URL,
    )
    house = build(settings)
    fill(house, cases)
    house.close()
    return settings


def measure(
    settings: Settings, database_cpu: Callable[[], float], turns: int, rounds: int
) -> Costs:
    """Measure every kind of turn in every round, bare Flask first and last."""
    house = build(settings)
    known = choose(house, turns)
    house.close()
    if len(known) <= WARM_UP:
        needed = f"of {len(known)} cases with a phone, the first {WARM_UP} only warm up"
        raise click.UsageError(f"{needed}: ask for more --cases and --turns")
    costs: Costs = {}
    for number in range(rounds):
        mark = f"{time.time_ns()}x{number}x"
        one = Round(
            settings=settings, database_cpu=database_cpu, known=known, costs=costs, mark=mark
        )
        one.run()
    return costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: every application is served once and asked as often."""

    settings: Settings
    database_cpu: Callable[[], float]
    known: tuple[Known, ...]
    costs: Costs
    mark: str

    def run(self) -> None:
        """Measure every kind of turn, bare Flask first and last."""
        self.ask_bare()
        self.ask_house("signed", "")
        self.ask_house("unsigned", " without the check")
        self.ask_bare()

    def ask_bare(self) -> None:
        """Ask the static reply."""
        with serving("bench.apps:bare", environment(self.settings)) as server:
            self.note("bare", server, bare_turns(SIGNER, len(self.known)))

    def ask_house(self, app: str, told: str) -> None:
        """Ask by voice and by text, in figures and in words; the first calls warm it up."""
        run = self.mark + app
        with serving(f"bench.apps:{app}", environment(self.settings)) as server:
            again = list(speaking_turns(server, SIGNER, self.known, run=run, is_new=False))
            for webhook in again[:WARM_UP]:
                webhook.send(server)
            self.note(f"voice{told}", server, again[WARM_UP:])
            self.note(f"sms{told}", server, status_texts(SIGNER, self.known, run=run))
            worded = worded_texts(SIGNER, self.known, run=f"{run}w")
            self.note(f"sms in words{told}", server, worded)
            first = speaking_turns(server, SIGNER, self.known, run=f"{run}n", is_new=True)
            self.note(f"voice, a new caller{told}", server, first)

    def note(self, name: str, server: Server, webhooks: Iterable[Webhook]) -> None:
        """Send requests that were made before, and note what they cost."""
        ready = list(webhooks)
        server.connect_anew()
        before, before_database = server.cpu(), self.database_cpu()
        for webhook in ready:
            webhook.send(server)
        spent, database = server.cpu() - before, self.database_cpu() - before_database
        cost = self.costs.setdefault(name, Cost())
        cost.web.append(spent / len(ready) * 1e6)
        cost.database.append(database / len(ready) * 1e6)


def environment(settings: Settings) -> Mapping[str, str]:
    """Tell a server process its settings."""
    return {
        "PATH": os.environ["PATH"],
        "VAR_FOLDER": str(settings.var_folder),
        "DATABASE_URL": settings.database_url,
        "MASTER_KEY": MASTER_KEY,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
        **UNCAPPED,
    }


def tell(name: str, cases: int, costs: Costs) -> None:
    """Print what each turn costs beside bare Flask, and how many a core answers in a second."""
    bare = statistics.median(costs["bare"].web)
    click.echo(f"\n{name}, {cases} cases; bare Flask {bare:.0f} us CPU a request (ratio 1.0)")
    for kind, cost in costs.items():
        web, database = statistics.median(cost.web), statistics.median(cost.database)
        beside = f"  + database {database / bare:.1f}" if database else ""
        pace = f"{1e6 / web:6.0f} a second of one core"
        click.echo(f"  {kind:37} {web / bare:5.2f} {pace}{beside}")


if __name__ == "__main__":
    main()
