"""Replicates with PouchDB over a bad line: the same steps as a unit takes, and the same cuts."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.links.bad_line import BadLine
from bench.links.cutting import Cutting
from bench.links.measured import BOTH_WAYS, CUT_LOAD, FIRST_LOAD, NOTHING, Step, measured
from bench.links.open_line import open_line
from bench.links.plan import Plan
from bench.pouchdb.documents import write_documents
from bench.pouchdb.peer import Peer, PeerFault, peer

# Where a run with cuts does not end, it is told how far it came.
MOST_SECONDS = 240.0


@dataclass(slots=True, kw_only=True)
class Replication:
    """PouchDB at both ends of a line."""

    modules: Path
    folder: Path
    hub: Peer
    line: BadLine
    events: int
    units: ExitStack = field(default_factory=ExitStack)
    begun: int = 0

    def unit(self) -> Peer:
        """Begin another unit, which has nothing."""
        self.begun += 1
        folder, url = self.folder / f"unit-{self.begun}", f"http://127.0.0.1:{self.line.port}"
        one = self.units.enter_context(peer(self.modules, "unit", folder, url))
        one.hear()
        return one

    def steps(self) -> Iterator[Step]:
        """Take the steps of a unit one after the other."""
        unit = self.unit()
        yield self.taken(FIRST_LOAD, unit, "pull")
        yield self.taken("first push, nothing new", unit, "push")
        yield self.taken(NOTHING, unit, "push", "pull")
        self.hub.tell("edit", 0, self.events)
        unit.tell("edit", self.events, self.events)
        yield self.taken(BOTH_WAYS, unit, "push", "pull")

    def taken(self, name: str, unit: Peer, *orders: str) -> Step:
        """Take one step and see what it cost."""
        before = self.requests()
        with measured(self.line, name) as step:
            documents = [unit.tell(order)["docs"] for order in orders]
        step.requests = self.requests() - before
        step.told = f"{' + '.join(map(str, documents))} documents"
        return step

    def cut(self, every: float, whole: Step) -> Step:
        """Load again where the line is cut every so many seconds; each cut begins another pull."""
        unit, before, until = self.unit(), self.requests(), time.monotonic() + MOST_SECONDS
        held = [0]
        cutting = Cutting(self.line, lambda: 0, seconds=every)
        with measured(self.line, CUT_LOAD) as step, cutting.going_on():
            while time.monotonic() < until:
                is_whole = self._pulled(unit)
                held.append(unit.tell("held")["docs"])
                if is_whole:
                    break
        step.requests = self.requests() - before
        stood = sum(now == then for then, now in pairwise(held))
        step.wasted = (step.figures.total - whole.figures.total) / max(1, cutting.cuts)
        step.told = (
            f"{cutting.cuts} cuts, one in {every:g} s, {step.wasted:,.0f} bytes wasted by each,"
            f" {stood} pulls without progress, {held[-1]} documents"
        )
        return step

    def _pulled(self, unit: Peer) -> bool:
        """Pull until the line is cut; say whether it was not."""
        try:
            unit.tell("pull")
        except PeerFault:
            return False
        return True

    def requests(self) -> int:
        """Ask how many requests came so far."""
        return self.hub.tell("requests")["requests"]


def pouchdb_steps(plan: Plan, modules: Path, folder: Path) -> Iterator[Step]:
    """Take every step, each told as it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "documents"
    size = write_documents(file, cases=plan.cases, seed=plan.seed)
    with ExitStack() as open_here:
        hub = open_here.enter_context(peer(modules, "hub", folder / "hub"))
        port = hub.hear()["port"]
        hub.tell("fill", file)
        line = open_here.enter_context(open_line(port, plan.terms, by_proxy=plan.by_proxy))
        both = Replication(modules=modules, folder=folder, hub=hub, line=line, events=plan.events)
        open_here.enter_context(both.units)
        whole = Step(FIRST_LOAD)
        for step in both.steps():
            if step.name == FIRST_LOAD:
                whole = step
                step.told += f" of {size} bytes"
            yield step
        if plan.cut_every:
            yield both.cut(plan.cut_every, whole)
