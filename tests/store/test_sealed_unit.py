"""A laptop whose database is sealed exchanges with the hub as any other does."""

from pathlib import Path

from tests.core.stories import a_case, case_of
from tests.houses import DATABASE_KEY, sealed_from
from tests.store.units import Hub, shared, unit_in


def test_a_sealed_unit_and_a_plain_hub_end_with_the_same_rows(
    quick_hub: Hub, bare_file: Path, tmp_path: Path
) -> None:
    var = sealed_from(bare_file.parent, tmp_path / "boat")
    unit = unit_in(var, "", "tambo.1", "150")
    theirs = a_case(quick_hub.house)
    unit.load(quick_hub)
    assert case_of(unit.house, theirs).number == theirs
    ours = a_case(unit.house)
    unit.exchange(quick_hub)
    assert case_of(quick_hub.house, ours).number == ours
    at_hub, at_unit = shared(quick_hub, unit)
    assert at_hub == at_unit
    unit.verify()
    unit.rebuild()
    assert shared(quick_hub, unit)[1] == at_unit
    unit.house.close()
    assert (var / "keys" / "database_key").read_text() == DATABASE_KEY
