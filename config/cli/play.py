"""Holds a call or a text conversation in the terminal, with the phone that nobody pays for."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import click

from channels.handset.markup import TwimlInvalid
from channels.handset.network import CallFailed
from channels.handset.phone import Call, Telephone
from channels.handset.pocket import hint_of
from channels.handset.walk import KEYS
from config.cli.frame import json_option, opened
from config.handset import PHONE, in_process, over_http, require_handset, telephone_of
from config.house import House
from config.web import create_app

HANG_UP = "colgar"
SILENCE = "(silencio)"
PROMPT = "> "
NO_SUCH_KEYS = "Aquí valen teclas 0-9, * y #, una línea vacía (silencio) o la palabra colgar."


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a conversation is shown, for people or for programs."""

    as_json: bool
    is_typed: bool

    def turn(self, said: str, heard: Sequence[str], **more: str) -> None:
        """Show what one side did and what the other answered."""
        if self.as_json:
            click.echo(json.dumps({"said": said, "heard": heard, **more}, ensure_ascii=False))
            return
        if said and not self.is_typed:
            click.echo(f"{PROMPT}{said}")
        for words in heard:
            click.echo("< " + words.replace("\n", "\n  "))
        if ended := more.get("ended"):
            click.echo("(la casa cuelga)" if ended == "house" else "(usted cuelga)")

    def not_understood(self, said: str) -> None:
        """Say what may be typed; the conversation stays where it is."""
        if self.as_json:
            self.turn(said, (), problem=NO_SUCH_KEYS)
        else:
            click.echo(NO_SUCH_KEYS, err=True)


@click.command("play")
@click.argument("kind", type=click.Choice(["call", "sms"]), metavar="call|sms")
@click.argument("given", nargs=-1, metavar="[TECLAS|TEXTO]...")
@click.option("--phone", default=PHONE, show_default=True, help="Desde qué número.")
@click.option("--url", default="", help="Una casa abierta, como http://127.0.0.1:8000.")
@json_option
def verb(
    kind: Literal["call", "sms"], given: tuple[str, ...], *, phone: str, url: str, as_json: bool
) -> None:
    """Llama o escribe a la casa desde un teléfono de prueba.

    Sin TECLAS ni TEXTO se leen de la entrada, una línea por vez. En una llamada, una línea vacía
    es silencio y la palabra colgar la termina.
    """
    with opened() as house:
        require_handset(house)
        screen = Screen(as_json, is_typed=not given and sys.stdin.isatty())
        lines = given or (_typed() if screen.is_typed else _piped())
        try:
            telephone = _telephone(house, phone, url)
            if kind == "call":
                hold_call(telephone, lines, screen)
            else:
                hold_texts(telephone, lines, screen)
        except (CallFailed, TwimlInvalid) as fault:
            raise click.ClickException(f"se cortó: {fault}") from fault


def hold_call(telephone: Telephone, lines: Iterable[str], screen: Screen) -> None:
    """Call, and press what the lines say until one of the two hangs up."""
    call = telephone.call()
    _show(call, "", screen)
    for line in () if call.is_over else lines:
        keys = "".join(line.replace("-", " ").split())
        if keys.lower() == HANG_UP:
            break
        if not KEYS.issuperset(keys):
            screen.not_understood(line)
            continue
        call = call.key_in(keys) if keys else call.wait()
        _show(call, keys or SILENCE, screen)
        if call.is_over:
            return
    if not call.is_over:
        _show(call.hang_up(), HANG_UP, screen)


def _show(call: Call, said: str, screen: Screen) -> None:
    if call.is_over:
        screen.turn(said, call.said, ended="caller" if call.hung_up else "house")
    else:
        screen.turn(said, (*call.said, *filter(None, [hint_of(call)])))


def hold_texts(telephone: Telephone, lines: Iterable[str], screen: Screen) -> None:
    """Send each line that is not empty as a text, and show what comes back."""
    for line in lines:
        if line.strip():
            screen.turn(line, telephone.text(line))


def _telephone(house: House, phone: str, url: str) -> Telephone:
    delivery = over_http(url) if url else in_process(create_app(house))
    return telephone_of(house, delivery, house.numbering.read(phone).e164)


def _typed() -> Iterator[str]:
    """Read what a person types, until Ctrl-D or Ctrl-C."""
    while True:
        try:
            yield input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return


def _piped() -> Iterator[str]:
    """Read a conversation that was written before."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
