"""Calls people back: who may be called, how often, and never against their wish."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from core.model.call_back import CallBackAnswer
from core.model.calling import Caps, day_of, is_quiet, is_withheld, require_room
from core.model.phone import Numbering
from core.ports import (
    CallerBook,
    CallsMade,
    Clock,
    Contact,
    Contacts,
    Job,
    Ledger,
    OptOuts,
)
from core.refusals import (
    CallingOptedOut,
    CallingPaused,
    CallsTooMany,
    PhoneAbroad,
    PhoneForeign,
    PhoneHidden,
    Refusal,
)
from core.spending import Spending
from core.wishes import CALLS_AGAIN_AFTER, call_again, call_back, call_key

MISSED = "missed"
# Two wishes of one impatient caller are one call.
_SAME_CALL = timedelta(minutes=1)
# How long a phone is kept of who asked to be called or left a message.
_KEPT = timedelta(days=30)
# When nobody will answer any more a phone that the exchange rang; and when it is too late to retry.
_RANG_OUT, _TOO_LATE = timedelta(seconds=90), timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCall:
    """A call that was not answered: the carrier's name for it, and whose phone it was."""

    id: str
    caller: str | None
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingBack:
    """Decides before a wish, and again before the phone rings: much may have changed meanwhile."""

    callers: CallerBook
    opt_outs: OptOuts
    made: CallsMade
    contacts: Contacts
    ledger: Ledger
    spending: Spending
    numbering: Numbering
    clock: Clock
    zone: tzinfo
    caps: Caps

    def allowed(self, caller: str | None, phone: str) -> CallBackAnswer:
        """Answer that this phone is called within a minute, or refuse it with a reason."""
        known = _known(caller)
        self._dialled(phone)
        self._require(known)
        return CallBackAnswer()

    def missed(self, call: MissedCall) -> Contact:
        """Keep a call that was not answered, and wish it back if it may be; a repeat does nothing.

        What is refused is kept under its reason, so that staff can count and prove it.
        """
        now = self.clock.now()
        try:
            phone = self._dialled(call.phone)
            caller = _known(call.caller)
            self._require(caller)
        except Refusal as refusal:
            return self.contacts.keep(_contact(call, refusal.code, now))
        kept = self.contacts.turns(call.id, 0)[1]
        if kept is not None:
            return kept
        self.callers.keep(caller, phone)
        wish = call_back(caller, cause=f"{MISSED}:{call.id}", at=now)
        intents = () if self.made.waits(caller) else (wish,)
        return self.contacts.keep(_contact(call, MISSED, now), intents=intents)

    def phone_of(self, job: Job) -> str:
        """Tell which phone a wished call goes to, or refuse it: all is asked again."""
        caller, key = str(job.intent.payload["caller"]), call_key(job.intent.unique_key)
        now, first = self.clock.now(), str(job.intent.payload.get("first", ""))
        phone = self.callers.phone(caller)
        if phone is None:
            raise PhoneHidden
        is_at_night = bool(job.intent.payload["by_day"]) and is_quiet(now, self.zone)
        if is_at_night or (first and self.made.is_answered(first)):
            raise CallsTooMany
        # Who rang again in the meantime was called for that: the second try would be one too many.
        alone_since = now - (CALLS_AGAIN_AFTER if first else _SAME_CALL)
        if self.made.has_rung(caller, alone_since, besides=key):
            raise CallsTooMany
        dialled = self._dialled(phone)
        self._require(caller, besides=key)
        return dialled

    def answered(self, key: str, call: str) -> str | None:
        """Note that a call of ours was answered; tell whom it goes to, if there is such."""
        return self.made.answered(key, call)

    def phone(self, caller: str) -> str:
        """Tell the phone that a call of ours goes to."""
        return self.callers.phone(caller) or ""

    def unanswered(self, call: str) -> None:
        """Wish for one other try of a call of ours that nobody answered, and then for none."""
        made = self.made.by_call(call)
        if made is None or made.first:
            return
        wish = call_again(made.caller, first=made.key, at=self.clock.now())
        with self.ledger.writing() as work:
            work.intend(wish)

    def try_again(self) -> int:
        """Wish for one other try of what the exchange rang in vain; tell how many there were."""
        now = self.clock.now()
        waiting = self.made.unanswered(now - _TOO_LATE, now - _RANG_OUT)
        firsts = [made for made in waiting if not made.first]
        if firsts:
            with self.ledger.writing() as work:
                for made in firsts:
                    work.intend(call_again(made.caller, first=made.key, at=now))
        return len(firsts)

    def forget_callers(self) -> int:
        """Forget the phones of callers that were kept long enough; tell how many."""
        return self.callers.forget_before(self.clock.now() - _KEPT)

    def _dialled(self, phone: str) -> str:
        """Read the phone of this country that is called, as it is dialled."""
        if is_withheld(phone):
            raise PhoneHidden
        try:
            return self.numbering.trusted(phone).e164
        except PhoneForeign:
            raise PhoneAbroad from None
        except Refusal:
            raise PhoneHidden from None

    def _require(self, caller: str, *, besides: str = "") -> None:
        if self.opt_outs.has(caller):
            raise CallingOptedOut
        if not self.spending.may_spend():
            raise CallingPaused
        today = day_of(self.clock.now(), self.zone)
        require_room(
            self.caps,
            to_this_phone=self.made.count(today, caller=caller, besides=besides),
            in_all=self.made.count(today, caller=None, besides=besides),
        )


def _known(caller: str | None) -> str:
    if caller is None:
        raise PhoneHidden
    return caller


def _contact(call: MissedCall, outcome: str, at: datetime) -> Contact:
    return Contact(
        channel=MISSED,
        provider_id=call.id,
        turn=0,
        caller=call.caller,
        at=at,
        language="",
        outcome=outcome,
        state="",
        reply="",
    )
