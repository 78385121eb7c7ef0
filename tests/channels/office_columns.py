"""A map and a row with every column that there can be."""

from pathlib import Path

from core.model.asserted import RowError
from tests.channels.office_files import (
    HEADINGS,
    MAP,
    ROW,
    read,
)

MORE = """
station = "Área"
received_on = "Recibido"
observed_on = "Observado"
reasons = "Motivos"
cure_days = "Plazo"
outcome = "Sentido"
language = "Lengua"
phone_shared = "Compartido"
district_name = "Distrito"
address = ["Vía", "Número"]
reference = "Referencia"
delivery_point = "Recoge en"
locality = "Localidad"
distance_days = "Distancia"
document_kind = "Tipo"
"""
ALL = (
    MAP.replace('presented_on = "Presentado"', f'presented_on = "Presentado"{MORE}')
    + """
[words.station]
"ULE" = "empadronamiento"
[words.reasons]
"falta firma" = "firma-solicitud"
"falta recibo" = "recibo-servicio"
[words.outcome]
"PROCEDENTE" = "favorable"
[words.language]
"quechua" = "quz"
[words.document_kind]
"DNI" = "dni"
"C.E." = "ce"
"""
)
ALL_HEADINGS = (
    *HEADINGS, "Área", "Recibido", "Observado", "Motivos", "Plazo", "Sentido", "Lengua",
    "Compartido", "Distrito", "Vía", "Número", "Referencia", "Recoge en", "Localidad", "Distancia",
    "Tipo",
)  # fmt: skip
ALL_ROW = (
    *ROW, "Ule", "11/11/2026", "12/11/2026", "Falta firma, falta recibo,", "5", "Procedente",
    "Quechua", "Sí", "Pisac", "Comunidad Cuyo", "12", "junto a la escuela", "Tambo", "Cuyo Grande",
    "2", "dni",
)  # fmt: skip


def one_error(path: Path, text: str = MAP) -> RowError:
    _, (error,) = read(path, text)
    return error
