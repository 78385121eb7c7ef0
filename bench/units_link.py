"""Measures the exchange of a unit over a bad line, beside PouchDB on the same one.

`python -m bench.units_link`: a hub under granian with TLS, the client that units have, and the
line of the river; bytes of HTTP, with the handshake of TLS apart. PouchDB speaks without TLS.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from bench.hub_process import hub_process
from bench.links.measured import BOTH_WAYS, CUT_BOTH_WAYS, CUT_LOAD, FIRST_LOAD, NOTHING, Step
from bench.links.open_line import may_make_networks, open_line
from bench.links.plan import Plan
from bench.links.terms import Terms
from bench.links.tls_end import Certificate, tls_line
from bench.pouchdb.peer import install
from bench.pouchdb.steps import pouchdb_steps
from bench.unit_field import a_field, environment
from bench.unit_steps import Exchanges
from config.sample import CASES, SEED

EVENTS = 200
A_KILOBYTE = 1024
# What the exchange is held to with the sample of 2,000 cases and 200 events each way.
GOALS: Mapping[str, int] = {FIRST_LOAD: 200, NOTHING: 1, BOTH_WAYS: 12}
MOST_WASTED, MOST_STANDSTILL = 8 * A_KILOBYTE, 10.0
CUT_EVERY = 20.0


@click.command()
@click.option("--cases", default=CASES, show_default=True, help="Cases of the sample command.")
@click.option("--events", default=EVENTS, show_default=True, help="Events each way.")
@click.option("--seed", default=SEED, show_default=True, help="Of the sample and of the deeds.")
@click.option("--rate", default=64_000, show_default=True, help="Bits a second, each way.")
@click.option("--rtt", default=0.6, show_default=True, help="Seconds there and back.")
@click.option("--loss", default=0.02, show_default=True, help="Part of the packets that is lost.")
@click.option("--cut-every", default=CUT_EVERY, show_default=True, help="Seconds; 0: no cuts.")
@click.option("--proxy", is_flag=True, help="No namespaces: a proxy in user space.")
@click.option("--pouchdb/--no-pouchdb", default=True, show_default=True, help="Measure it too.")
def main(cases: int, events: int, seed: int, **said: float) -> None:
    """Print what a unit's first load, an empty exchange and a full one cost on a bad line."""
    terms = Terms(bits_a_second=int(said["rate"]), round_trip=said["rtt"], loss=said["loss"])
    plan = Plan(
        cases=cases,
        events=events,
        seed=seed,
        terms=terms,
        by_proxy=bool(said["proxy"]),
        cut_every=said["cut_every"],
    )
    tell(plan, beside_pouchdb=bool(said["pouchdb"]))


def tell(plan: Plan, *, beside_pouchdb: bool = True) -> None:
    """Measure ours and PouchDB, and print both with their ratios."""
    click.echo(f"\nunits on a line: {plan.terms}; {plan.cases} cases of seed {plan.seed}")
    plan = replace(plan, by_proxy=plan.by_proxy or not may_make_networks())
    click.echo(f"  {'a proxy in user space' if plan.by_proxy else 'TUN devices, the TCP of Linux'}")
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(plan, Path(folder))
        _hold(ours)
        modules = install() if beside_pouchdb else None
        if modules is None:
            return
        click.echo("  PouchDB 9.0.0, express-pouchdb 4.2.0: a case and its person in a document")
        theirs = _told(pouchdb_steps(plan, modules, Path(folder) / "pouchdb"))
    for name in GOALS:
        bytes_more = theirs[name].figures.total / max(1, ours[name].figures.total)
        longer = theirs[name].seconds / max(0.001, ours[name].seconds)
        click.echo(f"  PouchDB / ours, {name:30} {bytes_more:5.1f} x bytes, {longer:5.1f} x time")


def _ours(plan: Plan, folder: Path) -> dict[str, Step]:
    with _exchanges(plan, folder) as exchanges:
        return _told(exchanges.steps())


def _told(steps: Iterator[Step]) -> dict[str, Step]:
    """Print each step when it is done, and keep them by name."""
    done = dict[str, Step]()
    for step in steps:
        step.tell()
        done[step.name] = step
    return done


def _hold(done: Mapping[str, Step]) -> None:
    """Say of each goal whether it was reached."""
    for name, kilobytes in GOALS.items():
        size = done[name].figures.total
        _say(name, f"{size / A_KILOBYTE:.2f} KB", f"{kilobytes} KB", size / A_KILOBYTE / kilobytes)
    _say(BOTH_WAYS, f"{done[BOTH_WAYS].requests} requests", "1", done[BOTH_WAYS].requests)
    for cut in (done[name] for name in (CUT_BOTH_WAYS, CUT_LOAD) if name in done):
        still, name = cut.standstill, cut.name
        _say(name, f"{cut.missing} missing", "none", 1 + cut.missing)
        _say(name, f"{cut.wasted:,.0f} bytes", f"{MOST_WASTED:,} a cut", cut.wasted / MOST_WASTED)
        _say(name, f"{still:.1f} s still", f"{MOST_STANDSTILL:g} s", still / MOST_STANDSTILL)


def _say(name: str, reached: str, goal: str, part: float) -> None:
    click.echo(f"  {'reached ' if part <= 1 else 'MISSED  '} {name:16} {reached:>16}, goal {goal}")


@contextmanager
def _exchanges(plan: Plan, folder: Path) -> Iterator[Exchanges]:
    """Open the hub, and the line to it with TLS from its beginning."""
    with ExitStack() as here:
        field = here.enter_context(a_field(folder / "field", cases=plan.cases, seed=plan.seed))
        certificate = Certificate.made(folder)
        port = here.enter_context(hub_process(environment(field.hub), certificate))
        line = here.enter_context(open_line(port, plan.terms, by_proxy=plan.by_proxy))
        shaken = certificate.handshake(line)
        click.echo(f"  handshake of TLS, apart: {shaken.up} up {shaken.down} down a connection")
        inside = here.enter_context(tls_line(line, certificate))
        yield Exchanges(field=field, line=inside, events=plan.events, cut_every=plan.cut_every)


if __name__ == "__main__":
    main()
