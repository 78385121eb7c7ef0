"""What travels between the hub and its units: parcels, how far each side has come, receipts."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.document import Document
from core.model.event import Event

# A segment counts on arrival: a cut loses less than this many events.
MOST_EVENTS_A_SEGMENT = 200
# So much of a hash tells two histories apart; it travels with every acknowledgement.
MARK_LETTERS = 16
# What a unit has not had acknowledged is folded after everything the hub has placed.
PENDING = 2**62
EVERYWHERE = "*"

# How far a place has come in each chain: (origin, epoch) and the last seq without a gap.
Marks = Mapping[tuple[str, int], int]
# How far down a unit has come in each bucket: the last hub_seq.
Cursors = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VaultValue:
    """A personal value on its way beside the event that sealed it."""

    person: str
    field: str
    version: int
    # Its own `field` hides the function of that name here.
    value: str = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Events on their way, with what lies beside them.

    On the way up the events are one run of one chain, and `order` is empty; on the way down
    `order` tells the hub_seq of each, and their `prev_hash` is empty.
    """

    events: tuple[Event, ...] = ()
    order: tuple[int, ...] = ()
    values: tuple[VaultValue, ...] = field(default=(), repr=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A run of a chain and where the hub put it: `count` events from `seq` got `hub_seq` on."""

    seq: int
    hub_seq: int
    count: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An event that is kept and acknowledged, but could not be read; `code` is a refusal's."""

    seq: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a unit says of a chain that it wrote: how far it goes, and how far the hub has it.

    `aside` are events that the unit leaves unread because the hub could not read them.
    """

    acked: int
    last: int = PENDING
    aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What the hub has of a chain, durably and without a gap, and where it put what is new.

    `mark` begins the hash of the last event, so that nobody takes another's past for its own.
    `is_short` says that the hub lost what it had acknowledged, as one that came back from an old
    backup; `legible` is what it could not read once and reads now.
    """

    origin: str
    epoch: int
    seq: int
    mark: str = ""
    placed: tuple[Place, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    legible: tuple[int, ...] = ()
    is_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a unit may have: its districts, and the members of staff who travel with it."""

    origin: str
    epoch: int
    buckets: frozenset[str]
    crew: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What stands in some districts as of a hub_seq: rows as the projections hold them.

    `cases`, `citizens`, `users` and `visits` are rows column by column, in the order of their
    keys; deadlines are not among them, because each place works them out.
    """

    as_of: int
    buckets: frozenset[str]
    cases: tuple[Mapping[str, object], ...] = ()
    citizens: tuple[Mapping[str, object], ...] = ()
    users: tuple[Mapping[str, object], ...] = ()
    visits: tuple[Mapping[str, object], ...] = ()
    values: tuple[VaultValue, ...] = field(default=(), repr=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    documents: tuple[Document, ...] = ()
