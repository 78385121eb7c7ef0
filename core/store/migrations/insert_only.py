"""Triggers that let rows of a table be added, and nothing else, on either database."""

from collections.abc import Mapping

from alembic import op

# Named so that a refusal by the database can be told from a fault.
REFUSAL = "insert_only"
# The unique keys of each table, whichever of them a row would be replaced by.
KEPT: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "event": (("origin", "epoch", "seq"),),
    "arrival": (("hub_seq",), ("origin", "epoch", "seq")),
    "document": (("id",), ("kind", "key", "version")),
}
Keys = tuple[tuple[str, ...], ...]


def keep_insert_only(name: str, keys: Keys = ()) -> None:
    """Refuse every change and every deletion of the rows of a table; `keys` are its unique ones."""
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite(name, keys or KEPT[name])
        return
    op.execute(
        f"CREATE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse()"
    )


def _on_sqlite(name: str, keys: Keys) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name} {refuse}")
    # INSERT OR REPLACE deletes the older row without asking the trigger of DELETE.
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys
    )
    op.execute(
        f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} "  # noqa: S608 - names of ours
        f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {same}) {refuse}"
    )


# Beyond every place that a hub gives: what a unit has not had acknowledged (core/model/exchange).
PENDING = 2**62


def let_through_once(name: str, *, before: str, now: str, same: tuple[str, ...]) -> None:
    """Let one change of a row through, and no other: its transport turns, and it gets a hub_seq.

    A second row with that hub_seq is refused too, or UPDATE OR REPLACE would delete the first.
    """
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    equal = "IS" if is_sqlite else "IS NOT DISTINCT FROM"
    kept = " AND ".join(f"NEW.{column} {equal} OLD.{column}" for column in same)
    allowed = (
        f"OLD.transport = '{before}' AND NEW.transport {equal} '{now}' AND {kept} "  # noqa: S608 - names of ours
        f"AND NEW.hub_seq > 0 AND NEW.hub_seq < {PENDING} AND OLD.hub_seq > {PENDING} "
        f"AND NOT EXISTS (SELECT 1 FROM {name} WHERE hub_seq = NEW.hub_seq)"
    )
    if is_sqlite:
        op.execute(f"DROP TRIGGER {name}_no_update")
        op.execute(
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} "
            f"WHEN ({allowed}) IS NOT 1 BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute(f"DROP TRIGGER {name}_refuse ON {name}")
    op.execute(
        f"CREATE FUNCTION {name}_let_through() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' THEN IF ({allowed}) THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_refuse BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_let_through()"
    )
    op.execute(
        f"CREATE TRIGGER {name}_refuse_truncate BEFORE TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse()"
    )
