"""Triggers that let a unit delete what the hub has and its route left behind, and nothing else.

Only the hub gives places, so a `placed` event was acknowledged, or sent by it: the hub itself has
none. What bears a bucket that stays is kept, and so is the hash of whatever the unit wrote.
"""

from alembic import op

from core.store.migrations.insert_only import PENDING, REFUSAL

_SAME = "{a}.origin = {b}.origin AND {a}.epoch = {b}.epoch AND {a}.seq = {b}.seq"
# What concerns everybody stays whatever the route is.
_IS_GOING_ON = "EXISTS (SELECT 1 FROM purging WHERE bucket = '*')"
_IS_PLACED = f"{{a}}.transport = 'placed' AND {{a}}.hub_seq < {PENDING}"
_EVENT = (
    f"{_IS_GOING_ON} AND EXISTS (SELECT 1 FROM arrival a "  # noqa: S608 - names of ours
    f"WHERE {_SAME.format(a='a', b='OLD')} AND {_IS_PLACED.format(a='a')} "
    "AND EXISTS (SELECT 1 FROM arrival_bucket b WHERE b.hub_seq = a.hub_seq) "
    "AND NOT EXISTS (SELECT 1 FROM arrival_bucket b JOIN purging p ON p.bucket = b.bucket "
    "WHERE b.hub_seq = a.hub_seq)) AND (OLD.prev_hash = '' OR EXISTS (SELECT 1 FROM purged_event p "
    f"WHERE {_SAME.format(a='p', b='OLD')} AND p.hash = OLD.hash))"
)
_ARRIVAL = (
    f"{_IS_GOING_ON} AND {_IS_PLACED.format(a='OLD')} "  # noqa: S608 - names of ours
    f"AND NOT EXISTS (SELECT 1 FROM event e WHERE {_SAME.format(a='e', b='OLD')})"
)
_AT_HUB = "EXISTS (SELECT 1 FROM arrival WHERE transport NOT IN ('pending', 'placed'))"


def let_purges_through() -> None:
    """Let a purge delete events and their places, in a transaction that says what stays."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    let_go = _on_sqlite if is_sqlite else _on_postgresql
    let_go("event", _EVENT)
    let_go("arrival", _ARRIVAL)
    _refuse_at_hub(is_sqlite=is_sqlite)


def _on_sqlite(name: str, allowed: str) -> None:
    op.execute(f"DROP TRIGGER {name}_no_delete")
    op.execute(
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} "
        f"WHEN ({allowed}) IS NOT 1 BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _on_postgresql(name: str, allowed: str) -> None:
    """Leave updates to the trigger that is there; deletions are looked at row by row."""
    # Since migration 0010 arrivals are looked at row by row, events still all at once.
    before = {
        "event": ("UPDATE OR TRUNCATE", "STATEMENT", "event_refuse"),
        "arrival": ("UPDATE", "ROW", "arrival_let_through"),
    }
    change, each, function = before[name]
    op.execute(f"DROP TRIGGER {name}_refuse ON {name}")
    op.execute(
        f"CREATE TRIGGER {name}_refuse BEFORE {change} ON {name} "
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
    op.execute(
        f"CREATE FUNCTION {name}_let_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF ({allowed}) THEN RETURN OLD; END IF; RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_let_go BEFORE DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_let_go()"
    )


def _refuse_at_hub(*, is_sqlite: bool) -> None:
    """Refuse that a purge begins where the order of the journal is made."""
    if is_sqlite:
        op.execute(
            f"CREATE TRIGGER purging_at_units BEFORE INSERT ON purging WHEN {_AT_HUB} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION purging_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF ({_AT_HUB}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER purging_at_units BEFORE INSERT ON purging "
        "FOR EACH ROW EXECUTE FUNCTION purging_refuse()"
    )
