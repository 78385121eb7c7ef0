"""A procedure as a list names it: a number, an entity and a name, and nothing else is known."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.certainty import Certainty
from core.model.place import folded
from core.model.procedure import LONGEST_NAME
from core.refusals import CellInvalid

LONGEST_ENTITY = 120
LONGEST_CODE = 20
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG, _DIGEST = 60, 6
UNCONFIRMED = Certainty.D.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row of a list; `code` is its number there, `row` where it stands."""

    row: int
    code: str
    entity: str
    name: str

    @classmethod
    def read(cls, row: int, number: str, entity: str, name: str) -> "Listed":
        """Make a row of what its cells say, or refuse the cell that says nothing of use."""
        code = number.strip().lower()
        if _CODE.fullmatch(code) is None or len(code) > LONGEST_CODE:
            raise CellInvalid(column="id", problem="not_a_code" if code else "missing")
        for column, said, longest in (
            ("entity", entity, LONGEST_ENTITY),
            ("name", name, LONGEST_NAME),
        ):
            _check(column, said, longest)
        return cls(row=row, code=f"t-{code}", entity=entity, name=name)

    @property
    def entity_code(self) -> str:
        """Name the entity for machines; one that is too long keeps a mark of all its words."""
        slug = "-".join(re.findall(r"[a-z0-9]+", folded(self.entity)))
        if len(slug) <= _LONGEST_SLUG:
            return slug
        mark = hashlib.sha256(slug.encode()).hexdigest()[:_DIGEST]
        return f"{slug[:_LONGEST_SLUG].rpartition('-')[0] or slug[:_LONGEST_SLUG]}-{mark}"


def _check(column: str, said: str, longest: int) -> None:
    if not said:
        raise CellInvalid(column=column, problem="missing")
    if len(said) > longest:
        raise CellInvalid(column=column, problem="too_long", found=said[:40])
    if re.search(r"[a-z0-9]", folded(said)) is None:
        raise CellInvalid(column=column, problem="not_a_title", found=said[:40])


def named_only(institution: str, name: str, where: str, short_name: str) -> Mapping[str, Any]:
    """Write the body of a procedure of which only the name is known: all else is to confirm."""
    return {
        "name": name,
        "short_name": short_name,
        "short_name_by": "rule",
        "institution": institution,
        "kind": "por_confirmar",
        "where": where,
        "legal_basis": [],
        "notes": [],
        "confirm_with_entity": True,
        "requirements": {"certainty": UNCONFIRMED, "items": []},
        "cost": {"certainty": UNCONFIRMED, "options": [{"kind": "unconfirmed"}]},
        "term": {"certainty": UNCONFIRMED},
        "silence": {"certainty": UNCONFIRMED, "value": "unconfirmed"},
    }


def known_by_name(name: str, short_name: str) -> Mapping[str, Any]:
    """Write the body of an institution of which no office is known."""
    return {"name": name, "short_name": short_name, "certainty": UNCONFIRMED, "offices": []}
