"""Keeps what calls cost, each once, and sums it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.model.charge import DIRECTIONS, Charge, Direction, Share
from core.model.event import instant
from core.store.database import Database
from core.store.tables import ChargeRow
from core.store.upserts import insert_new, table

_CHARGES = table(ChargeRow)
_C = _CHARGES.c


@dataclass(frozen=True, slots=True)
class StoreCharges:
    """The charges of one database."""

    database: Database

    def add(self, charge: Charge, /) -> bool:
        """Keep what a call cost; tell whether it is new: the first report is what counts."""
        row = {
            "call": charge.call,
            "at": instant(charge.at),
            "seconds": charge.seconds,
            "cents": charge.cents,
            "direction": charge.direction,
        }
        with self.database.writer.begin() as connection:
            return insert_new(connection, _CHARGES, row)

    def cents_since(self, moment: datetime, /) -> int:
        """Tell what calls cost since a moment."""
        summed = select(func.coalesce(func.sum(_C.cents), 0)).where(_C.at >= instant(moment))
        with self.database.reader.connect() as connection:
            return int(connection.execute(summed).scalar_one())

    def shares_since(self, moment: datetime, /) -> Mapping[Direction, Share]:
        """Tell what calls of each direction came to since a moment."""
        summed = (
            select(_C.direction, func.count(), func.sum(_C.seconds), func.sum(_C.cents))
            .where(_C.at >= instant(moment))
            .group_by(_C.direction)
        )
        with self.database.reader.connect() as connection:
            found = {row[0]: row for row in connection.execute(summed)}
        return {
            one: Share(int(found[one][1]), int(found[one][2]), int(found[one][3]))
            for one in DIRECTIONS
            if one in found
        }
