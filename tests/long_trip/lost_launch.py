"""A second boat whose laptop is lost: what it had sent is safe, what it had not is named."""

from dataclasses import dataclass, field
from datetime import timedelta

from config.coming_back import Found, let_in, rejoin
from config.founding import SYSTEM
from config.house import build
from config.lost_laptops import lost_laptop_of
from config.unit_keys import remade_pair
from core.model.event import EventId
from core.model.loss import Disk, Loss
from core.model.topics import Topic
from core.refusals import DeviceRevoked
from tests.core.rows import rows
from tests.exchange.nodes import Told, unit_settings
from tests.houses import shipped
from tests.long_trip.carriers import linked
from tests.long_trip.fleet import LAUNCH, Fleet
from tests.long_trip.folk import (
    Neighbour,
    at_counter,
    case_at,
    hears,
    hears_of_none,
    takes_in,
)


@dataclass(slots=True)
class LostLaunch:
    """What was handed in on the launch before it was lost, and what became of it."""

    fleet: Fleet
    safe: list[Neighbour] = field(default_factory=list)
    gone: list[Neighbour] = field(default_factory=list)
    acked: Told = field(default_factory=dict)

    def works(self) -> None:
        """Day 2: two requests, and a good line."""
        self.safe += [self._taken(place) for place in (1, 2)]
        assert linked(self.fleet, self.fleet.launch) == "ok"
        here = self.fleet.launch.hashes()
        self.acked = {one: said for one, said in here.items() if one.origin == LAUNCH}
        assert not self.fleet.launch.waiting()

    def goes_on(self) -> None:
        """Day 5: three more, and no line."""
        self.gone += [self._taken(place) for place in (3, 4, 5)]

    def is_lost(self) -> None:
        """Day 7: the office shuts it out, and is told what it must know."""
        loss = self._drill()
        assert loss.codes_closed == 2
        (used, spare), left = loss.left.chains, loss.left
        assert (loss.events, used.opened, used.aside, spare.events) == (len(self.acked), 2, 0, 0)
        # Its spare lay on the same disk: numbers of either may be in somebody's pocket.
        assert loss.unknown_codes == ["310", "311"]
        assert (left.disk, left.claves) == (Disk.PLAIN, 2)
        (parinari,) = left.on_board
        assert parinari.cases >= left.people >= parinari.people > 0
        assert loss.tell_by - self.fleet.clock.now() == timedelta(hours=48)
        for who in self.safe:
            assert case_at(self.fleet.office, who.number).presented_on is not None
        for who in self.gone:
            hears_of_none(self.fleet, who)
        self.fleet.book.counts["lost laptops"] += 1

    def is_opened(self) -> None:
        """Day 10: whoever has it finds a line: all is kept, nothing is believed."""
        assert linked(self.fleet, self.fleet.launch) == DeviceRevoked.code
        own = {one for one in self.fleet.launch.hashes() if one.origin == LAUNCH}
        late = own - self.acked.keys()
        assert self._aside() == late
        assert late
        # Told again, the drill does nothing twice, and counts what came meanwhile.
        loss = self._drill()
        assert (loss.codes_closed, loss.events) == (0, len(self.acked))
        assert loss.left.chains[0].aside == len(late)
        for who in self.gone:
            hears_of_none(self.fleet, who)

    def is_known_on_the_river(self) -> None:
        """Day 20: the other boat has heard of it."""
        told = [one for one in rows(self.fleet.boat.house, "event") if LAUNCH in one["subject"]]
        assert {"unit_revoked", "origin_revoked"} <= {one["kind"] for one in told}

    def is_found(self) -> None:
        """Day 28: it comes back with other keys, and goes on in another epoch and code."""
        launch = self.fleet.launch
        line = remade_pair(launch.var).line
        pack = let_in(self.fleet.office, Found(name=LAUNCH, line=line, codes=("312",), days=30))
        rejoin(launch.house, pack)
        launch.house.close()
        launch.house = build(unit_settings(launch.var), clock=self.fleet.clock, shipped=shipped())

    def works_again(self) -> None:
        """Day 32: what it takes in now counts; what it had written while it was lost does not."""
        late = self._aside()
        again = self._taken(6)
        assert again.number.digits.startswith("312")
        assert linked(self.fleet, self.fleet.launch) == "ok"
        assert hears(self.fleet, again).topic is Topic.ON_THE_WAY
        assert self._aside() == late
        self.safe.append(again)

    def ends(self) -> None:
        """See that what was acknowledged is there and applied, and the rest is told apart."""
        at_hub = self.fleet.hub.hashes()
        assert {one: at_hub.get(one) for one in self.acked} == self.acked
        assert not self._aside() & self.acked.keys()
        assert linked(self.fleet, self.fleet.launch) == "ok"
        for who in self.safe:
            told = at_counter(self.fleet.launch.house, who.number)
            assert told == at_counter(self.fleet.office, who.number)

    def _drill(self) -> Loss:
        return lost_laptop_of(self.fleet.office).lose(LAUNCH, actor=SYSTEM)

    def _aside(self) -> set[EventId]:
        kept = [one for one in rows(self.fleet.office, "quarantined") if one["origin"] == LAUNCH]
        assert {one["code"] for one in kept} <= {DeviceRevoked.code}
        return {EventId(one["origin"], one["epoch"], one["seq"]) for one in kept}

    def _taken(self, place: int) -> Neighbour:
        house = self.fleet.launch.house
        return takes_in(house, f"Nilda Pacaya {place}", f"4012342{place}", f"984 555 02{place}")
