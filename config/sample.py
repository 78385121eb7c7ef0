"""Makes the sample: invented cases of several institutions, the same ones for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

from config.documents_on_disk import read_documents
from config.sample_files import write_csv, write_xlsx
from config.sample_offices import CUSCO, DESKS, PUNO_AND_LORETO, Errand, OfficeDesk
from config.sample_people import FIRST_DNI, FIRST_PHONE, Person, invent, seeded
from config.sample_story import Story, invent_story
from config.shipped import country_pack, read_gazetteer
from core.library import read_books
from core.model.asserted import AssertedRow
from core.model.citizen import Address
from core.model.identity import DocumentKind, IdentityDocument
from core.model.phone import Phone
from core.model.place import Ubigeo, UbigeoSystem
from core.model.state import State

SEED = 20261121
CASES = 2000
COUNTRY = "PE"
FIRST_DAY, AS_OF = date(2026, 1, 5), date(2026, 11, 20)
CSV_NAME, XLSX_NAME = "cusco-mesa-de-partes.csv", "puno-loreto-expedientes.xlsx"
# Some people come back, soon after they came first.
COME_BACK, REMEMBERED = 0.12, 40
AT_THE_RECEPTION = frozenset({State.EN_RUTA, State.PRESENTADO, State.OBSERVADO_MESA})


def write_sample(folder: Path, *, seed: int = SEED, cases: int = CASES) -> tuple[Path, Path]:
    """Write the two files of the sample, messy as offices export them; tell where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    places = read_gazetteer(country_pack(COUNTRY))
    made = list(rows(seed, cases))
    of_cusco = {desk.institution for desk in CUSCO}
    of_others = {desk.institution for desk in PUNO_AND_LORETO}
    as_csv, as_xlsx = folder / CSV_NAME, folder / XLSX_NAME
    chosen = [row for row in made if row.institution in of_cusco]
    as_csv.write_bytes(write_csv(chosen, places, seeded(f"{seed} csv")))
    chosen = [row for row in made if row.institution in of_others]
    as_xlsx.write_bytes(write_xlsx(chosen, places, seeded(f"{seed} xlsx")))
    return as_csv, as_xlsx


def rows(
    seed: int = SEED, cases: int = CASES, desks: Sequence[OfficeDesk] = DESKS
) -> Iterator[AssertedRow]:
    """Yield invented cases one by one, as many as are wanted, without any file."""
    random = seeded(seed)
    days = business_days()
    open_desks = [_OpenDesk(desk) for desk in desks]
    weights = [desk.weight for desk in desks]
    if cases:
        yield _first(open_desks[0], days)
    for place in range(1, cases):
        at = random.choices(open_desks, weights)[0]
        errand = random.choices(at.desk.errands, [e.weight for e in at.desk.errands])[0]
        person = at.person(random, place)
        story = invent_story(random, errand, len(days) - 1)
        yield _row(place + 1, at, (errand, person, story), days)


def _first(at: "_OpenDesk", days: Sequence[date]) -> AssertedRow:
    """Tell the case that the demonstration follows: a signature is missing and there is time."""
    person = replace(
        invent(seeded(SEED), 0, at.desk.districts[:1], {"es": 1}),
        given="Juana",
        surnames="Quispe Mamani",
        document=IdentityDocument(DocumentKind.DNI, str(FIRST_DNI)),
        phone=Phone(f"+51{FIRST_PHONE}", "mobile"),
        shared=False,
        address=Address(
            recipient="Juana Quispe Mamani",
            district=Ubigeo(UbigeoSystem.INEI, at.desk.districts[0]),
            lines=("Comunidad Cuyo Grande",),
            reference="junto a la escuela",
            delivery_point="Municipalidad",
        ),
    )
    last = len(days) - 1
    story = Story(
        state=State.REQUERIDO,
        presented=last - 6,
        received=last - 6,
        observed=last - 1,
        reasons=("firma-solicitud",),
    )
    return _row(1, at, (at.desk.errands[0], person, story), days)


def business_days() -> tuple[date, ...]:
    """List the year's business days up to the day of the export, by the shipped calendars."""
    books = read_books(0, read_documents())
    business = books.calendar(DESKS[0].institution).business
    first, last = FIRST_DAY.toordinal(), AS_OF.toordinal()
    return tuple(date.fromordinal(day) for day in business if first <= day <= last)


@dataclass(slots=True)
class _OpenDesk:
    """A desk that numbers its files and knows who came lately."""

    desk: OfficeDesk
    filed: int = 0
    lately: list[Person] = field(default_factory=list)

    def person(self, random: Random, place: int) -> Person:
        if self.lately and random.random() < COME_BACK:
            return random.choice(self.lately)
        person = invent(random, place, self.desk.districts, self.desk.languages)
        if len(self.lately) == REMEMBERED:
            self.lately.pop(0)
        self.lately.append(person)
        return person

    def next_alias(self) -> str:
        self.filed += 1
        return f"{self.filed:06d}-2026-{self.desk.sign}"


def _row(
    number: int, at: _OpenDesk, told: tuple[Errand, Person, Story], days: Sequence[date]
) -> AssertedRow:
    errand, person, story = told

    def on(day: int | None) -> date | None:
        return None if day is None else days[day]

    return AssertedRow(
        row=number,
        alias=at.next_alias(),
        institution=at.desk.institution,
        procedure=errand.procedure,
        state=story.state,
        as_of=AS_OF,
        applicant_name=person.name,
        applicant_document=person.document,
        phone=person.phone,
        phone_shared=person.shared,
        language=person.language,
        address=person.address,
        district=person.district,
        station=None if story.state in AT_THE_RECEPTION else errand.station,
        presented_on=on(story.presented),
        received_on=on(story.received),
        observed_on=on(story.observed),
        reasons=story.reasons,
        cure_days=story.cure_days,
        outcome=story.outcome,
        resolved_on=on(story.resolved),
        notified_on=on(story.notified),
    )
