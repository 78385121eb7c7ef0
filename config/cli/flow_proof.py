"""How a proof of a call script is told: to a program, or to a person."""

from config.cli.frame import Record
from config.flows import Proof
from ivr_flows.checking.fault import Placed
from ivr_flows.exploration import Exploration
from ivr_flows.exploring.quickest import Way


def record_of(proof: Proof) -> Record:
    """Write a proof as one object."""
    found = proof.exploration
    return {
        "file": proof.file,
        "sound": proof.is_sound,
        "faults": [_fault_record(placed) for placed in proof.faults],
        "exploration": None if found is None else _exploration_record(found),
    }


def _fault_record(placed: Placed) -> Record:
    fault = placed.fault
    return {
        "file": placed.file,
        "line": placed.line,
        "step": fault.node,
        "code": fault.code,
        "problem": fault.problem,
        "do": fault.remedy,
    }


def _exploration_record(found: Exploration) -> Record:
    return {
        "states": found.states,
        "turns": found.turns,
        "longest": {
            "turns": found.longest_turns,
            "keys": found.longest_keys,
            "seconds": round(found.longest_seconds),
        },
        "silent_turns": found.silent_turns,
        "wrong_turns": found.wrong_turns,
        "known_caller": _way_record(found.known_caller),
        "new_caller": _way_record(found.new_caller),
        "problems": list(found.problems),
    }


def _way_record(way: Way | None) -> Record | None:
    if way is None:
        return None
    return {
        "turns": len(way.pressed),
        "keys": sum(map(len, way.pressed)),
        "answer_begins": round(way.begins, 1),
        "answer_told": round(way.told, 1),
    }


def lines_of(proof: Proof) -> list[str]:
    """Write a proof for a person to read."""
    found = proof.exploration
    if found is None:
        return [*map(str, proof.faults), f"{proof.file}: {len(proof.faults)} faults"]
    longest = f"{found.longest_turns} turns, {found.longest_keys} keys"
    return [
        *(f"{proof.file}: {problem}" for problem in found.problems),
        f"{proof.file}: {'sound' if proof.is_sound else f'{len(found.problems)} problems'}",
        f"  walked: {found.states} states, {found.turns} turns between them",
        f"  longest call: {longest}, {found.longest_seconds / 60:.0f} minutes",
        f"  silence alone: goodbye after {found.silent_turns} turns at most",
        f"  wrong keys alone: goodbye after {found.wrong_turns} turns at most",
        *_way_lines("a known caller", found.known_caller),
        *_way_lines("a new caller", found.new_caller),
    ]


def _way_lines(who: str, way: Way | None) -> list[str]:
    if way is None:
        return []
    keys = sum(map(len, way.pressed))
    told = f"begins after {way.begins:.0f} s, told after {way.told:.0f} s"
    return [f"  answer with clave for {who}: {told} ({keys} keys)"]
