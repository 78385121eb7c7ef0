"""Measures how many texts a worker sends a second, beside a bare loop over the same carrier.

`python -m bench.texting`: a carrier on loopback takes every text; the bare loop only asks it. The
pipeline claims each wish, notes it, hands it over and notes the answer, on both databases, with
what is written safe on the disk before each step.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import click

from channels.sms.carriers import Failed
from channels.sms.carriers.kannel import KannelCarrier
from channels.sms.carriers.kannel_return import KannelReturn
from channels.sms.carriers.switch import Line, Route, Switch
from config.carriers import key_of
from config.founding import found
from config.house import House, build
from config.settings import Settings
from core.dispatch import Dispatch, NotPerformed, Performance, Performed
from core.model.carrier_line import Terms
from core.ports import Intent, Job
from core.wishes import STATUS_TEXT
from tests.postgres import Postgres

TO, TEXT = "+51987654321", "Exp 140-000-4276: falta su firma. Corrija hasta el vie 8 ene."
BACK = KannelReturn("http://127.0.0.1:8000", "a-word-of-the-bench")
MASTER_KEY = "22" * 32
ROUNDS = 3


@click.command()
@click.option("--texts", default=500, show_default=True, help="Texts of each kind in a round.")
def main(texts: int) -> None:
    """Print the texts a second of the pipeline, as ratios to the bare loop."""
    tell(texts)


def tell(texts: int, *, databases: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Measure the bare loop and the pipeline on each database, in turns."""
    with ExitStack() as stack:
        carrier = stack.enter_context(carrying())
        houses = {name: stack.enter_context(OPENED[name]()) for name in databases}
        best: dict[str, float] = {}
        for number in range(ROUNDS):
            keep(best, "bare loop", texts, lambda: bare(carrier, texts))
            for name, house in houses.items():
                wish(house, texts, number)
                keep(best, f"pipeline, {name}", texts, dispatch_of(house, carrier).run)
    for name, pace in best.items():
        ratio = pace / best["bare loop"]
        click.echo(f"{name:22} {pace:7.0f} texts a second  ratio {ratio:.3f}")


def keep(best: dict[str, float], name: str, texts: int, work: Callable[[], object]) -> None:
    """Take the time of one round, if it is the best so far."""
    began = time.perf_counter()
    work()
    best[name] = max(best.get(name, 0.0), texts / (time.perf_counter() - began))


def bare(carrier: KannelCarrier, texts: int) -> None:
    """Hand over so many texts, and nothing else."""
    for _ in range(texts):
        carrier.send(TO, TEXT, key="0" * 32)


def wish(house: House, texts: int, number: int) -> None:
    """Fill the outbox."""
    with house.shelf.ledger.writing() as work:
        for place in range(texts):
            key = f"bench {number} {place}"
            work.intend(Intent(kind=STATUS_TEXT, cause=key, unique_key=key, person=""))


def dispatch_of(house: House, carrier: KannelCarrier) -> Dispatch:
    """Assemble a worker with this one line; its texts are worded already."""
    switch = Switch(
        lines={"bench": Line(Terms(name="bench"), carrier)},
        routes=(Route("+51", ("bench",)),),
        deliveries=house.shelf.deliveries,
        key_of=key_of(house),
        pause=time.sleep,
    )

    def send(job: Job) -> Performance:
        sent = switch.send(TO, TEXT, key=job.intent.unique_key)
        if isinstance(sent, Failed):
            return NotPerformed(sent.code, retryable=sent.retryable, in_doubt=sent.in_doubt)
        return Performed(sent.provider_id, sent.cost_cents)

    return Dispatch(outbox=house.shelf.outbox, clock=house.clock, performers={STATUS_TEXT: send})


@contextmanager
def carrying() -> Iterator[KannelCarrier]:
    """Open a carrier on loopback that takes every text."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    thread = Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/cgi-bin/sendsms"
    yield KannelCarrier(url=url, user="bench", password="bench", sender="1234", back=BACK)  # noqa: S106
    server.shutdown()
    thread.join()
    server.server_close()


class Taking(BaseHTTPRequestHandler):
    """Takes a text as Kannel does."""

    def do_POST(self) -> None:
        """Say 202."""
        self.rfile.read(int(self.headers["Content-Length"]))
        said = b"0: Accepted for delivery"
        head = f"HTTP/1.1 202 Accepted\r\nContent-Length: {len(said)}\r\n\r\n"
        self.wfile.write(head.encode() + said)


@contextmanager
def on_sqlite(url: str = "") -> Iterator[House]:
    """Found a house that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="convergencia-texting-") as var:
        house = build(Settings(var_folder=Path(var), database_url=url, master_key=MASTER_KEY))
        found(house)
        yield house
        house.close()


@contextmanager
def on_postgres() -> Iterator[House]:
    """Found one on a durable cluster that is thrown away."""
    with Postgres(durable=True) as server, on_sqlite(server.create_database()) as house:
        yield house


OPENED = {"sqlite": on_sqlite, "postgresql": on_postgres}


if __name__ == "__main__":
    main()
