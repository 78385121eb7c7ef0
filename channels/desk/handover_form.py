"""The forms of a letter in the bag: handed over, or nobody was there."""

from datetime import date, time

from pydantic import BaseModel, ConfigDict, Field

from channels.desk.move_form import KEY
from core.model.cargo import LONGEST_WORD
from core.model.handover import Absence, Handover, Receiver, Shown, Signed, Where
from core.model.signature import LONGEST, Signature


class HandoverForm(BaseModel):
    """What is written down of a letter put into somebody's hands."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)
    on: date
    at: time
    receiver: Receiver
    where: Where
    signed: Signed
    shown: Shown = Shown.NONE
    received_by: str = Field("", max_length=LONGEST_WORD)
    document: str = Field("", max_length=20)
    features: str = Field("", max_length=LONGEST_WORD)
    signature: str = Field("", max_length=LONGEST)

    def handover(self) -> Handover:
        """Make it what the house files; a drawing counts only where it is the signature."""
        is_drawn = self.signed is Signed.SCREEN and self.signature
        told = self.model_dump(exclude={"key", "signature"})
        return Handover(**told, signature=Signature.parse(self.signature) if is_drawn else None)


class AbsenceForm(BaseModel):
    """Nobody was there: a notice was left, or the letter itself."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=KEY)
    absent_on: date
    absent_at: time
    under_door: bool = False
    next_on: date | None = None
    door_features: str = Field("", max_length=LONGEST_WORD)

    def absence(self) -> Absence:
        """Make it what the house files."""
        return Absence(
            on=self.absent_on,
            at=self.absent_at,
            next_on=None if self.under_door else self.next_on,
            features=self.door_features,
        )
