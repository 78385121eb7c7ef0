"""Gathers what a letter tells, at the moment when it is written: from the house, and from staff."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial

from core.case_facts import CaseSight, Finder, facts_of_case, facts_of_procedure
from core.correspondence import Addressee, Correspondence, StatusPost
from core.library import Books
from core.model.answers import Answer, Place, ProcedureAnswer, Value
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.institution import Institution
from core.model.letter import Letter
from core.model.letter_template import LetterTemplate
from core.model.place import Gazetteer
from core.model.told_facts import Row, ToldFacts
from core.person_facts import PersonSight, facts_of_person
from core.ports import Citizens, Found, Visit, Visits
from core.refusals import AddressMissing, ClaveRevoked
from core.said_facts import said_rows, said_values
from core.standing import name_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A letter before it has words: to whom it goes, from which office, and what it tells."""

    to: Addressee
    institution: Institution
    sent_from: Place
    facts: ToldFacts = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """All that could be told, each found only when it is asked for."""

    to: Addressee
    institution: Institution
    sent_from: Place
    finders: Mapping[str, Finder]
    rows: Mapping[str, Callable[[], tuple[Row, ...]]]
    answers: Mapping[str, Callable[[], Answer | None]]

    def told(self, template: LetterTemplate, said: Mapping[str, str]) -> ToldFacts:
        """Find what a template asks for; what nobody knows is left out."""
        needs = template.needs
        found = {name: find() for name, find in self.finders.items() if name in needs.named}
        values = {name: value for name, value in found.items() if value is not None}
        rows = {name: find() for name, find in self.rows.items() if name in needs.named}
        answer = self.answers.get(needs.answer) if needs.answer else None
        return ToldFacts(
            values={**values, **said_values(template, said)},
            rows={**rows, **said_rows(template, said)},
            answer=None if answer is None else answer(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Finds the facts that a template asks for; it asks for no more, so that no more is read.

    A letter with a `number` is about that case. Any other goes to its `person`, and its `subject`
    names the procedure, or the stop of a unit, that it tells of.
    """

    correspondence: Correspondence
    citizens: Citizens
    visits: Visits
    gazetteer: Gazetteer
    procedure: Callable[[str], ProcedureAnswer]
    clave: Callable[[Case], str]

    def gather(
        self, letter: Letter, template: LetterTemplate, said: Mapping[str, str], books: Books
    ) -> Gathered:
        """Gather for one letter, under the books of one moment."""
        about = self._of_case(letter, books) if letter.number else self._of_person(letter, books)
        return Gathered(
            to=about.to,
            institution=about.institution,
            sent_from=about.sent_from,
            facts=about.told(template, said),
        )

    def _of_case(self, letter: Letter, books: Books) -> _About:
        found = self.correspondence.found(CaseNumber.parse(letter.number))
        post = self.correspondence.post_of(found)
        case, missing = found.case, post.answer.missing
        institution = books.institution(case.institution)
        about = self._with_procedure(
            self._about(letter, case.applicant, post, institution), case.procedure, books
        )
        return replace(
            about,
            sent_from=post.answer.place,
            finders={
                **about.finders,
                **facts_of_case(self._sight(found, post, books)),
                "note": lambda: post.note,
            },
            rows={**about.rows, "missing": lambda: _rows("reason", missing)},
            answers={**about.answers, "status": lambda: post.answer},
        )

    def _of_person(self, letter: Letter, books: Books) -> _About:
        if not letter.person:
            raise AddressMissing
        institution = books.institution(letter.institution)
        to = self.correspondence.addressee(letter.person)
        return self._with_procedure(
            self._about(letter, letter.person, to, institution), letter.subject, books
        )

    def _about(
        self, letter: Letter, person: str, to: Addressee, institution: Institution
    ) -> _About:
        sight = PersonSight(
            address=to.address,
            district=self.gazetteer.district(to.address.district),
            opened=partial(self.citizens.open_value, person),
            visit=cache(lambda: self._visit(letter, to.district)),
        )
        return _About(
            to=to,
            institution=institution,
            sent_from=name_place(institution.office(), institution),
            finders=facts_of_person(sight),
            rows={"services": lambda: _rows("text", sight.services())},
            answers={"visit": sight.visit_answer},
        )

    def _with_procedure(self, about: _About, key: str, books: Books) -> _About:
        known = books.procedures.get(key)
        if known is None:
            return about
        return replace(
            about,
            finders={**about.finders, **facts_of_procedure(known)},
            rows={
                **about.rows,
                "requirements": lambda: _rows("text", known.told_requirements),
            },
            answers={**about.answers, "procedure": lambda: self.procedure(key)},
        )

    def _sight(self, found: Found, post: StatusPost, books: Books) -> CaseSight:
        def clave() -> str:
            if found.clave_is_revoked:
                raise ClaveRevoked
            return self.clave(found.case)

        return CaseSight(
            case=found.case,
            books=books,
            deadlines=books.deadlines(found.case),
            status=post.answer,
            today=self.correspondence.clock.today(),
            clave=clave,
        )

    def _visit(self, letter: Letter, district: str) -> Visit | None:
        """Find the stop that the letter names, or else the next one near the person."""
        named = letter.unit_visit or letter.subject
        visit = self.visits.get(named) if named else None
        if visit is not None:
            return visit
        return self.visits.next_in(district, self.correspondence.clock.today())


def _rows(name: str, facts: Iterable[Value]) -> tuple[Row, ...]:
    return tuple({name: fact} for fact in facts)
