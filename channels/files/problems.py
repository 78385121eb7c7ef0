"""Words for what is wrong in a row, said of the cell and never of the person who filled it."""

from collections.abc import Mapping

from core.model.asserted import RowError

WORDS: Mapping[str, str] = {
    # the row as a table
    "missing": "falta este dato",
    "unknown_word": "el mapa no conoce esta palabra",
    "too_long": "el texto es demasiado largo",
    "not_a_number": "no es un número entero",
    "rounded_number": "la hoja de cálculo redondeó el número y perdió cifras",
    "spreadsheet_error": "la hoja de cálculo guardó un error en lugar de un valor",
    "out_of_range": "el número está fuera de lo posible",
    # days
    "not_a_date": "no es una fecha de las que indica el mapa",
    "date_out_of_range": "el año no puede ser",
    "in_the_future": "la fecha del reporte todavía no llega",
    "after_as_of": "la fecha es posterior a la del reporte",
    "before_presented_on": "la fecha es anterior a la de presentación",
    "before_received_on": "la fecha es anterior a la de recepción",
    "before_resolved_on": "la fecha es anterior a la de la resolución",
    # the person
    "not_a_name": "no es un nombre",
    "identity_invalid": "el documento de identidad no tiene la forma que le toca",
    "other_person": "el documento o el expediente ya es de una persona con otro nombre",
    "phone_missing": "falta el teléfono",
    "phone_unreadable": "no es un teléfono solo",
    "phone_foreign": "el teléfono es de otro país",
    "phone_invalid": "el teléfono no existe en el plan de numeración",
    "phone_short_code": "es un número de servicio, no el teléfono de una persona",
    # places
    "place_unknown": "ningún distrito tiene ese código o nombre",
    "place_ambiguous": "varios distritos se llaman así: falta la provincia",
    "code_of_another_district": "el código es de otro distrito: ¿es de INEI o de RENIEC?",
    "without_district": "hay dirección y falta el distrito",
    # a list of procedures
    "control_letter": "tiene letras que no se ven",
    "not_a_code": "no es un número o código simple",
    "not_a_title": "no dice nada con letras",
    "other_name": "otra fila anterior dice algo distinto de este código",
    # the plan of a trip
    "not_an_hour": "no es una hora del día, como 08:00",
    "ends_before_it_begins": "termina antes de empezar",
    "before_the_stop_above": "la fecha es anterior a la de la parada de arriba",
    "in_the_past": "ese día ya pasó",
    "too_long_for_a_text": "un mensaje de texto no alcanza: ponga un nombre corto de 24 letras",
    "task_unknown": "no es una tarea conocida",
    "too_many_stops": "un viaje lleva 200 paradas como máximo",
    # the case
    "institution_unknown": "no hay una entidad publicada con esa clave",
    "procedure_unknown": "no hay un trámite publicado con esa clave",
    "office_unknown": "la entidad no tiene un área con ese código",
    "reason_unknown": "no hay un motivo publicado con ese código",
    "other_procedure": "el expediente ya está con otro trámite: ¿es el número de otro año?",
    "contradicts_earlier_row": "otra fila anterior del mismo día dice algo distinto del expediente",
}


FILES: Mapping[str, str] = {
    "not_found": "no está en ese lugar",
    "not_readable": "no se puede abrir",
    "empty": "está vacío",
    "nul": "tiene bytes que ningún texto tiene",
    "too_large": "desempaquetado es demasiado grande",
    "damaged": "está cortado o dañado",
    "unsafe": "tiene definiciones que ninguna hoja de cálculo necesita",
    "not_a_workbook": "está comprimido y no es una hoja de cálculo",
    "no_sheet": "no tiene la hoja que nombra el mapa",
    "pdf": "es un PDF: pida la tabla en CSV o XLSX",
    "old_excel": "es un Excel antiguo o con contraseña: guárdelo como XLSX",
    "too_many_rows": "tiene demasiadas filas para una lista de trámites",
    "web_page": "es una página web con otro nombre: guárdela como XLSX",
    "compressed": "está comprimido: sáquelo primero",
    "image": "es una imagen",
    "word_processor": "es un texto de oficina, no una tabla",
}


def words_of(error: RowError) -> str:
    """Say which cell, what is wrong with it, and whether the row went in all the same."""
    said = WORDS[error.problem]
    found = f" («{error.found}»)" if error.found else ""
    kept = "; la fila entró sin este dato" if error.kept else ""
    return f"fila {error.row}, columna {error.column}: {said}{found}{kept}"
