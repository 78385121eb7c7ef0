"""The words of the catalogue's export: what each means to whoever reads linked data (CPSV-AP)."""

from collections.abc import Mapping

OURS = "urn:convergencia:"
VOCABULARY = f"{OURS}vocabulary:"
_EU = "http://publications.europa.eu/resource/authority/"
SPANISH = f"{_EU}language/SPA"
CURRENCY = f"{_EU}currency/"
COUNTRY = "urn:iso:std:iso:3166:"
STATUS = "http://purl.org/adms/status/"


def _text(name: str) -> Mapping[str, str]:
    return {"@id": name, "@language": "es"}


def _typed(name: str, kind: str) -> Mapping[str, str]:
    return {"@id": name, "@type": kind}


CONTEXT: Mapping[str, object] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "adms": "http://www.w3.org/ns/adms#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "conv": VOCABULARY,
    "PublicService": "cpsv:PublicService",
    "PublicOrganisation": "cv:PublicOrganisation",
    "Channel": "cv:Channel",
    "Cost": "cv:Cost",
    "Requirement": "cv:Requirement",
    "LegalResource": "eli:LegalResource",
    "identifier": "dct:identifier",
    "name": _text("dct:title"),
    "shortName": _text("dct:alternative"),
    "description": _text("dct:description"),
    "prefLabel": _text("skos:prefLabel"),
    "keyword": _text("dcat:keyword"),
    "language": _typed("dct:language", "@id"),
    "spatial": _typed("dct:spatial", "@id"),
    "status": _typed("adms:status", "@id"),
    "modified": _typed("dct:modified", "xsd:date"),
    "source": _text("dct:source"),
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasChannel": "cv:hasChannel",
    "hasCost": "cv:hasCost",
    "hasInputRequirement": "cv:holdsRequirement",
    "hasLegalResource": "cv:hasLegalResource",
    "processingTime": _typed("cv:processingTime", "xsd:duration"),
    "value": _typed("cv:value", "xsd:decimal"),
    "currency": _typed("cv:currency", "@id"),
    "medium": "conv:medio",
    "diasHabiles": _typed("conv:diasHabiles", "xsd:integer"),
    "basePlazo": _text("conv:basePlazo"),
    "notaPlazo": _text("conv:notaPlazo"),
    "silencio": "conv:silencio",
    "calificacion": "conv:calificacion",
    "certeza": {"@id": "conv:certeza", "@container": "@set"},
    "bloque": "conv:bloque",
    "nivel": "conv:nivel",
    "porConfirmar": {"@id": "conv:porConfirmar", "@container": "@set"},
    "confirmarConEntidad": _typed("conv:confirmarConEntidad", "xsd:boolean"),
    "vigenteHasta": _typed("conv:vigenteHasta", "xsd:date"),
}
