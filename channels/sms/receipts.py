"""What carriers tell of texts that they took: in their own words, in any order, repeatedly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from channels.sms.carriers.codes import meaning
from core.model.delivery import OF_THE_CARRIER, Cause, Receipt, State
from core.ports.carrying import Deliveries

TWILIO, KANNEL = "twilio", "kannel"
_KEY = re.compile(r"[0-9a-f]{32}")
_OF_TWILIO: Mapping[str, State] = {
    "accepted": State.ACCEPTED,
    "scheduled": State.ACCEPTED,
    "queued": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.UNDELIVERED,
    "failed": State.REJECTED,
    "canceled": State.REJECTED,
}
# Types of Kannel's receipts; one that waits for a phone that is off has left all the same.
_OF_KANNEL: Mapping[str, State] = {
    "1": State.DELIVERED,
    "2": State.UNDELIVERED,
    "4": State.SENT,
    "8": State.SENT,
    "16": State.REJECTED,
}
_FAILURES = frozenset({State.REJECTED, State.UNDELIVERED})
# What Kannel passes on: the network's refusal (SMPP's command_status), or the text of its receipt.
_REFUSED = re.compile(r"NACK/(0x[0-9a-fA-F]{1,8}|[0-9]{1,10})")
_NETWORKS_CODE = re.compile(r"\berr:0*([1-9][0-9]{0,4})\b")
_NETWORKS_STATE = re.compile(r"\bstat:([A-Z]{1,10})\b")


@dataclass(frozen=True, slots=True)
class Receipts:
    """Keeps receipts; one that belongs to no text of ours is counted, and that is all."""

    deliveries: Deliveries

    def note(self, door: str, receipt: Receipt | None) -> None:
        """Note a receipt, if the door could read one."""
        is_ours = receipt is not None and _KEY.fullmatch(receipt.key) is not None
        if receipt is None or not is_ours or not self.deliveries.receive(receipt):
            self.deliveries.count_stray(door)


def twilio_receipt(key: str, form: Mapping[str, str]) -> Receipt | None:
    """Read what Twilio posts; a status that it invents later is none."""
    state = _OF_TWILIO.get(form.get("MessageStatus", ""))
    if state is None:
        return None
    code = form.get("ErrorCode", "")[:20]
    cause = _cause(TWILIO, code) if state in _FAILURES else None
    return Receipt(key=key, state=state, cause=cause, code=code)


def kannel_receipt(key: str, fields: Mapping[str, str]) -> Receipt | None:
    """Read what Kannel fills into our address."""
    kind = fields.get("type", "")
    state = _OF_KANNEL.get(kind)
    if state is None:
        return None
    if state not in _FAILURES:
        return Receipt(key=key, state=state)
    codes = [*_kannel_codes(fields.get("answer", "")), f"dlr.{kind}"]
    known = next((code for code in codes if meaning(KANNEL, code) is not None), codes[-1])
    cause = _cause(KANNEL, known)
    return Receipt(
        key=key,
        state=state,
        cause=cause,
        code=codes[0][:40],
        goes_on=state is State.REJECTED and cause in OF_THE_CARRIER,
    )


def _kannel_codes(answer: str) -> list[str]:
    """List the codes in a receipt's text, the most telling first."""
    refused, code = _REFUSED.search(answer), _NETWORKS_CODE.search(answer)
    state = _NETWORKS_STATE.search(answer)
    found = [] if refused is None else [f"smpp.{int(refused[1], 0)}"]
    found += [] if code is None else [f"err.{code[1]}"]
    return found + ([] if state is None else [f"stat.{state[1]}"])


def _cause(carrier: str, code: str) -> Cause:
    known = meaning(carrier, code)
    return Cause.UNKNOWN if known is None else known.cause
