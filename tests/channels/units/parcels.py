"""Parcels for tests: of everything that an event may hold, and of what offices really write."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from core.model.document import Document
from core.model.event import GENESIS, Draft, Event, EventId
from core.model.exchange import Parcel, VaultValue
from core.model.sealing import commitment

PERSON, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
SECRET = "5e" * 16
# 140 000 0014: a number of a case, whose last digit checks.
CASE = "1400000014"

odd_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# What looks like something that the wire takes apart, and what only looks so.
TOKENS = (
    PERSON, OTHER, "ab" * 32, CASE, "1400000013", f"note:{CASE}", "phone:1a2b3c4d", "phone:1",
    "2026-11-20", "2026-02-30", "0000-01-01", "007", "0", "123456", "9" * 40, "000123-2026-MP",
    "hub.1300571091.42", "a.01.2", "|", "~", "$", "\ue000", "\ue03f", "{}", "[]", "[[]]",
    '{"a":[1,{"b":null}]}', '{"a": 1}', '["[\\"[]\\"]"]', "١٢٣٤", "é" * 3, "\x00", "\u2028",
)  # fmt: skip
tokens = st.sampled_from(TOKENS)
texts = st.one_of(odd_texts, tokens, st.builds(lambda a, b: a + b, tokens, tokens))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts, st.dates().map(str)
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=8,
)
moments = st.integers(-(2**45), 2**47).map(
    lambda count: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=count)
)
ids = st.builds(EventId, texts, st.integers(0, 2**40), st.integers(0, 2**40))
sealings = st.fixed_dictionaries(
    {
        "sealed": st.dictionaries(
            texts,
            st.one_of(
                values,
                st.fixed_dictionaries({"version": values, "commitment": values}),
                st.builds(
                    lambda version: {"version": version, "commitment": "cd" * 32},
                    st.integers(1, 3),
                ),
            ),
            max_size=2,
        )
    },
    optional={"person": values, "fingerprint": values},
)
drafts = st.builds(
    Draft,
    kind=st.one_of(st.sampled_from(["case_cured", "asserted", "erased"]), texts),
    subject=st.one_of(st.sampled_from([f"case:{CASE}", f"citizen:{PERSON}"]), texts),
    institution=texts,
    actor=texts,
    via=texts,
    happened_at=moments,
    data=st.one_of(st.dictionaries(texts, values, max_size=4), sealings),
    buckets=st.lists(texts, max_size=3).map(tuple),
    basis=texts,
    base=st.lists(ids, max_size=2).map(tuple),
    presented_on=st.none() | st.dates(),
    received_on=st.none() | st.dates(),
    effective_on=st.none() | st.dates(),
    clock_suspect=st.booleans(),
    schema_v=st.integers(0, 9),
)
events = st.builds(
    Event, id=ids, draft=drafts, recorded_at=moments, prev_hash=st.one_of(st.just(""), texts)
)
documents = st.builds(
    Document,
    kind=texts,
    key=texts,
    version=st.integers(0, 99),
    source=texts,
    publisher=texts,
    read_on=st.dates(),
    valid_from=st.dates(),
    valid_until=st.none() | st.dates(),
    body=st.dictionaries(texts, values, max_size=3),
)
vault_values = st.builds(VaultValue, texts, texts, st.integers(0, 3), texts)


@st.composite
def parcels(draw: st.DrawFn) -> Parcel:
    held = draw(st.lists(events, max_size=5))
    order = draw(st.lists(st.integers(1, 2**50), min_size=len(held), max_size=len(held)))
    beside = draw(st.lists(vault_values, max_size=3, unique_by=_name))
    return Parcel(
        events=tuple(draw(st.sampled_from([held, chained(held)]))),
        order=tuple(sorted(order)) if draw(st.booleans()) else (),
        values=tuple(sorted(beside, key=_name)),
        secrets=draw(st.dictionaries(texts, texts, max_size=3)),
        documents=tuple(draw(st.lists(documents, max_size=1))),
    )


def _name(value: VaultValue) -> tuple[str, str, int]:
    return value.person, value.field, value.version


def chained(held: Sequence[Event], before: str = GENESIS) -> list[Event]:
    """Make events into a run of one chain."""
    linked: list[Event] = []
    for seq, event in enumerate(held, 1):
        place = EventId("unidad-01", 7, seq)
        linked.append(replace(event, id=place, prev_hash=before))
        before = linked[-1].hash()
    return linked


def a_move(kind: str = "case_cured", at: int = 0, **data: Any) -> Event:  # noqa: ANN401 - of any kind
    """Tell an event as the field writes them."""
    draft = Draft(
        kind=kind,
        subject=f"case:{CASE}",
        institution="PE/muni-pisac",
        actor=f"user:{OTHER}",
        via="unit",
        happened_at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC) + timedelta(minutes=at),
        data=data,
        buckets=("080405",),
        basis="TUO LPAG art. 137.1",
        effective_on=date(2026, 11, 20),
    )
    recorded = draft.happened_at + timedelta(milliseconds=7)
    return Event(id=EventId("hub", 1, at + 1), draft=draft, recorded_at=recorded, prev_hash="")


def a_registration(secret: str = SECRET) -> tuple[Event, VaultValue]:
    """Tell a citizen's registration, and the value beside it."""
    said = commitment(bytes.fromhex(secret), "name", 1, "Rosa Mamani Quispe")
    data: dict[str, Any] = {
        "district": "080405",
        "sealed": {"name": {"version": 1, "commitment": said}},
    }
    event = a_move("citizen_registered", **data)
    about = replace(event.draft, subject=f"citizen:{PERSON}", effective_on=None)
    return replace(event, draft=about), VaultValue(PERSON, "name", 1, "Rosa Mamani Quispe")


def bodies(parcel: Parcel) -> list[bytes]:
    """Tell the bytes that the chain covers, of every event."""
    return [event.body() for event in parcel.events]


@dataclass(frozen=True, slots=True)
class KnownHere:
    """A place that knows some secrets and values."""

    secrets: dict[str, bytes] = field(default_factory=dict)
    values: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def hash_at(self, _origin: str, _epoch: int, _seq: int, /) -> str | None:
        return None

    def secret(self, person: str, /) -> bytes | None:
        return self.secrets.get(person)

    def value(self, person: str, field: str, version: int, /) -> str | None:
        return self.values.get((person, field, version))
