"""The conversations of the bench, walked up to the turn that is measured."""

from collections.abc import Iterator
from itertools import count

from bench.calls import Signer, Webhook
from bench.cases import Known
from bench.server import Server

CLAVE_TURN = 3
IN_WORDS = "Buenos dias señorita kuanto kuesta el duplicado d mi dni xfa grasias"
_ids = count()


def speaking_turns(
    server: Server, signer: Signer, known: tuple[Known, ...], *, run: str, is_new: bool
) -> Iterator[Webhook]:
    """Begin a call for each case, and yield the turn in which the status is spoken.

    Who calls is someone without a phone on file: heard before, or for the first time.
    """
    for place, case in enumerate(known):
        call_id = f"CA{run}{next(_ids)}"
        caller = f"+5199{(10_000 * (next(_ids) % 900) if is_new else 0) + place:07d}"
        for turn, keys in enumerate(("", "1", case.number)):
            signer.call(call_id, caller, turn=turn, digits=keys).send(server)
        yield signer.call(call_id, caller, turn=CLAVE_TURN, digits=case.clave)


def status_texts(signer: Signer, known: tuple[Known, ...], *, run: str) -> Iterator[Webhook]:
    """Text each case's bare number from the citizen's own phone."""
    for case in known:
        yield signer.text(f"SM{run}{next(_ids)}", case.phone, case.number)


def worded_texts(signer: Signer, known: tuple[Known, ...], *, run: str) -> Iterator[Webhook]:
    """Text a question in words, misspelt as people do, from as many phones."""
    for case in known:
        yield signer.text(f"SM{run}{next(_ids)}", case.phone, IN_WORDS)


def bare_turns(signer: Signer, how_many: int) -> Iterator[Webhook]:
    """Ask the static reply as often as the house is asked."""
    for _ in range(how_many):
        yield signer.call(f"CA{next(_ids)}", "+51990000000")
