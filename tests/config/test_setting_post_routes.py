"""The how-to for post routes, followed to the letter; and the example that ships."""

import re
from pathlib import Path

from config.documents_on_disk import read_document, read_documents
from config.house import House
from core.model.post_route import PostRoutes, Way
from core.post_ways import PostWays
from tests.core.stories import PISAC
from tests.houses import act
from tests.sources import HOUSE

HOW_TO = HOUSE / "docs" / "how-to" / "set-post-routes.md"
EXAMPLES = tuple(one for one in read_documents() if one.kind == "post_routes")


def page() -> str:
    return HOW_TO.read_text("utf-8")


def written(folder: Path) -> Path:
    """Write the file that the how-to says to write, without its margin."""
    (found,) = re.findall(r"^   ```yaml\n(.*?)^   ```$", page(), re.MULTILINE | re.DOTALL)
    file = folder / "routes.yaml"
    file.write_text(re.sub(r"^   ", "", found, flags=re.MULTILINE), "utf-8")
    return file


def test_whoever_follows_the_how_to_has_the_routes_that_it_tells(
    house: House, tmp_path: Path
) -> None:
    house.publishing.publish([read_document(written(tmp_path))], act())
    way_to = PostWays(house.shelf.library, house.gazetteer).now()
    ways = {code: way_to(PISAC, code) for code in ("080405", "080403", "080401", "080104")}
    assert ways == {
        "080405": Way("orilla-derecha", 0),
        "080403": Way("orilla-derecha", 1),
        "080401": Way("orilla-derecha", 2),
        "080104": Way("al-cusco", 0),
    }
    assert way_to(PISAC, "081301") == Way("al-cusco", 1)
    assert way_to(PISAC, "150101") == Way("1501-lima")
    assert way_to("PE/muni-calca", "080405") == Way("0804-calca")


def test_the_how_to_names_a_verb_and_an_example_that_are_there() -> None:
    assert "`./convergencia document publish FILE --user jefa`" in page()
    (example,) = re.findall(r"`(config/documents/post-routes/[a-z-]+\.yaml)`", page())
    assert (HOUSE / example).is_file()


def test_the_routes_that_ship_are_made_up_and_say_so(house: House) -> None:
    assert EXAMPLES
    way_to = PostWays(house.shelf.library, house.gazetteer).now()
    for document in EXAMPLES:
        assert "sintético, por confirmar con la entidad" in document.source
        assert house.shelf.documents.version("post_routes", document.key, 1) == document
        for code, way in PostRoutes.parse(document).ways.items():
            districts = [d.inei for d in house.gazetteer.districts if d.inei.startswith(code)]
            assert districts
            assert way.route in {way_to(document.key, district).route for district in districts}
