"""What a text may ask; `outcome` is the name under which a contact counts it."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """Asks where a case stands."""

    outcome: ClassVar[str] = "status"
    number_text: str
    clave: str | None = field(default=None, repr=False)  # never into a log


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Asks what may be asked."""

    outcome: ClassVar[str] = "help"


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """Asks for what the last answer left out."""

    outcome: ClassVar[str] = "more"


@dataclass(frozen=True, slots=True)
class MyCasesAsked:
    """Asks which cases this phone follows."""

    outcome: ClassVar[str] = "my_cases"


@dataclass(frozen=True, slots=True)
class ProcedureAsked:
    """Asks what the procedure with this code needs, or the one that is called so."""

    outcome: ClassVar[str] = "procedure"
    code: str


@dataclass(frozen=True, slots=True)
class ShortcutAsked:
    """Asks the same by the number of the printed list."""

    outcome: ClassVar[str] = "procedure"
    digits: str


@dataclass(frozen=True, slots=True)
class OfficeAsked:
    """Asks where the reception of an institution is."""

    outcome: ClassVar[str] = "office"
    institution: str


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """Asks when the unit comes to a district."""

    outcome: ClassVar[str] = "visit"
    district: str


@dataclass(frozen=True, slots=True)
class LostNumberAsked:
    """Asks that the numbers of a DNI's cases be sent to where they are on file."""

    outcome: ClassVar[str] = "lost_number"
    document: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WishAsked:
    """Asks in the person's own words for whatever procedure they may mean."""

    outcome: ClassVar[str] = "wish"
    words: str = field(repr=False)  # a person may write anything


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """Chooses by its place one of the procedures that the last answer offered."""

    outcome: ClassVar[str] = "choice"
    place: str


Asked = (
    StatusAsked
    | HelpAsked
    | MoreAsked
    | MyCasesAsked
    | ProcedureAsked
    | WishAsked
    | ChoiceAsked
    | ShortcutAsked
    | OfficeAsked
    | VisitAsked
    | LostNumberAsked
)
