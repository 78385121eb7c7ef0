"""Varied synthetic letters of three templates, for presses to be held beside each other."""

from collections.abc import Iterator
from random import Random

from core.model.letter_id import LetterId
from letters.blocks import Blank, Block, Fact, Frame, LetterText, Run, Section, Style

GIVEN = (
    "Saturnina",
    "Elsa",
    "Zenobia",
    "Florencio",
    "Wilfredo",
    "Avelina",
    "Yolanda",
    "Tomás",
    "Íñigo",
    "Ángela",
    "Ñusta",
)
FAMILY = (
    "Quispe",
    "Mamani",
    "Huamán",
    "Ccoyllurqui",
    "Yupanqui",
    "Waman",
    "Tito",
    "Ayala",
    "Núñez",
    "Távara",
    "Ugarte",
)
PLACES = (
    ("Comunidad Campesina de Amaru s/n", "Amaru", "PISAC", "CALCA - CUSCO"),
    ("Jr. Grau 15", "LAMAY", "CALCA - CUSCO"),
    ("Mz. B Lt. 14", "Frente a la escuela (portón azul)", "Anexo 3", "PILLCO MARCA", "HUÁNUCO"),
    ("Tambo Ayacucho", "Km 12", "Vía Alta", "VINCHOS", "HUAMANGA - AYACUCHO"),
)
FAULTS = (
    "Falta su firma en la solicitud.",
    "Falta la copia del plano de ubicación, con la firma de un ingeniero o arquitecto.",
    "Falta el recibo de luz o agua del mes pasado.",
    "El nombre de la solicitud no es el mismo que el de su DNI. Traiga su DNI para corregirlo.",
    "Falta la constancia de posesión que da el presidente de su comunidad.",
    "Falta el pago del derecho de trámite (treinta soles).",
    "El croquis no dice con quién limita el terreno por el norte ni por el oeste.",
)
OFFICES = (
    "Mesa de Partes, Municipalidad Distrital de Písac",
    "Mesa de Partes, Municipalidad Provincial de Calca",
    "Subgerencia de Catastro y Habilitaciones Urbanas",
)
PROCEDURES = ("Constancia de posesión", "Certificado de domicilio", "Licencia de edificación")
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes")
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto")
INFORMATIVE = (
    "Esta carta es un aviso informativo. No reemplaza a la notificación ni cambia sus plazos."
)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def chance_of(seed: int) -> Random:
    """Begin a row of chances that is the same in every run."""
    return Random(seed)  # noqa: S311


def letters(count: int, *, seed: int = 1) -> Iterator[LetterText]:
    """Write letters of three templates in turn, each to somebody else about something else."""
    chance = chance_of(seed)
    for number in range(count):
        yield (status, observation, visit)[number % 3](chance)


def status(chance: Random) -> LetterText:
    """Tell how a case stands."""
    number, person, office = _number(chance), _person(chance), chance.choice(OFFICES)
    return _letter(
        chance,
        person,
        kind="status",
        title=f"Cómo va su expediente {number}",
        facts=_facts(chance, number),
        sections=(
            Section(
                (
                    _said(Style.GREETING, f"Señora o señor {person}:"),
                    _said(
                        Style.LEAD,
                        f"Su solicitud está detenida porque {chance.choice(FAULTS).lower()}"
                        f" Su número es ~{number}~. Venga hasta el *{_day(chance)}* a {office}, con"
                        " este papel y su DNI. Si ese día sigue igual, la ley obliga a devolverle"
                        " los papeles y el pago. Podrá presentarla otra vez.",
                    ),
                    _said(
                        Style.TEXT,
                        f"El trámite es {chance.choice(PROCEDURES)}. Lo ve {office}.",
                    ),
                    _said(
                        Style.TEXT,
                        "Si corrige a tiempo, vale el día en que presentó sus papeles por primera"
                        " vez (TUO LPAG, art. 137.1).",
                    ),
                )
            ),
            _reach(number),
            *_end(),
        ),
    )


def observation(chance: Random) -> LetterText:
    """Ask for all that is missing at once."""
    number, person, office = _number(chance), _person(chance), chance.choice(OFFICES)
    faults = chance.sample(FAULTS, chance.randint(1, 5))
    return _letter(
        chance,
        person,
        kind="observation",
        title="Falta algo en su solicitud",
        facts=_facts(chance, number),
        sections=(
            Section(
                (
                    _said(Style.GREETING, f"Señora o señor {person}:"),
                    _said(
                        Style.TEXT,
                        f"{office} revisó su expediente ~{number}~ y encontró lo que sigue:",
                    ),
                    *(_said(Style.ITEM, fault) for fault in faults),
                    _said(
                        Style.LEAD,
                        f"Corrija *todo* hasta el *{_day(chance)}* (10 días hábiles).",
                    ),
                    _said(
                        Style.TEXT,
                        "Si no puede venir, mande a otra persona con una carta que usted firme.",
                    ),
                )
            ),
            _reach(number),
            *_end(),
        ),
    )


def visit(chance: Random) -> LetterText:
    """Announce a mobile unit, in large print for every third person."""
    number, person = _number(chance), _person(chance)
    day, place = _day(chance), chance.choice(PLACES)[0]
    return _letter(
        chance,
        person,
        kind="visit",
        title="La unidad itinerante va a su comunidad",
        facts=_facts(chance, number),
        is_large=chance.random() < 1 / 3,
        sections=(
            Section((_said(Style.GREETING, f"Señora o señor {person}:"),)),
            Section(
                (
                    _said(Style.HEADING, "Cuándo y dónde"),
                    _said(Style.LEAD, f"El *{day}*, de ~8:30~ a ~13:00~ horas, en {place}."),
                ),
                frame=Frame.BOX,
                is_whole=True,
            ),
            Section((_said(Style.TEXT, "Traiga su DNI y este papel."),)),
            *_end(),
        ),
    )


def form(chance: Random) -> LetterText:
    """Write a form with blanks, which takes more than a page."""
    number, person = _number(chance), _person(chance)
    blanks = tuple(Blank(f"Motivo {place}", lines=3) for place in range(1, 9))
    return _letter(
        chance,
        person,
        kind="appeal",
        title="Recurso",
        facts=_facts(chance, number),
        sections=(Section((_said(Style.TEXT, f"Yo, {person}, digo:"),)), Section(blanks), *_end()),
    )


def _letter(
    chance: Random,
    person: str,
    *,
    kind: str,
    title: str,
    facts: tuple[Fact, ...],
    sections: tuple[Section, ...],
    is_large: bool = False,
) -> LetterText:
    return LetterText(
        id=LetterId.draw(chance.choice),
        kind=kind,
        language="es-PE",
        sender="Municipalidad Provincial de Calca",
        sender_place="Mesa de Partes, Plaza de Armas s/n, Calca",
        address=(person, *chance.choice(PLACES)),
        facts=facts,
        title=title,
        sections=sections,
        is_large=is_large,
        run="T7",
    )


def _said(style: Style, text: str) -> Block:
    """Read `*bold*` and `~unbroken~` as runs."""
    runs: list[Run] = []
    for number, bold in enumerate(text.split("*")):
        for place, piece in enumerate(bold.split("~")):
            if piece:
                runs.append(Run(piece, is_bold=number % 2 == 1, is_unbroken=place % 2 == 1))
    return Block(style, tuple(runs))


def _reach(number: str) -> Section:
    said = f"Llame al ~084 203 040~ y marque su expediente: ~{number}~. Tenga a la mano su clave."
    pieces = (_said(Style.HEADING, "Si tiene alguna pregunta"), _said(Style.TEXT, said))
    return Section(pieces, frame=Frame.BOX, is_whole=True)


def _end() -> tuple[Section, ...]:
    closing = _said(Style.CLOSING, "Atentamente,")
    signer = _said(Style.SIGNER, "Municipalidad Provincial de Calca")
    return (
        Section((closing, signer), is_whole=True),
        Section((_said(Style.TEXT, INFORMATIVE),), frame=Frame.RULE, is_whole=True),
    )


def _facts(chance: Random, number: str) -> tuple[Fact, ...]:
    return (
        Fact("Su expediente", number, is_large=True),
        Fact("Fecha", _day(chance)),
        Fact("Referencia de esta carta", f"{number}-{chance.randint(1, 99)}"),
    )


def _number(chance: Random) -> str:
    return f"140-{chance.randint(0, 999):03}-{chance.randint(0, 9999):04}"


def _day(chance: Random) -> str:
    day, month = chance.randint(1, 28), chance.choice(MONTHS)
    return f"{chance.choice(DAYS)} {day} de {month} de 2027"


def _person(chance: Random) -> str:
    return " ".join((chance.choice(GIVEN), *chance.sample(FAMILY, chance.randint(1, 3))))
