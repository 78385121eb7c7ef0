"""Measures what the flow engine costs a turn, beside a reply that never changes.

`python -m bench.steps`: the step alone, the step with its words written as TwiML, a status in words
for a machine and in the sounds of a speaker, and a static reply, each through the same Flask
application; ratios of processor time in one run.
"""

import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files

import click
from flask import Flask
from flask.testing import FlaskClient

from channels.porch.recordings import fingerprint
from channels.voice.render import Speech, Spoken, spoken_of, twiml
from config.shipped import read_wording
from core.model.answers import INFORMATIVE, Line, Place
from core.model.case_number import CaseNumber
from core.ports import Wording
from core.wording.catalogue import load
from ivr_flows.effects import Collect, Keys, Say
from ivr_flows.engine import begin, step
from ivr_flows.script import Script, shipped

ROUNDS = 5
PUBLIC_URL = "https://tramites.example"
STATUS = (
    Line(
        "status.in_process",
        {
            "number": CaseNumber.compose("140", 427),
            "place": Place("Mesa de Partes", "Mesa de Partes, Municipalidad Distrital de Pisac"),
            "due": date(2027, 1, 8),
        },
    ),
    INFORMATIVE,
)
STATIC = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>'
Turn = Callable[[], str]


@click.command()
@click.option("--turns", default=2000, show_default=True, help="Turns of each kind a round.")
def main(turns: int) -> None:
    """Print the cost of a step and of a rendered turn, as ratios to a static reply."""
    tell(turns)


def tell(turns: int) -> None:
    """Measure every kind of turn in this process, and print its ratio to the static reply."""
    script, wording, recorded = shipped("status"), read_wording(), all_recorded()
    kinds = {
        "static reply": lambda: STATIC,
        "step": lambda: stepped(script),
        "rendered turn": lambda: rendered(script, wording),
        "status, words": lambda: told(wording),
        "status, sounds": lambda: told(recorded),
    }
    costs = {name: min(cost(turn, turns) for _ in range(ROUNDS)) for name, turn in kinds.items()}
    base = costs["static reply"]
    for name, spent in costs.items():
        click.echo(f"{name:16} {spent * 1e6:7.1f} us CPU  ratio {spent / base:.2f}")


def stepped(script: Script) -> str:
    """Press one key in the first menu."""
    state, _ = begin(script, ("es",))
    step(script, state, Keys("1"))
    return STATIC


def rendered(script: Script, wording: Wording) -> str:
    """Press one key, word what follows and write it as TwiML."""
    state, _ = begin(script, ("es",))
    state, effects = step(script, state, Keys("1"))
    lines = [Line(effect.message, effect.facts) for effect in effects if isinstance(effect, Say)]
    said = [Spoken("es", text) for text in wording.compose("es", "voice", lines).texts]
    collect = next(effect for effect in effects if isinstance(effect, Collect))
    return twiml(Speech(said, collect, hangs_up=False, next_turn=state.turn + 1), "")


def told(wording: Wording) -> str:
    """Word a status and write it as TwiML: some twenty pieces where a speaker recorded it."""
    composed = wording.compose("es", "voice", STATUS)
    said = spoken_of("es", composed.texts, composed.sounds, slow=False)
    return twiml(Speech(said, None, hangs_up=True, next_turn=1), "", public_url=PUBLIC_URL)


def all_recorded() -> Wording:
    """Read the catalogues as if a speaker had recorded every piece; a piece costs its hash."""

    def sound_of(_language: str, _name: str, text: str, /) -> str:
        return fingerprint(text.encode())

    return load(files("core.wording"), production=False, sound_of=sound_of)


def cost(turn: Turn, turns: int) -> float:
    """Take the processor's seconds for one request that answers with a turn."""
    client = _client(turn)
    client.get("/")
    began = time.process_time()
    for _ in range(turns):
        client.get("/")
    return (time.process_time() - began) / turns


def _client(turn: Turn) -> FlaskClient:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=turn, endpoint="turn")
    return app.test_client()


if __name__ == "__main__":
    main()
