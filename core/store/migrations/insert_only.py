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
