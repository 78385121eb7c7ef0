"""What the ground needs from the shelf: the shapes that the roof fills in."""

from core.ports.casework import (
    CaseFinder,
    CaseLog,
    DueAfter,
    Errand,
    FormsDone,
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
from core.ports.reading import (
    Cases,
    Citizens,
    Documents,
    Found,
    Visit,
    Visits,
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
from core.ports.writing import (
    Journal,
    Ledger,
    Sealed,
    Work,
)

__all__ = [
    "CaseFinder",
    "CaseLog",
    "Cases",
    "Citizens",
    "Clock",
    "Codes",
    "Composed",
    "Contact",
    "ContactLog",
    "Contacts",
    "Documents",
    "DueAfter",
    "Errand",
    "Finder",
    "FormsDone",
    "Found",
    "Guesses",
    "Hit",
    "Intent",
    "Job",
    "Journal",
    "Ledger",
    "Outbox",
    "Passwords",
    "Sealed",
    "Sessions",
    "Spoken",
    "Staff",
    "Tries",
    "Visit",
    "Visits",
    "Wording",
    "Work",
]
