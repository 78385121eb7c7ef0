"""The words that posters and our own texts tell people to write, each with how it is read."""

from collections.abc import Mapping

# A new one needs a line in docs/reference/sms-keywords.md.
PRINTED: Mapping[str, str] = {
    "ESTADO": "status",
    "MIS TRAMITES": "my_cases",
    "MIS EXPEDIENTES": "my_cases",
    "REQUISITOS": "procedure",
    "COSTO": "cost",
    "PLAZO": "term",
    "OFICINA": "office",
    "VISITA": "visit",
    "CARTA": "letter",
    "LLAMAME": "call_me",
    "AVISOS": "notices",
    "AVISOS SI": "notices_on",
    "AVISOS NO": "notices_off",
    "IDIOMA": "language",
    "CLAVE": "clave",
    "RECLAMO": "complaint",
    "QUEJA": "delay",
    "PERSONA": "person",
    "AYUDA": "help",
    "MAS": "more",
    "PERDI": "lost_number",
    "PERDI MI NUMERO": "lost_number",
    "BAJA": "stop",
    "STOP": "stop",
    "ALTO": "stop",
    "SALIR": "stop",
    "CANCELAR": "stop",
    "FIN": "stop",
    "ALTA": "start",
    "START": "start",
}
