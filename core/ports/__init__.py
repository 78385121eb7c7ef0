"""What the ground needs from the shelf: the shapes that the roof fills in."""

from core.model.visit import Visit
from core.ports.calling import (
    CallerBook,
    CallMade,
    CallPlacer,
    CallsMade,
    CallsTaken,
    Charges,
    NotPlaced,
    OptOuts,
    Placed,
)
from core.ports.carrying import (
    Begun,
    Carrier,
    Deliveries,
    Failed,
    Handing,
    Resting,
    Sent,
)
from core.ports.casework import (
    CaseFinder,
    CaseLog,
    Contradicted,
    DueAfter,
    Errand,
    FormsDone,
    HandedIn,
    OnTheirWay,
    Spoken,
)
from core.ports.conversations import (
    Contact,
    ContactLog,
    Contacts,
    Guesses,
)
from core.ports.effects import (
    Intent,
    Job,
    Outbox,
)
from core.ports.finding import (
    Finder,
    Hit,
)
from core.ports.letterbox import (
    Chest,
    LeftMessages,
)
from core.ports.letters import (
    Letters,
    LetterWork,
    Mark,
    Runs,
    StepTaken,
)
from core.ports.reading import (
    Cases,
    Citizens,
    Documents,
    Found,
)
from core.ports.saying import (
    Clock,
    Composed,
    Wording,
)
from core.ports.staff import (
    Codes,
    Passwords,
    Sessions,
    Staff,
    Tries,
)
from core.ports.threads import (
    Deed,
    Moved,
    ThreadLists,
    Threads,
    ThreadsKept,
)
from core.ports.trips import (
    Bags,
    TripGlance,
    Trips,
    Visits,
)
from core.ports.writing import (
    Journal,
    Ledger,
    Sealed,
    Work,
)

__all__ = [
    "Bags",
    "Begun",
    "CallMade",
    "CallPlacer",
    "CallerBook",
    "CallsMade",
    "CallsTaken",
    "Carrier",
    "CaseFinder",
    "CaseLog",
    "Cases",
    "Charges",
    "Chest",
    "Citizens",
    "Clock",
    "Codes",
    "Composed",
    "Contact",
    "ContactLog",
    "Contacts",
    "Contradicted",
    "Deed",
    "Deliveries",
    "Documents",
    "DueAfter",
    "Errand",
    "Failed",
    "Finder",
    "FormsDone",
    "Found",
    "Guesses",
    "HandedIn",
    "Handing",
    "Hit",
    "Intent",
    "Job",
    "Journal",
    "Ledger",
    "LeftMessages",
    "LetterWork",
    "Letters",
    "Mark",
    "Moved",
    "NotPlaced",
    "OnTheirWay",
    "OptOuts",
    "Outbox",
    "Passwords",
    "Placed",
    "Resting",
    "Runs",
    "Sealed",
    "Sent",
    "Sessions",
    "Spoken",
    "Staff",
    "StepTaken",
    "ThreadLists",
    "Threads",
    "ThreadsKept",
    "Tries",
    "TripGlance",
    "Trips",
    "Visit",
    "Visits",
    "Wording",
    "Work",
]
