"""Whatever happens at once or in turn, nothing that a citizen writes to a person is lost."""

import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from config.house import House
from core.letterbox import Handling
from core.refusals import Refusal
from tests.core.left_messages import CALCA
from tests.core.stories import PISAC
from tests.core.threads import (
    JULIA,
    PERCY,
    a_known_case,
    hear,
    kept,
    texts,
    thread_of,
    time_passes,
)
from tests.houses import copy_of

STAFF = {JULIA: PISAC, PERCY: PISAC, "user:ana": CALCA}
# Whoever has the conversation acts most of the time, or little of interest would happen.
HOLDER = "holder"
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "again", "take", "open", "reply", "give_back", "lapse"]),
        st.sampled_from([HOLDER, HOLDER, HOLDER, *STAFF]),
        st.booleans(),
    ),
    min_size=8,
    max_size=25,
)


class Play:
    """Plays acts in a house and remembers what each member of staff has been shown."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.written: dict[str, bool] = {}
        self.shown: dict[str, int] = dict.fromkeys(STAFF, 0)
        self.read: dict[str, int] = dict.fromkeys(STAFF.values(), 0)
        self.keys = 0
        self.write()
        self.thread = thread_of(house)

    def write(self) -> None:
        source = f"SM{len(self.written)}"
        self.written[source] = hear(self.house, f"texto {source}", source)

    def do(self, name: str, asked: str, *, is_late: bool) -> None:
        held = kept(self.house, self.thread).hand
        by = (JULIA if held is None else held.member) if asked == HOLDER else asked
        if name == "write":
            self.write()
        elif name == "again":
            hear(self.house, "texto SM0", "SM0")
        elif name == "open":
            self.open(by)
        elif name == "lapse":
            time_passes(self.house, days=4 if is_late else 0.1)
            self.house.texting.lapse()
        else:
            self.act(name, by)

    def open(self, by: str) -> None:
        self.shown[by] = texts(self.house, self.thread)[-1].id

    def act(self, name: str, by: str) -> None:
        self.keys += 1
        form = Handling(by=by, institution=STAFF[by], key=f"{self.keys:032x}")
        conversing, thread, seen = self.house.conversing, self.thread.id, self.shown[by]
        with suppress(Refusal):
            if name == "take":
                conversing.take(thread, form, None)
                self.open(by)
            elif name == "reply":
                conversing.reply(thread, form, "respuesta", seen)
                self.went_on(by)
            else:
                conversing.give_back(thread, form, seen)
                self.went_on(by)

    def went_on(self, by: str) -> None:
        where = STAFF[by]
        self.read[where] = max(self.read[where], self.shown[by])

    def check(self) -> None:
        found = {text.source: text for text in texts(self.house, self.thread)}
        for source, is_for_a_person in self.written.items():
            text = found[source]
            assert text.words is not None
            opened = self.house.texting.chest.open_text(source, text.words)
            assert opened == f"texto {source}"
            # It waits, or somebody whom it was for was shown it and went on.
            read = self.read.get(text.institution or "", 0)
            assert not is_for_a_person or text.waits or text.id <= read, source
        held = kept(self.house, self.thread).hand
        mine = [
            text
            for text in found.values()
            if text.waits and (held is None or text.institution == held.institution)
        ]
        assert (kept(self.house, self.thread).waiting_since is not None) is bool(mine)


def test_nothing_a_citizen_writes_to_a_person_is_lost(
    founded_house: Path, counts: Callable[[int, int], int]
) -> None:
    @settings(max_examples=counts(20, 1000), deadline=None)
    @given(acts=ACTS)
    def nothing_is_lost(acts: list[tuple[str, str, bool]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            house = copy_of(founded_house, Path(folder) / "var")
            with closing(house):
                for institution in (PISAC, CALCA):
                    a_known_case(house, institution=institution)
                play = Play(house)
                for name, by, is_late in acts:
                    play.do(name, by, is_late=is_late)
                    play.check()

    nothing_is_lost()
