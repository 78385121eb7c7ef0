"""Measures what the flow engine costs a turn, beside a reply that never changes.

`python -m bench.steps`: the step alone, the step with its words written as TwiML, and a static
reply, each through the same Flask application; ratios of processor time in one run.
"""

import time
from collections.abc import Callable

import click
from flask import Flask
from flask.testing import FlaskClient

from channels.voice.render import Speech, Spoken, twiml
from config.shipped import read_wording
from core.model.answers import Line
from core.ports import Wording
from ivr_flows.effects import Collect, Keys, Say
from ivr_flows.engine import begin, step
from ivr_flows.script import Script, shipped

ROUNDS = 5
STATIC = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>'
Turn = Callable[[], str]


@click.command()
@click.option("--turns", default=2000, show_default=True, help="Turns of each kind a round.")
def main(turns: int) -> None:
    """Print the cost of a step and of a rendered turn, as ratios to a static reply."""
    script, wording = shipped("status"), read_wording()
    kinds = {
        "static reply": lambda: STATIC,
        "step": lambda: stepped(script),
        "rendered turn": lambda: rendered(script, wording),
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
