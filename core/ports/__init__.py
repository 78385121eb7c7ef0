"""What the ground needs from the shelf: the shapes that the roof fills in."""

from core.ports.conversations import (
    Contact,
    Contacts,
    Guesses,
)
from core.ports.effects import (
    Intent,
    Job,
    Outbox,
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
from core.ports.writing import (
    Journal,
    Ledger,
    Sealed,
    Work,
)

__all__ = [
    "Cases",
    "Citizens",
    "Clock",
    "Composed",
    "Contact",
    "Contacts",
    "Documents",
    "Found",
    "Guesses",
    "Intent",
    "Job",
    "Journal",
    "Ledger",
    "Outbox",
    "Sealed",
    "Visit",
    "Visits",
    "Wording",
    "Work",
]
