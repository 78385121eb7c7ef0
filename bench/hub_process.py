"""The web process of a hub as it runs in an office, with TLS."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.links.tls_end import Certificate
from config.settings import ROOT
from tests.postgres import free_port

WAIT_SECONDS = 60.0


@contextmanager
def hub_process(environment: Mapping[str, str], certificate: Certificate) -> Iterator[int]:
    """Serve a hub until the measurement is done; tell its port."""
    port = free_port()
    web = ("-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1")
    where = ("--host", "127.0.0.1", "--port", str(port), "--log-level", "error")
    tls = ("--ssl-certificate", certificate.certificate, "--ssl-keyfile", certificate.key)
    command = (sys.executable, *web, "--blocking-threads", "4", *where, *tls, "config.web:serve")
    child = subprocess.Popen(  # noqa: S603 - our own server
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
    )
    try:
        _wait_for(port, certificate)
        yield port
    finally:
        child.terminate()
        child.wait()


def _wait_for(port: int, certificate: Certificate) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            certificate.connected(port).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
