"""What staff tell for a letter, read in the form that its template asks for."""

from collections.abc import Mapping
from datetime import date

from core.model.answers import Value
from core.model.letter_needs import Asked
from core.model.letter_template import LetterTemplate
from core.model.told_facts import Row
from core.refusals import DateUnreadable, DocumentInvalid

YES, NO = "si", "no"


def said_values(template: LetterTemplate, said: Mapping[str, str]) -> Mapping[str, Value]:
    """Read the single facts; a fact that the template does not ask for is a slip of the pen."""
    asked = template.needs.of_staff
    for name in said:
        if name not in asked:
            raise _refuse(template, name, "unknown_field")
    return {
        name: _value(template, name, text)
        for name, text in said.items()
        if asked[name] is not Asked.PARAGRAPHS and text.strip()
    }


def said_rows(template: LetterTemplate, said: Mapping[str, str]) -> Mapping[str, tuple[Row, ...]]:
    """Read the texts of several paragraphs: one for each line that says something."""
    asked = template.needs.of_staff
    return {
        name: tuple({"text": line.strip()} for line in text.splitlines() if line.strip())
        for name, text in said.items()
        if asked.get(name) is Asked.PARAGRAPHS
    }


def _value(template: LetterTemplate, name: str, text: str) -> Value:
    match template.needs.of_staff[name]:
        case Asked.DAY:
            return _day(name, text.strip())
        case Asked.YES_OR_NO:
            if text not in {YES, NO}:
                raise _refuse(template, name, "not_flag")
            return text == YES
        case _:
            return text


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as unreadable:
        raise DateUnreadable(field=name) from unreadable


def _refuse(template: LetterTemplate, field: str, problem: str) -> DocumentInvalid:
    return DocumentInvalid(document=template.key, problem=problem, field=field)
