"""Everything the house declines to do, each with a code that never changes."""

from core.refusals.bundles import (
    BundleCut as BundleCut,
    BundleDamaged as BundleDamaged,
    BundleForeign as BundleForeign,
    BundleNewer as BundleNewer,
    DictionaryUnknown as DictionaryUnknown,
    EnvelopeForeign as EnvelopeForeign,
    EnvelopeTooLarge as EnvelopeTooLarge,
    SegmentWrong as SegmentWrong,
)
from core.refusals.calling import (
    CalledTooOften as CalledTooOften,
    CallingOptedOut as CallingOptedOut,
    CallingPaused as CallingPaused,
    CallsTooMany as CallsTooMany,
    PhoneAbroad as PhoneAbroad,
    PhoneHidden as PhoneHidden,
)
from core.refusals.disk import (
    DatabaseCopyDiffers as DatabaseCopyDiffers,
    DatabaseInUse as DatabaseInUse,
    DatabaseKeyMissing as DatabaseKeyMissing,
    DatabaseKeyWrong as DatabaseKeyWrong,
    DatabasePlain as DatabasePlain,
    DiskLow as DiskLow,
)
from core.refusals.files import (
    AmountUnreadable as AmountUnreadable,
    CellInvalid as CellInvalid,
    ColumnMissing as ColumnMissing,
    DocumentInvalid as DocumentInvalid,
    DocumentReviewed as DocumentReviewed,
    DocumentUnknown as DocumentUnknown,
    FileUnreadable as FileUnreadable,
    SettingInvalid as SettingInvalid,
)
from core.refusals.journal import (
    ChainBroken as ChainBroken,
    ChainForked as ChainForked,
    EventForeign as EventForeign,
    EventUnreadable as EventUnreadable,
    TooManyEvents as TooManyEvents,
)
from core.refusals.letters import (
    AddressReturned as AddressReturned,
    LetterChanged as LetterChanged,
    LetterCodeForeign as LetterCodeForeign,
    LetterCodeInvalid as LetterCodeInvalid,
    LetterIncomplete as LetterIncomplete,
    LetterMoved as LetterMoved,
    LetterNeedsApproval as LetterNeedsApproval,
    LetterOwnApproval as LetterOwnApproval,
    LetterUnknown as LetterUnknown,
    LetterUnprintable as LetterUnprintable,
    RunClosed as RunClosed,
    RunEmpty as RunEmpty,
    RunForgotten as RunForgotten,
    RunMoved as RunMoved,
    RunUnknown as RunUnknown,
    StorageFull as StorageFull,
)
from core.refusals.messages import (
    MessageMoved as MessageMoved,
    MessageUnknown as MessageUnknown,
    PersonAway as PersonAway,
    PersonUnavailable as PersonUnavailable,
)
from core.refusals.moves import (
    BasisMissing as BasisMissing,
    CalendarMissing as CalendarMissing,
    CaseDisputed as CaseDisputed,
    CountOutOfRange as CountOutOfRange,
    DateOutOfOrder as DateOutOfOrder,
    DateUnreadable as DateUnreadable,
    DisputeUnknown as DisputeUnknown,
    IllegalMove as IllegalMove,
    ReasonForbidden as ReasonForbidden,
    ReasonUnknown as ReasonUnknown,
    RouteDeviation as RouteDeviation,
    RouteEnded as RouteEnded,
    StaleCase as StaleCase,
)
from core.refusals.numbers import (
    CaseNotFound as CaseNotFound,
    ClaveClosed as ClaveClosed,
    ClaveMalformed as ClaveMalformed,
    ClaveMissing as ClaveMissing,
    ClaveRevoked as ClaveRevoked,
    ClaveWait as ClaveWait,
    ClaveWrong as ClaveWrong,
    NumberIncomplete as NumberIncomplete,
    NumberMissing as NumberMissing,
    NumbersExhausted as NumbersExhausted,
    NumberTooLong as NumberTooLong,
    NumberWrongCheck as NumberWrongCheck,
)
from core.refusals.people import (
    AddressMissing as AddressMissing,
    AddressUnprintable as AddressUnprintable,
    CitizenUnknown as CitizenUnknown,
    Erased as Erased,
    IdentityInvalid as IdentityInvalid,
    NameDiffers as NameDiffers,
    PhoneForeign as PhoneForeign,
    PhoneInvalid as PhoneInvalid,
    PhoneMissing as PhoneMissing,
    PhoneShortCode as PhoneShortCode,
    PhoneUnreadable as PhoneUnreadable,
    UserExists as UserExists,
    UserUnknown as UserUnknown,
)
from core.refusals.places import (
    ChoiceUnknown as ChoiceUnknown,
    InstitutionUnknown as InstitutionUnknown,
    OfficeUnknown as OfficeUnknown,
    PlaceAmbiguous as PlaceAmbiguous,
    PlaceUnknown as PlaceUnknown,
    ProcedureNotUnderstood as ProcedureNotUnderstood,
    ProcedureUnknown as ProcedureUnknown,
    TripUnknown as TripUnknown,
    VisitChanged as VisitChanged,
    VisitUnknown as VisitUnknown,
)
from core.refusals.refusal import (
    Refusal as Refusal,
    every_refusal as every_refusal,
)
from core.refusals.staff import (
    CodeWrong as CodeWrong,
    DeedForbidden as DeedForbidden,
    FactorMissing as FactorMissing,
    FormStale as FormStale,
    PasskeyWrong as PasskeyWrong,
    PasswordExpired as PasswordExpired,
    PasswordsDiffer as PasswordsDiffer,
    PasswordWeak as PasswordWeak,
    PasswordWrong as PasswordWrong,
    RequestForeign as RequestForeign,
    SignInAgain as SignInAgain,
    SignInFresh as SignInFresh,
    SignInWait as SignInWait,
    SignInWrong as SignInWrong,
)
from core.refusals.texting import (
    LanguageNotOffered as LanguageNotOffered,
    NumberNeeded as NumberNeeded,
    PhoneUnregistered as PhoneUnregistered,
)
from core.refusals.threads import (
    PartsTooMany as PartsTooMany,
    ThreadClosed as ThreadClosed,
    ThreadMoved as ThreadMoved,
    ThreadUnknown as ThreadUnknown,
    ThreadUnread as ThreadUnread,
)
from core.refusals.units import (
    AnswerAhead as AnswerAhead,
    DeviceExpired as DeviceExpired,
    DeviceKeyWrong as DeviceKeyWrong,
    DeviceKnown as DeviceKnown,
    DeviceRevoked as DeviceRevoked,
    DeviceUnknown as DeviceUnknown,
    ExchangeBusy as ExchangeBusy,
    ExchangeRefused as ExchangeRefused,
    HubOnly as HubOnly,
    KeyNotLent as KeyNotLent,
    LinkDown as LinkDown,
    PackOther as PackOther,
    SessionOld as SessionOld,
    SparesSpent as SparesSpent,
    UnitCopied as UnitCopied,
    UnitOnly as UnitOnly,
)
from core.refusals.words import (
    RequestIncomplete as RequestIncomplete,
    SignatureInvalid as SignatureInvalid,
    TextMissing as TextMissing,
    TextNotUnderstood as TextNotUnderstood,
    TextTooLong as TextTooLong,
    TurnUnknown as TurnUnknown,
)
