"""What an office may say is missing, in words short enough to be spoken, translated and texted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.model.body import Body
from core.model.document import Document
from core.refusals import ReasonForbidden, ReasonUnknown

LONGEST_FORM = 40
FIRST_LANGUAGE = "es"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is missing: `forms` read on after "falta", `letter` are whole sentences.

    `forbidden_by` names the norm by which an entity may not ask for it (TUO LPAG art. 48): such a
    reason can be read in a case that an office's system tells, and cannot be picked here.
    """

    code: str
    forms: Mapping[str, str]
    letter: Mapping[str, str]
    forbidden_by: str | None = None

    @property
    def is_offered(self) -> bool:
        """Say whether an office may pick it."""
        return self.forbidden_by is None


@dataclass(frozen=True, slots=True)
class ReasonBook:
    """Every reason of one version of the document, in the order of the document."""

    version: int
    reasons: tuple[Reason, ...]

    @classmethod
    def parse(cls, document: Document) -> "ReasonBook":
        """Read a document of reasons, or refuse it with the field that is wrong."""
        body = Body(document.key, document.body)
        body.only("reasons")
        return cls(document.version, tuple(_reason(row) for row in body.coded_parts("reasons")))

    def get(self, code: str) -> Reason:
        """Read a reason that a case already bears, lawful or not."""
        for reason in self.reasons:
            if reason.code == code:
                return reason
        raise ReasonUnknown(reason=code)

    def pick(self, code: str) -> Reason:
        """Read a reason to observe a case with, which the law must allow."""
        reason = self.get(code)
        if reason.forbidden_by is not None:
            raise ReasonForbidden(reason=code, basis=reason.forbidden_by)
        return reason

    @property
    def offered(self) -> tuple[Reason, ...]:
        """List what an office may pick from."""
        return tuple(reason for reason in self.reasons if reason.is_offered)


def _reason(row: Body) -> Reason:
    row.only("code", "forms", "letter", "forbidden_by")
    forms = _by_language(row.part("forms"), longest=LONGEST_FORM)
    row.part("forms").short_text(FIRST_LANGUAGE, LONGEST_FORM)
    letter = _by_language(row.part("letter"), longest=240)
    return Reason(row.slug("code"), forms, letter, row.maybe_text("forbidden_by", 80))


def _by_language(words: Body, *, longest: int) -> Mapping[str, str]:
    words.text(FIRST_LANGUAGE)
    for language in words.fields:
        if LANGUAGE.fullmatch(language) is None:
            raise words.refuse("not_language", language)
    return {language: words.text(language, longest) for language in words.fields}
