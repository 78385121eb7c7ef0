"""The words of the sample's offices, which their column maps translate back."""

from collections.abc import Mapping

STATES: Mapping[str, str] = {
    "EN_RUTA": "POR RECEPCIONAR",
    "PRESENTADO": "INGRESADO",
    "OBSERVADO_MESA": "OBSERVADO EN MESA DE PARTES",
    "EN_TRAMITE": "EN EVALUACIÓN",
    "REQUERIDO": "REQUERIMIENTO AL ADMINISTRADO",
    "SUSPENDIDO": "SUSPENDIDO",
    "RESUELTO": "CON RESOLUCIÓN",
    "NOTIFICACION_EN_CURSO": "NOTIFICACIÓN EN CURSO",
    "NOTIFICADO": "NOTIFICADO",
    "LISTO_PARA_RECOJO": "LISTO PARA ENTREGA",
    "ENTREGADO": "ENTREGADO",
    "IMPUGNADO": "CON RECURSO",
    "DESISTIDO": "DESISTIDO",
    "ABANDONADO": "EN ABANDONO",
    "NO_PRESENTADO": "DEVUELTO (NO PRESENTADO)",
    "ACUMULADO": "ACUMULADO",
    "FIRME": "CONSENTIDO",
    "ARCHIVADO": "ARCHIVADO",
}
INSTITUTIONS: Mapping[str, str] = {
    "PE/muni-pisac": "MUN. DIST. PISAC",
    "PE/muni-calca": "MUN. PROV. CALCA",
    "PE/muni-camanti": "MUN. DIST. CAMANTI",
    "PE/muni-juli": "Municipalidad Provincial de Chucuito - Juli",
    "PE/muni-huancane": "Municipalidad Provincial de Huancané",
    "PE/gore-puno": "Gobierno Regional Puno",
    "PE/muni-nauta": "Municipalidad Provincial de Loreto - Nauta",
}
PROCEDURES: Mapping[str, str] = {
    "PE/domicilio": "Certificado domiciliario",
    "PE/sisfoh": "Clasificación socioeconómica",
    "PE/posesion-servicios": "Constancia de posesión",
    "PE/nacimiento": "Inscripción de nacimiento",
    "PE/nacimiento-tardio": "Inscripción extemporánea",
    "PE/licencia-bajo": "Licencia de funcionamiento (riesgo bajo)",
    "PE/licencia-alto": "Licencia de funcionamiento (riesgo alto)",
    "PE/informacion-publica": "Acceso a la información",
    "PE/queja": "Queja por defecto de tramitación",
    "PE/recurso": "Recurso administrativo",
    "PE/titulo-rural": "Titulación de predio rural",
}
STATIONS: Mapping[str, str] = {
    "desarrollo-urbano": "SUBGERENCIA DE DESARROLLO URBANO Y RURAL",
    "empadronamiento": "ULE",
    "registro-civil": "REGISTRO CIVIL",
    "licencias": "COMERCIALIZACIÓN",
    "alcaldia": "DESPACHO DE ALCALDÍA",
    "tramite-de-tierras": "DIRECCIÓN DE TITULACIÓN",
    "secretaria-general": "SECRETARÍA GENERAL",
}
REASONS: Mapping[str, str] = {
    "firma-solicitud": "falta firma",
    "formulario-completo": "formulario incompleto",
    "domicilio-completo": "domicilio incompleto",
    "recibo-servicio": "falta recibo de luz o agua",
    "referencia-domicilio": "falta referencia",
    "datos-pago": "faltan datos del pago",
    "plano-simple": "falta plano",
    "vecinos-acta": "acta sin firmas de colindantes",
    "certificado-nacido-vivo": "falta CNV",
    "padre-o-madre": "deben venir los padres",
    "firma-testigo": "falta testigo",
    "declaracion-jurada": "falta DJ",
    "pago-tasa": "falta pago",
    "pedido-claro": "pedido impreciso",
    "deber-incumplido": "no indica norma",
    "acto-impugnado": "no identifica el acto",
    "prueba-nueva": "sin prueba nueva",
    "acta-comunal": "falta acta de asamblea",
    "lista-firmantes": "falta lista de firmantes",
}
OUTCOMES: Mapping[str, str] = {
    "favorable": "PROCEDENTE",
    "parcial": "PROCEDENTE EN PARTE",
    "denegado": "DENEGADO",
    "improcedente": "IMPROCEDENTE",
}
LANGUAGES: Mapping[str, str] = {"es": "castellano", "quz": "quechua", "ayr": "aimara"}
SHARED: Mapping[bool | None, str] = {True: "NO", False: "SI"}  # "¿Celular propio?"
