"""The names that callers hear and no catalogue holds: offices, procedures, reasons, districts."""

from collections.abc import Iterable, Iterator

from config.documents_on_disk import read_documents
from config.shipped import country_pack, read_gazetteer
from core.model.document import Document
from core.model.institution import Institution
from core.model.procedure import Procedure
from core.model.reasons import ReasonBook
from core.standing import name_place


def spoken_names(country: str, language: str, districts: str = "") -> tuple[str, ...]:
    """Collect each name once, as the documents that ship write it, and districts by their code.

    A reason that has no words in the language is left out: its answer is told in Spanish.
    """
    documents = tuple(each for each in read_documents() if each.key.partition("/")[0] == country)
    names = (
        *_of_institutions(documents),
        *_of_procedures(documents),
        *_of_reasons(documents, language),
        *_of_districts(country, districts),
    )
    return tuple(dict.fromkeys(name for name in names if name.strip()))


def _of_institutions(documents: Iterable[Document]) -> Iterator[str]:
    for document in _of_kind(documents, "institution"):
        institution = Institution.parse(document)
        for office in institution.offices:
            yield name_place(office, institution).full
            yield office.name


def _of_procedures(documents: Iterable[Document]) -> Iterator[str]:
    for document in _of_kind(documents, "procedure"):
        procedure = Procedure.parse(document)
        yield from (procedure.short_name, procedure.where, *procedure.told_requirements)
        yield procedure.told_term_note or ""


def _of_reasons(documents: Iterable[Document], language: str) -> Iterator[str]:
    for document in _of_kind(documents, "reasons"):
        for reason in ReasonBook.parse(document).reasons:
            yield reason.forms.get(language, "")


def _of_districts(country: str, prefix: str) -> Iterator[str]:
    gazetteer = read_gazetteer(country_pack(country))
    for district in gazetteer.districts if prefix else ():
        if district.inei.startswith(prefix):
            yield str(district)


def _of_kind(documents: Iterable[Document], kind: str) -> Iterator[Document]:
    return (document for document in documents if document.kind == kind)
