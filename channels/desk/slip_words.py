"""Words the small papers of a counter: the receipt of a request, and how a case stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from channels.desk.desk import Desk
from channels.porch.refusal_words import LANGUAGE
from core.appointments import Booking
from core.casework import CaseFile
from core.model.answers import INFORMATIVE, Line, VisitAnswer
from core.opening import Receipt
from letters.small import Row, SmallText

LETTER = "letter"


@dataclass(frozen=True, slots=True)
class SlipWords:
    """Writes papers about one case, in Spanish, as letters are worded."""

    desk: Desk
    file: CaseFile

    def receipt(self, receipt: Receipt | None, unit: str) -> SmallText:
        """Write the receipt; the clave stands on it only for who may see it now."""
        case, say = self.file.case, self.desk.words.say
        presented, received = case.presented_on, case.received_on
        unknown = say("slip.unconfirmed")
        rows = [self._number()]
        if receipt is not None:
            clave = f"{receipt.clave[:3]} {receipt.clave[3:]}"
            rows.append(Row(say("slip.clave"), clave, is_large=True))
        where = f", {say('slip.at_unit', unit=unit)}" if unit else ""
        not_yet = say("slip.not_yet") if unit else unknown
        rows += [
            Row(say("slip.procedure"), self.file.procedure.name),
            Row(say("slip.applicant"), self.file.person.name or say("slip.erased")),
            Row(say("slip.presented"), f"{presented:%d/%m/%Y}{where}" if presented else unknown),
            Row(say("slip.received"), f"{received:%d/%m/%Y}" if received else not_yet),
            *(Row(say("slip.own_number"), alias) for alias in case.aliases),
        ]
        return SmallText(
            language=LANGUAGE,
            title=say("slip.receipt"),
            sender=self._sender(),
            rows=tuple(rows),
            asked=(*self._appointments(), self._ask()),
            small=say("slip.keep") if receipt is not None else "",
        )

    def standing(self) -> SmallText:
        """Write all that a letter of standing says, and when the unit comes next."""
        say, slips = self.desk.words.say, self.desk.post.slips
        answer = slips.standing(self.file.case.number)
        visit = slips.coming(self.file.case.district)
        lines = [line for line in (*answer.must_tell, *answer.may_tell) if line != INFORMATIVE]
        today = self.desk.clock.today()
        return SmallText(
            language=LANGUAGE,
            title=say("slip.standing"),
            sender=self._sender(),
            rows=(self._number(), Row(say("slip.printed_on"), f"{today:%d/%m/%Y}")),
            told=self._worded(lines),
            asked=(*self._worded(_told_of(visit)), self._ask()),
            small=self._worded((INFORMATIVE,))[0],
        )

    def appointment(self, booking: Booking) -> SmallText:
        """Write where and when the person is expected, and what for."""
        one, stop, say = booking.appointment, booking.stop, self.desk.words.say
        (day,) = self._worded((Line("letter.date", {"sent_on": stop.on}),))
        rows = (
            Row(say("slip.when"), day[:1].upper() + day[1:], is_large=True),
            Row(say("slip.hours"), say("appointment.hours", begins=one.hour, ends=one.until)),
            Row(say("slip.where"), stop.place),
            Row(say("slip.purpose"), say(f"appointment.purpose.{one.purpose}")),
            self._number(),
        )
        return SmallText(
            language=LANGUAGE,
            title=say("slip.appointment"),
            sender=self._sender(),
            rows=rows,
            asked=(say("slip.bring"), self._ask()),
            small=say("slip.moves"),
        )

    def booked(self) -> tuple[Booking, ...]:
        """List what the case has coming."""
        return self.desk.trip_board.appointments.of_case(self.file.case)

    def _appointments(self) -> tuple[str, ...]:
        """Say each in one sentence, for the papers that are about something else."""
        return self._worded(one.told.line for one in self.booked())

    def _number(self) -> Row:
        say = self.desk.words.say
        return Row(say("slip.number"), self.file.case.number.grouped, is_large=True)

    def _sender(self) -> str:
        return self.desk.library.books().institution(self.file.case.institution).name

    def _ask(self) -> str:
        return self.desk.words.say("slip.ask", phone=self.desk.country.support_phone)

    def _worded(self, lines: Iterable[Line]) -> tuple[str, ...]:
        wording = self.desk.words.wording
        return tuple(wording.compose(LANGUAGE, LETTER, tuple(lines)).texts)


def _told_of(visit: VisitAnswer | None) -> tuple[Line, ...]:
    if visit is None:
        return ()
    return tuple(line for line in visit.must_tell if line != INFORMATIVE)
