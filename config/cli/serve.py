"""Opens the doors: the web process, the worker and, if asked for, ivr, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time

import click

from config.cli.frame import opened
from config.settings import ROOT, Settings, read_settings
from core.refusals import SettingInvalid

MOST_PORTS = 50
# Enough that one slow request does not keep the others waiting; SQLite has one writer anyway.
THREADS = ("--blocking-threads", "4")
GRACE_SECONDS = 10
A_MOMENT = 0.2


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Primer puerto a probar.")
def verb(port: int | None) -> None:
    """Abre las puertas: web, trabajador y, con IVR=on, la de Asterisk, hasta Ctrl-C."""
    settings = read_settings()
    with opened():
        pass  # a missing database is founded once, before two processes open it
    free = free_port(settings.listen_host, port or settings.port)
    # Said for both: a shell that starts us in the background has Ctrl-C ignored.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _interrupt)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.extend(map(start, processes(settings, free)))
        for line in addresses(settings, free):
            click.echo(line)
        wait_for_any(children)
    finally:
        end(children)


def processes(settings: Settings, port: int) -> tuple[tuple[str, ...], ...]:
    """Tell the command lines of web, worker and, if asked for, ivr and modem."""
    web = ("granian", "--interface", "wsgi", "--factory", "--workers", "1", *THREADS)
    where = ("--host", settings.listen_host, "--port", str(port), "--log-level", "warning")
    telephone = ((sys.executable, "-m", "config.ivr"),) if settings.ivr == "on" else ()
    modems = ((sys.executable, "-m", "config.modem"),) if settings.carriers else ()
    return (
        (sys.executable, "-m", *web, *where, "config.web:serve"),
        (sys.executable, "-m", "config.worker"),
        *telephone,
        *modems,
    )


def addresses(settings: Settings, port: int) -> tuple[str, ...]:
    """Tell what can be opened, and where the provider must send its webhooks."""
    here = f"http://{settings.listen_host}:{port}"
    handset = (f"Teléfono de prueba: {here}/telefono",) if settings.handset_is_on else ()
    line = f"Asterisk (FastAGI): {settings.ivr_listen}:{settings.ivr_port}"
    asterisk = (line,) if settings.ivr == "on" else ()
    return (
        f"Abierto en {here}/health (Ctrl-C para cerrar)",
        f"Ventanilla: {here}/ventanilla/",
        *handset,
        *asterisk,
        f"Webhooks: {here}/voice/incoming y {here}/sms/incoming",
        f"Firmados para: {settings.public_url}",
        f"Cartas, mensajes y base de datos: {settings.var_folder}",
    )


def free_port(host: str, first: int) -> int:
    """Find the first port from one on that nobody listens on."""
    for port in range(first, min(first + MOST_PORTS, 65536)):
        with socket.socket() as listener:
            # Without it a port that was closed a moment ago would look busy.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
            except OSError:
                continue
            return port
    raise SettingInvalid(setting="PORT", problem="all_busy")


def start(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start a process of the house where the caller is, so that a relative path means the same."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    # A session of its own: Ctrl-C reaches it once, through us, and nothing of it outlives us.
    return subprocess.Popen(arguments, env=environment, start_new_session=True)  # noqa: S603


def wait_for_any(children: list[subprocess.Popen[bytes]]) -> None:
    """Wait until someone says stop, or a process ends by itself."""
    try:
        while all(child.poll() is None for child in children):
            time.sleep(A_MOMENT)
    except KeyboardInterrupt:
        click.echo("Cerrando.")
        return
    # Whoever watches over the house must see that it did not close because it was told to.
    raise click.ClickException("un proceso terminó solo; se cierra la casa")


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, and insist after a while."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
