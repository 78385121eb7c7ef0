"""Letters of every kind with facts as long as they ever are: what a press must not choke on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from config.letter_specimens import COVER, Specimens, specimen_facts
from core.model.answers import Place, Value
from core.model.citizen import Address
from core.model.place import Ubigeo, UbigeoSystem
from core.model.reasons import LONGEST_FORM, Reason
from core.model.told_facts import Row, ToldFacts
from letters.address_block import address_lines
from letters.blocks import LetterText
from letters.composing import Composer
from tests import peru

NAME = "Maximiliana Encarnación Huayhuacuri Ccoyllurquispe viuda de Yupanqui Inquilltupa Ñahuinlla"
ADDRESS = address_lines(
    NAME,
    Address(
        recipient=NAME,
        district=Ubigeo(UbigeoSystem.INEI, "080405"),
        lines=("Comunidad Campesina de Huancarani s/n",),
        reference="junto a la escuela",
    ),
    peru.gazetteer().district(Ubigeo(UbigeoSystem.INEI, "080405")),
)
OFFICE = Place(
    "Mesa de Partes Chinchero",
    "Subgerencia de Desarrollo Urbano y Catastro, Municipalidad Distrital de Chinchero",
)
OBSERVATIONS = tuple(
    Reason(f"motivo-{at}", {"es": "x" * LONGEST_FORM}, {"es": f"{at}. {'Traiga el papel. ' * 5}"})
    for at in range(1, 11)
)
LONG: Mapping[str, Value] = {
    "procedure": "Registro de nacimiento fuera de su plazo",
    "procedure_name": "Constancia de posesión para fines de servicios básicos " * 4,
    "place": OFFICE,
    "reception": OFFICE,
    "note": "Si no puede venir, mande a una persona de su familia con una carta. " * 3,
    "office_address": "la plaza de armas sin número, al costado de la posta de salud de Chinchero",
    "office_hours": "de lunes a viernes, de 8 a 13 y de 14 a 16, y los sábados de 9 a 12",
    "home": "Comunidad Campesina de Huancarani s/n, junto a la escuela, Pisac, Calca, Cusco",
    "where": "en la mesa de partes de la municipalidad distrital donde queda el terreno",
}
MISSING: tuple[Row, ...] = tuple({"reason": reason} for reason in OBSERVATIONS)


def longest_letters(shipped: Specimens, *, is_large: bool = False) -> Iterator[LetterText]:
    """Write one of each kind."""
    cover = replace(COVER, recipient=NAME, address=ADDRESS, sender_place=OFFICE.full)
    for template in shipped.templates.values():
        facts = specimen_facts(template)
        values = {name: LONG.get(name, value) for name, value in facts.values.items()}
        rows = {name: MISSING if name == "missing" else rows for name, rows in facts.rows.items()}
        yield Composer(shipped.wording, "PE").compose(
            template,
            ToldFacts(values=values, rows=rows, answer=facts.answer),
            cover,
            "es",
            is_large=is_large,
        )


assert len(NAME) == 90
