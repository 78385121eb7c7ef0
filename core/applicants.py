"""Finds the people of an office's rows, and what the office says of them that is new."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.model.asserted import AssertedRow, personal
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.place import folded
from core.ports import Citizens, Work
from core.refusals import CellInvalid

Told = Mapping[str, str]
# What only the comparison with the next file reads.
TOLD_FIELD = "told:"
_TAG = 16
_WHO = frozenset({"name", "document"})


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a row says of a person that the office did not say before; `told` is all it says.

    `phone_field` is where the phone lies that the office told before.
    """

    citizen: Citizen
    fields: frozenset[str]
    told: Told
    phone_field: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """The people of one file.

    What an office told of a person is kept as keyed tags in the vault: a correction is noticed,
    an erased person leaves nothing behind, and an office that only repeats itself does not undo
    what the citizen changed here.
    """

    citizens: Citizens
    blind: Callable[[str, str], str]
    new_id: Callable[[], str]
    _names: dict[str, str] = field(default_factory=dict, repr=False)

    def of_new_case(self, work: Work, row: AssertedRow, home: str) -> News:
        """Find the person by identity document, or begin a new one who lives at `home`."""
        told = self._tags(row)
        known = self._by_document(work, row)
        self._refuse_other_name(row, known)
        if known is not None:
            return News(citizen=known, fields=_lacking(known, row), told=told)
        fresh = Citizen(id=self.new_id(), institution=row.institution, district=home)
        return News(citizen=fresh, fields=frozenset(told), told=told, is_new=True)

    def of_case(self, work: Work, row: AssertedRow, case: Case) -> News | None:
        """Tell what is new about the person of a known case; none, once the person was erased."""
        known = work.citizen(case.applicant)
        if known is None or known.erased:
            return None
        told = self._tags(row)
        text = self.citizens.open_value(known.id, told_field(case.number))
        before: Told = {} if text is None else json.loads(text)
        # Of a case that was opened here, what is on file stays.
        fields = _lacking(known, row) if text is None else _differing(told, before)
        is_same_document = "document" in before and "document" not in fields
        if text is None or (not fields.isdisjoint(_WHO) and not is_same_document):
            other = self._by_document(work, row)
            if other is not None and other.id != known.id:
                raise CellInvalid(column="document", problem="other_person")
            self._refuse_other_name(row, known)
        return News(
            citizen=known,
            fields=fields,
            told={**before, **told},
            phone_field=before.get("phone_field", ""),
        )

    def _by_document(self, work: Work, row: AssertedRow) -> Citizen | None:
        if row.applicant_document is None:
            return None
        return work.citizen_of_document(self.blind("document", personal(row)["document"]))

    def _refuse_other_name(self, row: AssertedRow, known: Citizen | None) -> None:
        """Refuse to take one person for another: a figure of a DNI is soon mistyped.

        Names in two spellings share a word; the names of this file may not be stored yet.
        """
        tag = self._tags(row).get("document", "")
        held = self._names.get(tag)
        if held is None and known is not None:
            held = self.citizens.open_value(known.id, "name")
        if held is not None and not _share_a_word(held, row.applicant_name):
            raise CellInvalid(column="document" if tag else "name", problem="other_person")
        if tag:
            self._names[tag] = row.applicant_name

    def _tags(self, row: AssertedRow) -> Told:
        """Tag every personal value of a row under the key of look-ups."""
        said = personal(row)
        return {name: self.blind(f"told.{name}", value)[:_TAG] for name, value in said.items()}


def told_field(number: CaseNumber) -> str:
    """Name the vault's field for what the office told of the person of a case."""
    return f"{TOLD_FIELD}{number.digits}"


def _lacking(known: Citizen, row: AssertedRow) -> frozenset[str]:
    """Tell what a row adds to a person on file: nothing that is there is changed."""
    has = {*known.values, "name", "district", "phone_shared"}
    if known.phones:
        has.add("phone")
    if known.language is not None:
        has.add("language")
    return frozenset(personal(row)) - has


def _differing(told: Told, before: Told) -> frozenset[str]:
    """Tell what the office says otherwise than before; what it no longer says is no statement."""
    return frozenset(name for name in told if told[name] != before.get(name))


def _share_a_word(one: str, other: str) -> bool:
    return not set(folded(one).split()).isdisjoint(folded(other).split())
