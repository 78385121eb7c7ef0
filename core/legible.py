"""Finds of each document the newest version that this release can read.

A unit may be two releases behind the hub that publishes: one field that it does not know must not
keep it from writing or answering for weeks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from core.model.calendar_layer import Layer
from core.model.country import CountryPack
from core.model.document import Document
from core.model.institution import Institution
from core.model.letter_template import LetterTemplate
from core.model.post_route import PostRoutes
from core.model.procedure import Procedure
from core.model.reasons import ReasonBook
from core.model.route import Route
from core.refusals import DocumentInvalid

_READ: Mapping[str, Callable[[Document], object]] = {
    "calendar": Layer.parse,
    "country": CountryPack.parse,
    "institution": Institution.parse,
    "letter": LetterTemplate.parse,
    "post_routes": PostRoutes.parse,
    "procedure": Procedure.parse,
    "reasons": ReasonBook.parse,
    "route": Route.parse,
}
Version = Callable[[str, str, int], Document | None]


def legible(documents: Iterable[Document], version: Version) -> tuple[Document, ...]:
    """Go back from each document as far as must be; what was never legible is left out."""
    found = (next(filter(_is_legible, _back_from(one, version)), None) for one in documents)
    return tuple(one for one in found if one is not None)


def _back_from(document: Document, version: Version) -> Iterator[Document]:
    yield document
    for number in range(document.version - 1, 0, -1):
        before = version(document.kind, document.key, number)
        if before is not None:
            yield before


def _is_legible(document: Document) -> bool:
    read = _READ.get(document.kind)
    if read is None:
        # Of a kind that nobody here asks for.
        return True
    try:
        read(document)
    except DocumentInvalid:
        return False
    return True
