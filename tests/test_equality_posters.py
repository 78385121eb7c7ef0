"""A poster tells every fact of its stops; a placeholder dropped from any of its words is missed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from config.house import House
from config.posters import poster_of
from core.model.visit import Visit
from letters.poster import html_of_poster
from tests.spoilt_catalogues import Mutant, mutants

STOP = Visit(
    id="alto-madre-1",
    district="081105",
    place="Local comunal de Pilcopata",
    short_place="Pilcopata",
    on=date(2090, 3, 14),
    was=date(2090, 3, 12),
    services=("DNI y actas",),
    from_hour="08:15",
    until_hour="16:45",
    languages=("quechua",),
)
FACTS = ("14 de marzo", "12 de marzo", "08:15", "16:45", "quechua", "Pilcopata", "DNI y actas")


def untold(house: House) -> list[str]:
    """List what a poster fails to tell, whether it says both hours or only the first."""
    phone = house.country.support_phone
    both = html_of_poster(poster_of(house, (STOP,)))
    first = html_of_poster(poster_of(house, (replace(STOP, until_hour=""),)))
    return [
        *(fact for fact in (*FACTS, phone) if fact not in both),
        *(fact for fact in ("08:15",) if fact not in first),
    ]


def of_posters() -> list[Mutant]:
    return [mutant for mutant in mutants() if mutant.message.startswith("letter.poster.")]


def test_a_poster_tells_everything(house: House) -> None:
    assert house.country.support_phone
    assert untold(house) == []


def test_a_placeholder_deleted_from_a_poster_is_missed(house: House, tmp_path: Path) -> None:
    spoilt = {str(mutant): mutant.wording(tmp_path / "w") for mutant in of_posters()}
    assert len(spoilt) >= 6
    unnoticed = [
        name
        for name, wording in spoilt.items()
        if wording is not None and not untold(replace(house, wording=wording))
    ]
    assert unnoticed == []
