"""Opens the best bad line that this machine lets us make, and says which it is."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from bench.links.bad_line import BadLine
from bench.links.namespaces import TUN, Network
from bench.links.proxy_line import proxy_line
from bench.links.terms import Terms
from bench.links.tun_line import tun_line


def may_make_networks() -> bool:
    """Find out whether namespaces and TUN devices can be made here."""
    try:
        Network.at("192.0.2.3").close()
    except OSError as fault:
        click.echo(f"  no network namespaces or no {TUN} here ({fault}): a proxy stands in")
        return False
    return True


@contextmanager
def open_line(target: int, terms: Terms, *, by_proxy: bool) -> Iterator[BadLine]:
    """Lead to a port of this machine over a bad line."""
    with (proxy_line if by_proxy else tun_line)(target, terms) as line:
        yield line
