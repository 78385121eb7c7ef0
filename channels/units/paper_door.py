"""The hub's addresses for papers of units: how far one has come, and the next piece of it."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from channels.units.bundle_http import MOST_PAPER_PIECE, PAPERS, PAPERS_HERE
from channels.units.file_door import asked_by, said
from channels.units.file_lane import FileLane
from channels.units.hub_side import HubSide
from core.model.paper import Paper
from core.paper_lane import PapersArriving
from core.refusals import BundleDamaged, PaperDamaged


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDoor:
    """What the addresses of papers stand on; `parts` is where they lie until they are whole."""

    side: HubSide
    parts: FileLane
    arriving: PapersArriving

    def here(self, origin: str, paper: Paper) -> int:
        """Tell how many bytes of a paper are here; one that came to its end is put away."""
        if self.arriving.is_here(paper):
            return paper.size
        reached = self.parts.reached(origin, paper.sha256)
        if reached >= paper.size:
            self._put_away(origin, paper)
        return reached

    def add(self, origin: str, paper: Paper, offset: int, piece: bytes) -> int:
        """Take a piece in; one that lies elsewhere than at the end so far changes nothing."""
        if self.arriving.is_here(paper):
            return paper.size
        if not 0 <= offset <= paper.size - len(piece):
            raise PaperDamaged
        self.parts.add(origin, paper.sha256, offset=offset, piece=piece)
        return self.here(origin, paper)

    def _put_away(self, origin: str, paper: Paper) -> None:
        """Keep a paper whose bytes are those that were announced; forget any others."""
        try:
            path = self.parts.finish(origin, paper.sha256)
        except BundleDamaged as fault:
            raise PaperDamaged from fault
        self.arriving.take(paper, path.read_bytes())
        self.parts.drop(origin, paper.sha256)


def add_papers(units: Blueprint, door: PaperDoor) -> None:
    """Add the addresses of papers to the door for units."""

    @units.get(PAPERS)
    def papers_here() -> Response:
        """Tell in few letters which papers of a unit are here."""
        return said(door.arriving.digest(asked_by(door.side)), HTTPStatus.OK)

    @units.get(f"{PAPERS}/<sha256>")
    def paper_reached(sha256: str) -> Response:
        """Tell how much of an announced paper is here."""
        origin = asked_by(door.side)
        paper = door.arriving.expected(origin, sha256)
        return _told(door, origin, paper, door.here(origin, paper))

    @units.post(f"{PAPERS}/<sha256>")
    def take_paper(sha256: str) -> Response:
        """Take a piece of an announced paper in; the answer tells how much of it is here."""
        origin = asked_by(door.side)
        if request.content_length is None or request.content_length > MOST_PAPER_PIECE:
            return said("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        request.max_content_length = MOST_PAPER_PIECE
        paper = door.arriving.expected(origin, sha256)
        offset = request.args.get("offset", -1, type=int)
        here = door.add(origin, paper, offset, request.get_data())
        return _told(door, origin, paper, here)


def _told(door: PaperDoor, origin: str, paper: Paper, here: int) -> Response:
    """Tell how much of a paper is here; with the last of it, which of the unit's papers are."""
    answer = said(str(here), HTTPStatus.OK)
    if here == paper.size:
        answer.headers[PAPERS_HERE] = door.arriving.digest(origin)
    return answer
