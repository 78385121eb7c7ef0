"""What lies beside events on their way down: values that are current, secrets, documents."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from core.applicants import TOLD_FIELD
from core.letter_handover import SIGNATURE_FIELD
from core.model.document import Document
from core.model.event import Event
from core.model.exchange import VaultValue
from core.store.document_rows import to_document
from core.store.exchange.values import Seal, seals_of
from core.store.tables import DocumentRow, PersonSecretRow, VaultRow
from core.store.upserts import table
from core.store.vault import sealed_by

_DOCUMENTS = table(DocumentRow)
_D, _V, _S = _DOCUMENTS.c, table(VaultRow).c, table(PersonSecretRow).c
A_PAGE = 500
Values = tuple[VaultValue, ...]
# Large, or of use at the hub alone.
STAYS = (TOLD_FIELD, SIGNATURE_FIELD)


@dataclass(frozen=True, slots=True)
class Beside:
    """Reads it as of the moment of a snapshot."""

    connection: Connection

    def values(self, events: Iterable[Event]) -> tuple[Values, Mapping[str, str]]:
        """Read the values that events sealed and that are current, with the people's secrets."""
        sealed = seals_of(events)
        current = self.current({person for person, _, _ in sealed})
        found = tuple(one for one in current if (one.person, one.field, one.version) in sealed)
        return found, self.secrets({one.person for one in found})

    def current(self, people: Collection[str]) -> Values:
        """Read the newest value of each field, but not what is of use at the hub alone."""
        newest: dict[tuple[str, str], VaultValue] = {}
        for page in _pages(people):
            asked = select(_V.person, _V.field, _V.version, _V.value).where(_V.person.in_(page))
            ordered = asked.order_by(_V.person, _V.field, _V.version)
            for row in self.connection.execute(ordered):
                if not row.field.startswith(STAYS):
                    newest[row.person, row.field] = VaultValue(*row)
        return tuple(newest.values())

    def secrets(self, people: Collection[str]) -> Mapping[str, str]:
        """Read the secrets of people."""
        found: dict[str, str] = {}
        for page in _pages(people):
            asked = select(_S.person, _S.secret).where(_S.person.in_(page)).order_by(_S.person)
            found |= {row.person: row.secret for row in self.connection.execute(asked)}
        return found

    def documents(self, published: Iterable[Event]) -> tuple[Document, ...]:
        """Read the versions that events published."""
        found: list[Document] = []
        for event in published:
            kind, _, key = event.draft.subject.partition(":")[2].partition("/")
            same = (_D.kind == kind) & (_D.key == key)
            asked = select(_DOCUMENTS).where(same, _D.version == event.draft.data["version"])
            found += [to_document(row) for row in self.connection.execute(asked).mappings()]
        return tuple(found)

    def bared(self, event: Event, travels: Collection[Seal]) -> Event:
        """Take off an event what the unit cannot check: the hash before, and commitments."""
        person, sealed = sealed_by(event.draft.subject, event.draft.data)
        if not sealed:
            return replace(event, prev_hash="")
        bared = {
            field: said
            if (person, field, said["version"]) in travels
            else {**said, "commitment": ""}
            for field, said in sealed.items()
        }
        # What is no seal of ours stays as it is.
        whole = {**event.draft.data["sealed"], **bared}
        draft = replace(event.draft, data={**event.draft.data, "sealed": whole})
        return replace(event, draft=draft, prev_hash="")


def _pages(people: Collection[str]) -> Iterable[Sequence[str]]:
    ordered = sorted(people)
    return (ordered[at : at + A_PAGE] for at in range(0, len(ordered), A_PAGE))
