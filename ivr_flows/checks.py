"""Finds the faults of a script before a citizen does."""

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from core.refusals import DocumentInvalid
from ivr_flows.checking import (
    asking,
    circles,
    facts,
    keys,
    prompts,
    refused,
    secrets,
    shape,
    slots,
    waits,
    words,
)
from ivr_flows.checking.fault import Fault, Placed
from ivr_flows.checking.premises import Premises
from ivr_flows.lines import Lines
from ivr_flows.mounting import Parts
from ivr_flows.script import Script, load, shipped_part


def faults_of(script: Script, premises: Premises) -> tuple[Fault, ...]:
    """List every fault of a script that was read, in the order of its steps.

    A step that is named and missing never comes this far: reading the script refuses it.
    """
    found = {
        *shape.faults(script, premises),
        *circles.faults(script),
        *keys.faults(script),
        *asking.faults(script, premises),
        *slots.faults(script),
        *secrets.faults(script),
        *words.faults(script, premises),
        *facts.faults(script, premises),
        *prompts.faults(script, premises),
        *waits.faults(script, premises),
    }
    return tuple(sorted(found))


def check(
    script: Script,
    known_messages: Collection[str],
    refusal_codes: Mapping[str, Collection[str]],
) -> tuple[Fault, ...]:
    """List the faults that show without the words: only which messages have some is known."""
    known = {"es": dict.fromkeys(known_messages, "")}
    return faults_of(script, Premises(refusal_codes=refusal_codes, words=known))


def check_text(
    text: str, file: str, premises: Premises, *, parts: Parts = shipped_part
) -> tuple[Placed, ...]:
    """List every fault of a script's text with its line; what cannot be read has one fault."""
    try:
        script = load(text, file, parts)
    except DocumentInvalid as refusal:
        return (refused.placed(refusal, text, file),)
    lines = Lines.of(text)
    found = [*faults_of(script, premises), *_misnamed(script, file)]
    placed = [Placed(file, lines.line(fault.node, fault.field), fault) for fault in found]
    return tuple(sorted(placed, key=lambda each: (each.line, each.fault)))


def _misnamed(script: Script, file: str) -> tuple[Fault, ...]:
    stem = PurePosixPath(file).stem
    if script.name == stem:
        return ()
    return (Fault("", f"`{script.name}` stands in a file named `{stem}`", "name_differs", "name"),)
