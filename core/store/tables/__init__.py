"""The tables, with the constraints that make the database the last validator.

Dates and moments are text in ISO 8601, JSON is canonical text: both databases then keep the same
bytes, which the chain covers and a rebuild must meet again.
"""

from core.store.tables.calling import (
    ChargeRow,
    OptOutRow,
)
from core.store.tables.carrying import (
    CarrierLineRow,
    DeliveryRow,
    StrayReceiptRow,
)
from core.store.tables.devices import DeviceRow, ExchangeSessionRow, SessionMarkRow
from core.store.tables.done import (
    CallerLockRow,
    CallerRightRow,
    CaseLockRow,
    ContactRow,
    OutboxRow,
    WrongClaveRow,
)
from core.store.tables.forms import FormDoneRow
from core.store.tables.kept import (
    ArrivalRow,
    DocumentRow,
    EventRow,
    HereRow,
    NumberCodeRow,
    PersonKeyRow,
    PersonSecretRow,
    VaultRow,
)
from core.store.tables.letters import (
    LetterRow,
    LetterStepRow,
    LetterWishRow,
    PrintRunRow,
    RouteFileRow,
    RunPlaceRow,
)
from core.store.tables.messages import (
    LeftMessageRow,
)
from core.store.tables.purged import PurgedEventRow, PurgingRow
from core.store.tables.read import (
    CaseAliasRow,
    CaseRow,
    CitizenPhoneRow,
    CitizenRow,
    DeadlineRow,
    UserRow,
    VisitRow,
)
from core.store.tables.staff import (
    PasskeyCountRow,
    SessionRow,
    SignInTryRow,
    SpentCodeRow,
)
from core.store.tables.threads import (
    ThreadHandRow,
    ThreadRow,
    ThreadTextRow,
)
from core.store.tables.units import (
    ArrivalBucketRow,
    DownCursorRow,
    HeldRunRow,
    QuarantinedRow,
    SubjectBaseRow,
)

__all__ = [
    "ArrivalBucketRow",
    "ArrivalRow",
    "CallerLockRow",
    "CallerRightRow",
    "CarrierLineRow",
    "CaseAliasRow",
    "CaseLockRow",
    "CaseRow",
    "ChargeRow",
    "CitizenPhoneRow",
    "CitizenRow",
    "ContactRow",
    "DeadlineRow",
    "DeliveryRow",
    "DeviceRow",
    "DocumentRow",
    "DownCursorRow",
    "EventRow",
    "ExchangeSessionRow",
    "FormDoneRow",
    "HeldRunRow",
    "HereRow",
    "LeftMessageRow",
    "LetterRow",
    "LetterStepRow",
    "LetterWishRow",
    "NumberCodeRow",
    "OptOutRow",
    "OutboxRow",
    "PasskeyCountRow",
    "PersonKeyRow",
    "PersonSecretRow",
    "PrintRunRow",
    "PurgedEventRow",
    "PurgingRow",
    "QuarantinedRow",
    "RouteFileRow",
    "RunPlaceRow",
    "SessionMarkRow",
    "SessionRow",
    "SignInTryRow",
    "SpentCodeRow",
    "StrayReceiptRow",
    "SubjectBaseRow",
    "ThreadHandRow",
    "ThreadRow",
    "ThreadTextRow",
    "UserRow",
    "VaultRow",
    "VisitRow",
    "WrongClaveRow",
]
