"""What is published of a country's catalogue, and what a list would change of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.document import Document
from core.model.institution import LONGEST_SHORT_NAME
from core.model.listed import UNCONFIRMED, Listed, known_by_name, named_only
from core.model.naming import LONGEST, Official, as_people_say, short_names
from core.model.procedure import BLOCKS


@dataclass(frozen=True, slots=True)
class Change:
    """A document that would be published: its key, the version before it, what it would say.

    `states_more`: the version before tells facts that come from elsewhere than from a list.
    """

    kind: str
    key: str
    known: Document | None
    body: Mapping[str, Any]

    @property
    def states_more(self) -> bool:
        """Say whether what was published before must keep its own source and day."""
        if self.known is None:
            return False
        return _tells(self.known) if self.kind == "procedure" else bool(self.body.get("offices"))


@dataclass(frozen=True, slots=True)
class CatalogueShelf:
    """The newest version of each procedure and institution of one country, by key."""

    country: str
    procedures: Mapping[str, Document]
    institutions: Mapping[str, Document]

    @classmethod
    def of(cls, documents: Iterable[Document], country: str) -> "CatalogueShelf":
        """Take from everything published what is of the country."""
        mine = [document for document in documents if document.key.startswith(f"{country}/")]
        kinds = ("procedure", "institution")
        procedures, institutions = (
            {document.key: document for document in mine if document.kind == kind} for kind in kinds
        )
        return cls(country, procedures, institutions)

    def institutions_for(self, rows: Sequence[Listed]) -> list[Change]:
        """Tell which institutions a list names anew; their offices and short names stay."""
        first: dict[str, Listed] = {}
        for row in rows:
            first.setdefault(self._institution(row), row)
        named = {key: str(known.body["name"]) for key, known in self.institutions.items()}
        said = named | {key: row.entity for key, row in first.items()}
        officials = {key: as_people_say(name) for key, name in said.items()}
        taken = frozenset(str(d.body["short_name"]) for d in self.institutions.values())
        short = _named(officials, set(first) - set(named), taken, LONGEST_SHORT_NAME)
        changes = []
        for key, row in first.items():
            known = self.institutions.get(key)
            if known is None:
                body = known_by_name(row.entity, short[key])
                changes.append(Change("institution", key, None, body))
            elif named[key] != row.entity:
                body = dict(known.body) | {"name": row.entity}
                changes.append(Change("institution", key, known, body))
        return changes

    def procedures_for(self, rows: Sequence[Listed], *, reread: date | None) -> list[Change]:
        """Tell which procedures a list names anew; what else is known of them stays."""
        short = self._short_names(rows)
        changes = []
        for row in rows:
            key, institution = self._key(row), self._institution(row)
            known = self.procedures.get(key)
            if known is None:
                body = named_only(institution, row.name, row.entity, short[key])
                changes.append(Change("procedure", key, None, body))
            elif self._is_other(known, row):
                news = {"name": row.name, "institution": institution, "short_name": short[key]}
                if not _tells(known):
                    news["where"] = row.entity
                changes.append(Change("procedure", key, known, dict(known.body) | news))
            elif reread is not None and reread > known.read_on and not _tells(known):
                changes.append(Change("procedure", key, known, dict(known.body)))
        return changes

    def _short_names(self, rows: Sequence[Listed]) -> Mapping[str, str]:
        """Name each entry that is new or changed; whatever has a name by hand keeps it."""
        kept = {key: str(known.body["short_name"]) for key, known in self.procedures.items()}
        fresh: defaultdict[str, set[str]] = defaultdict(set)
        officials: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, entry in self.procedures.items():
            officials[str(entry.body["institution"])][key] = str(entry.body["name"])
        for row in rows:
            key, institution = self._key(row), self._institution(row)
            known = self.procedures.get(key)
            if known is None or (self._is_other(known, row) and _is_by_rule(known)):
                fresh[institution].add(key)
                kept.pop(key, None)
            if known is not None:
                del officials[str(known.body["institution"])][key]
            officials[institution][key] = row.name
        named = dict(kept)
        for institution, keys in fresh.items():
            taken = frozenset(kept[key] for key in officials[institution] if key in kept)
            named |= _named(officials[institution], keys, taken)
        return named

    def _is_other(self, known: Document, row: Listed) -> bool:
        said = (known.body["name"], known.body["institution"])
        return said != (row.name, self._institution(row))

    def _key(self, row: Listed) -> str:
        return f"{self.country}/{row.code}"

    def _institution(self, row: Listed) -> str:
        return f"{self.country}/{row.entity_code}"


def _named(
    officials: Mapping[str, str],
    fresh: AbstractSet[str],
    taken: frozenset[str],
    longest: int = LONGEST,
) -> Mapping[str, str]:
    """Name the fresh ones as the rule names all of them at once, but none as one that is taken.

    So an import that was stopped gives in the end the names that it would have given at once.
    """
    entries = {key: Official(key.partition("/")[2], name) for key, name in officials.items()}
    rule = short_names(entries.values(), longest)
    named = {key: rule[entries[key].code] for key in fresh}
    clashing = {key: entries[key] for key, name in named.items() if name in taken}
    used = taken.union(named[key] for key in fresh if key not in clashing)
    again = short_names(clashing.values(), longest, taken=used)
    return named | {key: again[entry.code] for key, entry in clashing.items()}


def _is_by_rule(known: Document) -> bool:
    return known.body.get("short_name_by") == "rule"


def _tells(known: Document) -> bool:
    """Say whether a procedure states anything besides its name."""
    return any(known.body[block]["certainty"] != UNCONFIRMED for block in BLOCKS)
