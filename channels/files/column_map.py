"""What an office calls its columns and writes into them: a TOML file, read strictly."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from channels.files.cells import IN_WORDS, SERIAL
from core.model.body import Body
from core.model.case import Outcome
from core.model.identity import DocumentKind
from core.model.place import folded
from core.model.state import State
from core.refusals import DocumentInvalid

LONGEST_HEADING = 120
LAST_HEADER_ROW = 200


class Field(StrEnum):
    """What a column can say."""

    ALIAS = "alias"
    INSTITUTION = "institution"
    PROCEDURE = "procedure"
    STATE = "state"
    STATION = "station"
    AS_OF = "as_of"
    PRESENTED_ON = "presented_on"
    RECEIVED_ON = "received_on"
    OBSERVED_ON = "observed_on"
    REASONS = "reasons"
    CURE_DAYS = "cure_days"
    OUTCOME = "outcome"
    RESOLVED_ON = "resolved_on"
    NOTIFIED_ON = "notified_on"
    DISTANCE_DAYS = "distance_days"
    NAME = "name"
    DOCUMENT = "document"
    DOCUMENT_KIND = "document_kind"
    PHONE = "phone"
    PHONE_SHARED = "phone_shared"
    LANGUAGE = "language"
    DISTRICT = "district"
    DISTRICT_NAME = "district_name"
    ADDRESS = "address"
    REFERENCE = "reference"
    DELIVERY_POINT = "delivery_point"
    LOCALITY = "locality"


class DistrictCodes(StrEnum):
    """Whose codes a column of districts has; 974 codes mean another district to the other one."""

    INEI = "inei"
    RENIEC = "reniec"
    NAME = "name"


NEEDED = (Field.ALIAS, Field.INSTITUTION, Field.PROCEDURE, Field.STATE, Field.NAME)
_FIXED = (Field.INSTITUTION, Field.PROCEDURE, Field.DOCUMENT_KIND, Field.LANGUAGE, Field.AS_OF)
# Columns whose words are translated, and what into, where that is a closed list.
_WORDED: Mapping[Field, tuple[str, ...]] = {
    Field.STATE: tuple(State),
    Field.OUTCOME: tuple(Outcome),
    Field.DOCUMENT_KIND: tuple(DocumentKind),
    Field.PHONE_SHARED: ("yes", "no"),
    Field.INSTITUTION: (),
    Field.PROCEDURE: (),
    Field.STATION: (),
    Field.REASONS: (),
    Field.LANGUAGE: (),
}
_TOP = (
    "source",
    "header_row",
    "sheet",
    "restore_zeros",
    "fixed",
    "columns",
    "dates",
    "districts",
    "reasons",
    "words",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """How to read the files of one office.

    `columns` name headings; several are joined in their order. `words` are folded: capitals,
    accents and marks do not matter. `fixed` holds what is the same in every row, `restore_zeros`
    says that figures which are too short lost zeros in a spreadsheet, also where they are text.
    """

    name: str
    columns: Mapping[Field, tuple[str, ...]]
    fixed: Mapping[Field, str]
    words: Mapping[Field, Mapping[str, str]]
    date_formats: tuple[str, ...]
    as_of: date | None = None
    header_row: int | None = None
    sheet: str | None = None
    district_codes: DistrictCodes = DistrictCodes.INEI
    reason_separator: str = ","
    restore_zeros: bool = False

    @property
    def headings(self) -> Mapping[str, str]:
        """Tell the office's own names of the fields, for whoever must find a cell."""
        named = {field.value: " + ".join(texts) for field, texts in self.columns.items()}
        renamed = {"applicant_name": "name", "applicant_document": "document"}
        return named | {new: named[old] for new, old in renamed.items() if old in named}


def parse_map(text: str, name: str) -> ColumnMap:
    """Read a column map, or refuse it with the field that is wrong."""
    try:
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise DocumentInvalid(document=name, problem="not_toml", field="") from fault
    body = Body(name, written)
    body.only(*_TOP)
    columns, fixed = _columns(body), _fixed(body)
    for field in NEEDED:
        if field not in columns and field not in fixed:
            raise body.refuse("missing", f"columns.{field}")
    return ColumnMap(
        name=name,
        columns=columns,
        fixed=fixed,
        words=_words(body),
        date_formats=_date_formats(body),
        as_of=_as_of(body),
        header_row=_header_row(body),
        sheet=body.maybe_text("sheet", LONGEST_HEADING),
        district_codes=_district_codes(body),
        reason_separator=_separator(body),
        restore_zeros=body.has("restore_zeros") and body.flag("restore_zeros"),
    )


def _columns(body: Body) -> Mapping[Field, tuple[str, ...]]:
    part = body.part("columns")
    part.only(*Field)
    columns = {}
    for name, value in part.fields.items():
        several = part.texts(name, LONGEST_HEADING) if isinstance(value, list) else None
        columns[Field(name)] = several or (part.text(name, LONGEST_HEADING),)
    return columns


def _fixed(body: Body) -> Mapping[Field, str]:
    if not body.has("fixed"):
        return {}
    part = body.part("fixed")
    part.only(*_FIXED)
    if part.has(Field.DOCUMENT_KIND):
        part.choice(Field.DOCUMENT_KIND, DocumentKind)
    return {Field(name): part.text(name) for name in part.fields if name != Field.AS_OF}


def _as_of(body: Body) -> date | None:
    """Read the day of the export, where no column tells it: TOML writes it without quotes."""
    if not body.has("fixed") or not body.part("fixed").has(Field.AS_OF):
        return None
    part = body.part("fixed")
    value = part.fields[Field.AS_OF]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise part.refuse("not_date", Field.AS_OF)


def _words(body: Body) -> Mapping[Field, Mapping[str, str]]:
    if not body.has("words"):
        return {}
    part = body.part("words")
    part.only(*_WORDED)
    return {Field(name): _vocabulary(part.part(name), _WORDED[Field(name)]) for name in part.fields}


def _vocabulary(part: Body, allowed: tuple[str, ...]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for written in part.fields:
        word = folded(written)
        meaning = part.choice(written, allowed) if allowed else part.text(written)
        if not word or words.setdefault(word, str(meaning)) != meaning:
            raise part.refuse("duplicate", written)
    return words


def _date_formats(body: Body) -> tuple[str, ...]:
    if not body.has("dates"):
        return ("%d/%m/%Y",)
    part = body.part("dates")
    part.only("formats")
    formats = part.texts("formats", 30)
    for form in formats:
        if form not in {IN_WORDS, SERIAL} and not _is_format(form):
            raise part.refuse("not_date_format", "formats")
    return formats


def _is_format(form: str) -> bool:
    """Say whether a format tells a day, a month and a year, and can be read back."""
    tells = all(any(mark in form for mark in marks) for marks in (("%d",), ("%m",), ("%Y", "%y")))
    sample = datetime(2026, 11, 20)  # noqa: DTZ001 - a day has no time zone
    try:
        return tells and datetime.strptime(sample.strftime(form), form) == sample  # noqa: DTZ007
    except ValueError:
        return False


def _header_row(body: Body) -> int | None:
    if not body.has("header_row"):
        return None
    row = body.whole("header_row", least=1)
    if row > LAST_HEADER_ROW:
        raise body.refuse("too_large", "header_row")
    return row


def _district_codes(body: Body) -> DistrictCodes:
    if not body.has("districts"):
        return DistrictCodes.INEI
    part = body.part("districts")
    part.only("codes")
    return part.choice("codes", DistrictCodes)


def _separator(body: Body) -> str:
    if not body.has("reasons"):
        return ","
    part = body.part("reasons")
    part.only("separator")
    return part.text("separator", 3)
