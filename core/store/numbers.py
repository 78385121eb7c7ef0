"""Who writes here, and the codes and counters from which case numbers are drawn."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from core.model.case_number import CaseNumber
from core.model.event import instant
from core.model.keys import Keys
from core.model.permutation import SIZE, permute
from core.ports import Clock
from core.refusals import NumbersExhausted, SettingInvalid
from core.store.prepared import ONE, Prepared, driver_of
from core.store.tables import HereRow, NumberCodeRow
from core.store.upserts import table

_HERE, _CODES = table(HereRow), table(NumberCodeRow)
_CODE = re.compile(r"[0-9]{3}")


def here(connection: Connection) -> tuple[str, int]:
    """Tell the origin and epoch that write in this database."""
    newest = select(_HERE.c.origin, _HERE.c.epoch).order_by(_HERE.c.turn.desc()).limit(1)
    row = connection.execute(newest).one()
    return row.origin, row.epoch


def lane(connection: Connection, issuer: tuple[str, int]) -> int:
    """Tell the lane of an epoch, its first code: who begins one anew draws no version again."""
    mine = (_CODES.c.origin == issuer[0]) & (_CODES.c.epoch == issuer[1])
    return int(connection.execute(select(func.min(_CODES.c.code)).where(mine)).scalar_one())


def origins(connection: Connection) -> frozenset[str]:
    """Name every origin that ever wrote in this database."""
    return frozenset(connection.execute(select(_HERE.c.origin)).scalars())


def is_enrolled(connection: Connection) -> bool:
    """Say whether anyone writes here yet."""
    return connection.execute(select(_HERE.c.origin).limit(1)).first() is not None


def enrol(connection: Connection, clock: Clock, *, origin: str, epoch: int) -> None:
    """Begin a new epoch of an origin: whoever writes from now on is this one."""
    turns = connection.execute(select(func.count()).select_from(_HERE)).scalar_one()
    row = {"turn": turns + 1, "origin": origin, "epoch": epoch, "since": instant(clock.now())}
    connection.execute(_HERE.insert(), row)


def assign_codes(connection: Connection, codes: Sequence[str], *, origin: str, epoch: int) -> None:
    """Give number codes to an origin and epoch, spares included; no code ever serves a second."""
    if not codes or any(_CODE.fullmatch(code) is None for code in codes):
        raise SettingInvalid(setting="NUMBER_CODES", problem="not_three_figures")
    taken = connection.execute(select(_CODES.c.code).where(_CODES.c.code.in_(codes))).first()
    if taken is not None or len(set(codes)) < len(codes):
        raise SettingInvalid(setting="NUMBER_CODES", problem="taken")
    rows = [
        {"code": code, "origin": origin, "epoch": epoch, "issued": 0, "revoked": False}
        for code in codes
    ]
    connection.execute(_CODES.insert(), rows)


def revoke(connection: Connection, origin: str, epoch: int) -> int:
    """Close every clave that an origin issued in an epoch, as after a lost laptop.

    Tell how many codes that closes: none if there is no such epoch, or if it was closed before.
    """
    lost = (_CODES.c.origin == origin) & (_CODES.c.epoch == epoch) & _CODES.c.revoked.is_(False)
    return connection.execute(update(_CODES).where(lost).values(revoked=True)).rowcount


_NEXT = Prepared(
    select(_CODES.c.code, _CODES.c.issued)
    .where(
        _CODES.c.origin == bindparam("asked_origin"),
        _CODES.c.epoch == bindparam("asked_epoch"),
        _CODES.c.issued < SIZE,
        _CODES.c.revoked.is_(False),
    )
    .order_by(_CODES.c.code)
    .limit(ONE)
)
_COUNT = Prepared(
    update(_CODES)
    .where(_CODES.c.code == bindparam("asked_code"))
    .values(issued=bindparam("so_many"))
)


def draw(connection: Connection, issuer: tuple[str, int], keys: Keys) -> CaseNumber:
    """Draw the next number; the counter moves in the transaction that opens the case."""
    origin, epoch = issuer
    driver = driver_of(connection)
    row = _NEXT.first(driver, {"asked_origin": origin, "asked_epoch": epoch})
    if row is None:
        raise NumbersExhausted
    code, issued = row["code"], row["issued"]
    _COUNT.changed(driver, {"asked_code": code, "so_many": issued + 1})
    return CaseNumber.compose(code, permute(keys.permutation(code), issued))
