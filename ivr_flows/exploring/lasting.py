"""How long a call is spoken and listened to."""

from collections.abc import Sequence

from ivr_flows.checking.premises import WORDS_A_MINUTE, Premises
from ivr_flows.effects import (
    Collect,
    Dialled,
    Effect,
    Input,
    Keys,
    Recorded,
    Say,
    SayAnswer,
    Silence,
    Transfer,
)

KEY_SECONDS = 1.0
# The phone goes back to the ear before the house speaks.
PAUSE_SECONDS = 0.5
# About what the longest answers take, with their dates and places.
ANSWER_SECONDS = 20.0
SLOWER = 1.25  # as the slow voice speaks: four fifths of the usual pace


def seconds_to_say(effects: Sequence[Effect], premises: Premises) -> float:
    """Tell how long it takes to say all this."""
    said = sum(_seconds(effect, premises) for effect in effects)
    return said + PAUSE_SECONDS if said else 0.0


def _seconds(effect: Effect, premises: Premises) -> float:
    match effect:
        case Say(message, facts, language, slow):
            words = sum(len(str(fact).split()) - 1 for fact in facts.values())
            seconds = premises.seconds(language, message) + words * 60 / WORDS_A_MINUTE
            return seconds * (SLOWER if slow else 1)
        case SayAnswer(_, slow):
            return ANSWER_SECONDS * (SLOWER if slow else 1)
        case _:
            return 0.0


def seconds_to_hear(heard: Input) -> float:
    """Tell how long the house waited: a second for each key, or all its patience.

    A talk with a person is not the house's: only the ringing counts.
    """
    match heard:
        case Keys(digits):
            return KEY_SECONDS * len(digits)
        case Silence():
            return float(Collect(None).timeout_seconds)
        case Dialled():
            return float(Transfer().seconds)
        case Recorded(_, seconds):
            return float(seconds)
        case _:
            return 0.0
