"""Invents the people of the sample: names, documents, phones and homes that are nobody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.model.citizen import Address
from core.model.identity import DocumentKind, IdentityDocument
from core.model.phone import Phone
from core.model.place import Ubigeo, UbigeoSystem

# Eight figures that begin with 99: a valid form, and a range that the registry had not reached in
# 2026. Whoever answers for an installation confirms it before mixing samples with real cases.
FIRST_DNI, DNIS = 99_000_000, 1_000_000
# A valid form too. Nothing is sent to it: in development, texts go to a notebook.
FIRST_PHONE, PHONES = 900_000_000, 1_000_000

# How often a person has two names, lives near the office, and shows no document, phone or home.
TWO_NAMES, NEAR, NO_DOCUMENT, NO_PHONE, NO_ADDRESS = 0.4, 0.7, 0.04, 0.3, 0.1

_WOMEN = (
    "María", "Rosa", "Juana", "Carmen", "Luz", "Ana", "Flor", "Yolanda", "Gladys", "Marleni",
    "Julia", "Felicitas", "Nélida", "Hilda", "Victoria", "Sonia", "Elsa", "Dina", "Ruth", "Lucía",
)  # fmt: skip
_MEN = (
    "José", "Juan", "Luis", "Julio", "Mario", "Víctor", "Walter", "Percy", "Wilber", "Edgar",
    "Rubén", "Hugo", "Santos", "Félix", "Gregorio", "Cirilo", "Nicanor", "Alejandro", "Raúl",
)  # fmt: skip
_SECOND_OF_WOMEN = ("Elena", "Isabel", "Beatriz", "Angélica", "Soledad")
_SECOND_OF_MEN = ("Alberto", "Antonio", "Ángel", "Rolando", "Fidel")
_SURNAMES = (
    "Quispe", "Mamani", "Flores", "Condori", "Huamán", "Rojas", "Choque", "Ccori", "Apaza", "Ramos",
    "Ticona", "Huanca", "Cusi", "Puma", "Yupanqui", "Díaz", "Torres", "Vargas", "Sánchez", "Chávez",
    "Layme", "Calcina", "Pari", "Cutipa", "Arapa", "Núñez", "Tapia", "Shupingahua", "Murayari",
    "Pacaya", "Amaringo", "Valera", "Olarte", "Champi", "Sicus", "Ccahuana",
)  # fmt: skip
_COMMUNITIES = (
    "Comunidad {}", "Anexo {}", "Centro Poblado {}", "Sector {}", "Parcialidad {}",
)  # fmt: skip
_NAMES = (
    "Alto", "Bajo", "Nuevo", "San Isidro", "Santa Rosa", "San Juan", "Villa Progreso", "Los Andes",
    "La Unión", "Miraflores", "Buena Vista", "Cruz Pata", "Huayllapampa", "Pampallacta",
)  # fmt: skip
_REFERENCES = (
    "junto a la escuela", "a dos cuadras de la plaza", "frente al local comunal",
    "al lado del puesto de salud", "subiendo por el puente", "cerca de la capilla",
)  # fmt: skip
_POINTS = ("Teniente gobernador", "Tambo", "Municipalidad", "Local comunal", "")


def seeded(seed: object) -> Random:
    """Make chance that falls the same way for the same seed: it draws samples and no secrets."""
    return Random(str(seed))  # noqa: S311 - a sample must come out the same every time


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who does not exist."""

    given: str
    surnames: str
    document: IdentityDocument | None
    phone: Phone | None
    shared: bool | None
    language: str | None
    district: str
    address: Address | None

    @property
    def name(self) -> str:
        """Tell the name as letters write it."""
        return f"{self.given} {self.surnames}"


def invent(
    random: Random, place: int, districts: Sequence[str], languages: Mapping[str, int]
) -> Person:
    """Invent the person at a place of the sample: no two places share a document."""
    first, second = random.choice(((_WOMEN, _SECOND_OF_WOMEN), (_MEN, _SECOND_OF_MEN)))
    given = random.choice(first)
    if random.random() < TWO_NAMES:
        given = f"{given} {random.choice(second)}"
    surnames = f"{random.choice(_SURNAMES)} {random.choice(_SURNAMES)}"
    district = districts[0] if random.random() < NEAR else random.choice(districts)
    phone = _phone(random)
    return Person(
        given=given,
        surnames=surnames,
        document=_document(random, place),
        phone=phone,
        shared=None if phone is None else random.choices((True, False, None), (5, 3, 2))[0],
        language=random.choices(tuple(languages), tuple(languages.values()))[0],
        district=district,
        address=_address(random, f"{given} {surnames}", district),
    )


def _document(random: Random, place: int) -> IdentityDocument | None:
    if random.random() < NO_DOCUMENT:
        return None
    # This step walks through all the range before it comes back; the first number is kept apart.
    number = FIRST_DNI + 1 + place * 387_641 % (DNIS - 1)
    return IdentityDocument(DocumentKind.DNI, str(number))


def _phone(random: Random) -> Phone | None:
    if random.random() < NO_PHONE:
        return None
    return Phone(f"+51{FIRST_PHONE + random.randrange(PHONES)}", "mobile")


def _address(random: Random, name: str, district: str) -> Address | None:
    if random.random() < NO_ADDRESS:
        return None
    return Address(
        recipient=name,
        district=Ubigeo(UbigeoSystem.INEI, district),
        lines=(random.choice(_COMMUNITIES).format(random.choice(_NAMES)),),
        reference=random.choice(_REFERENCES),
        delivery_point=random.choice(_POINTS),
    )
