"""The post routes of an office: which districts its post car takes, and in which order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.model.body import SLUG, Body
from core.model.document import Document
from core.model.print_run import BY_UNIT, NO_ROUTE
from core.refusals import DocumentInvalid

MOST_ROUTES = 200
MOST_STOPS = 500
# How much of a district's code a stop may name: a department, a province or one district.
LENGTHS = (6, 4, 2)
# The cover sheet of a run lies beside the files of its routes, under this name.
COVER = "caratula"
_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
_OF_A_PROVINCE = re.compile(r"[0-9]{4}-.*")


@dataclass(frozen=True, slots=True)
class Way:
    """By which route a letter leaves, and at which of its stops it gets off."""

    route: str
    stop: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRoutes:
    """Every route of an office; of two stops that hold a district, the narrower one has it."""

    key: str
    ways: Mapping[str, Way]

    @classmethod
    def parse(cls, document: Document) -> "PostRoutes":
        """Read a document of post routes, or refuse it with the field that is wrong."""
        _check_key(document.key)
        body = Body(document.key, document.body)
        body.only("routes")
        routes = body.coded_parts("routes")
        if not routes:
            raise body.refuse("empty", "routes")
        if len(routes) > MOST_ROUTES:
            raise body.refuse("too_long", "routes")
        ways: dict[str, Way] = {}
        for route in routes:
            for code, way, field in _stops(route):
                if code in ways:
                    raise route.refuse("duplicate", field)
                ways[code] = way
        return cls(key=document.key, ways=MappingProxyType(ways))

    def way_to(self, district: str, *, otherwise: str) -> Way:
        """Tell the way to a district; one that no stop holds goes by the route `otherwise`."""
        for length in LENGTHS:
            way = self.ways.get(district[:length])
            if way is not None:
                return way
        return Way(otherwise)


def no_post_routes(key: str) -> PostRoutes:
    """Make the routes of an office that named none."""
    return PostRoutes(key=key, ways=MappingProxyType({}))


def _check_key(key: str) -> None:
    """Let only a country or an institution have post routes, as `PE` or `PE/muni-pisac`."""
    _, slash, institution = key.partition("/")
    if slash and SLUG.fullmatch(institution) is None:
        raise DocumentInvalid(document=key, problem="not_key", field="key")


def _stops(route: Body) -> Iterator[tuple[str, Way, str]]:
    route.only("code", "districts")
    code = _code(route)
    districts = route.texts("districts", LENGTHS[0])
    if not districts:
        raise route.refuse("empty", "districts")
    if len(districts) > MOST_STOPS:
        raise route.refuse("too_long", "districts")
    for stop, district in enumerate(districts):
        field = f"districts.{stop}"
        if _CODE.fullmatch(district) is None:
            raise route.refuse("not_district", field)
        yield district, Way(code, stop), field


def _code(route: Body) -> str:
    """Read the name of a route, and so of its file: none that the run gives to others."""
    code = route.slug("code")
    is_taken = code in {COVER, NO_ROUTE} or code.startswith(BY_UNIT)
    if is_taken or _OF_A_PROVINCE.fullmatch(code):
        raise route.refuse("reserved", "code")
    return code
