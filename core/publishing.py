"""Publishes documents: a new version is an event, and what it changes is counted again."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.acts import Act
from core.model.document import Document
from core.model.event import Draft
from core.ports import Clock, Documents, Ledger
from core.post_route_check import PostRouteCheck
from core.refusals import DocumentInvalid
from core.route_check import check_routes
from core.wishes import recount

# What a calendar is made of: days off, the entity's department, the country's weekend.
MOVES_DEADLINES = frozenset({"calendar", "institution", "country"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Keeps versions: what is published is never changed, only followed by a newer one."""

    ledger: Ledger
    documents: Documents
    clock: Clock
    post_routes: PostRouteCheck

    def publish(self, documents: Iterable[Document], act: Act) -> tuple[Document, ...]:
        """Publish what is new; what is already there, word for word, is left as it is."""
        fresh = self._fresh(documents)
        batches = (fresh[at : at + _A_TRANSACTION] for at in range(0, len(fresh), _A_TRANSACTION))
        return tuple(document for batch in batches for document in self._publish(batch, act))

    def _fresh(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        newest = {(known.kind, known.key): known for known in self.documents.every()}
        fresh = []
        for document in documents:
            if _is_new(document, newest.get((document.kind, document.key))):
                newest[document.kind, document.key] = document
                fresh.append(document)
        check_routes(newest.values(), fresh)
        self.post_routes.check(newest.values(), fresh)
        return tuple(fresh)

    def _publish(self, batch: tuple[Document, ...], act: Act) -> tuple[Document, ...]:
        with self.ledger.writing() as work:
            # Asked again under the lock: another process may publish the same release.
            fresh = self._fresh(batch)
            moving = []
            for document in fresh:
                work.publish(document)
                event = work.append(self._draft(document, act))
                if document.kind in MOVES_DEADLINES:
                    moving.append(event.id)
            if moving:
                work.intend(recount(f"event:{moving[-1]}", at=self.clock.now()))
        return fresh

    def _draft(self, document: Document, act: Act) -> Draft:
        return Draft(
            kind="document_published",
            subject=f"document:{document.kind}/{document.key}",
            institution="",
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data={"version": document.version, "sha256": document.sha256},
        )


_A_TRANSACTION = 200


def _is_new(document: Document, known: Document | None) -> bool:
    """Say whether a version follows what is known; a changed text needs a new version."""
    if known is None or document.version == known.version + 1:
        return True
    if document.version == known.version and document.sha256 == known.sha256:
        return False
    if document.version < known.version:
        return False
    problem = "changed_without_version" if document.version == known.version else "version_gap"
    raise DocumentInvalid(document=document.key, problem=problem)
