"""Which offices the sample pretends to export from, and what people ask them for."""

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is asked for: who deals with it, in how many business days, and what is often missing.

    The days are what offices take, not what a law allows them.
    """

    procedure: str
    weight: int
    station: str
    days: tuple[int, int]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDesk:
    """One institution of the sample; the first district is its own."""

    institution: str
    sign: str
    weight: int
    districts: tuple[str, ...]
    languages: Weights
    errands: tuple[Errand, ...]


_MUNICIPAL = (
    Errand(
        procedure="PE/domicilio",
        weight=24,
        station="desarrollo-urbano",
        days=(1, 7),
        reasons=("firma-solicitud", "recibo-servicio", "referencia-domicilio", "datos-pago"),
    ),
    Errand(
        procedure="PE/sisfoh",
        weight=26,
        station="empadronamiento",
        days=(8, 40),
        reasons=("formulario-completo", "recibo-servicio", "referencia-domicilio"),
    ),
    Errand(
        procedure="PE/posesion-servicios",
        weight=14,
        station="desarrollo-urbano",
        days=(8, 45),
        reasons=("plano-simple", "vecinos-acta", "firma-solicitud"),
    ),
    Errand(
        procedure="PE/nacimiento",
        weight=7,
        station="registro-civil",
        days=(1, 4),
        reasons=("certificado-nacido-vivo", "padre-o-madre"),
    ),
    Errand(
        procedure="PE/nacimiento-tardio",
        weight=5,
        station="registro-civil",
        days=(5, 30),
        reasons=("firma-testigo", "certificado-nacido-vivo"),
    ),
    Errand(
        procedure="PE/licencia-bajo",
        weight=9,
        station="licencias",
        days=(1, 8),
        reasons=("declaracion-jurada", "pago-tasa", "formulario-completo"),
    ),
    Errand(
        procedure="PE/licencia-alto",
        weight=2,
        station="licencias",
        days=(5, 20),
        reasons=("declaracion-jurada", "plano-simple"),
    ),
    Errand(
        procedure="PE/informacion-publica",
        weight=6,
        station="alcaldia",
        days=(4, 18),
        reasons=("pedido-claro", "domicilio-completo"),
    ),
    Errand(
        procedure="PE/queja",
        weight=4,
        station="alcaldia",
        days=(1, 9),
        reasons=("deber-incumplido",),
    ),
    Errand(
        procedure="PE/recurso",
        weight=3,
        station="alcaldia",
        days=(8, 38),
        reasons=("acto-impugnado", "prueba-nueva"),
    ),
)
_REGIONAL = (
    Errand(
        procedure="PE/titulo-rural",
        weight=80,
        station="tramite-de-tierras",
        days=(20, 120),
        reasons=("plano-simple", "acta-comunal", "lista-firmantes", "firma-solicitud"),
    ),
    Errand(
        procedure="PE/informacion-publica",
        weight=12,
        station="secretaria-general",
        days=(4, 18),
        reasons=("pedido-claro",),
    ),
    Errand(
        procedure="PE/recurso",
        weight=8,
        station="secretaria-general",
        days=(8, 38),
        reasons=("acto-impugnado", "prueba-nueva"),
    ),
)
CUSCO = (
    OfficeDesk(
        institution="PE/muni-pisac",
        sign="MDP",
        weight=22,
        districts=("080405", "080407", "080402", "080406"),
        languages={"quz": 6, "es": 4},
        errands=_MUNICIPAL,
    ),
    OfficeDesk(
        institution="PE/muni-calca",
        sign="MPC",
        weight=20,
        districts=("080401", "080403", "080404", "080408"),
        languages={"quz": 6, "es": 4},
        errands=_MUNICIPAL,
    ),
    OfficeDesk(
        institution="PE/muni-camanti",
        sign="MDC",
        weight=8,
        districts=("081203", "081209"),
        languages={"quz": 4, "es": 6},
        errands=_MUNICIPAL,
    ),
)
PUNO_AND_LORETO = (
    OfficeDesk(
        institution="PE/muni-juli",
        sign="MPCH",
        weight=14,
        districts=("210401", "210406", "210404", "210405"),
        languages={"ayr": 6, "es": 4},
        errands=_MUNICIPAL,
    ),
    OfficeDesk(
        institution="PE/muni-huancane",
        sign="MPH",
        weight=12,
        districts=("210601", "210608", "210607", "210606"),
        languages={"ayr": 4, "quz": 2, "es": 4},
        errands=_MUNICIPAL,
    ),
    OfficeDesk(
        institution="PE/gore-puno",
        sign="GRP",
        weight=12,
        districts=("210101", "210102", "210105", "210401"),
        languages={"quz": 3, "ayr": 3, "es": 4},
        errands=_REGIONAL,
    ),
    OfficeDesk(
        institution="PE/muni-nauta",
        sign="MPLN",
        weight=12,
        districts=("160301", "160302", "160305"),
        languages={"es": 10},
        errands=_MUNICIPAL,
    ),
)
DESKS = (*CUSCO, *PUNO_AND_LORETO)
