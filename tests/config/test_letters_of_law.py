"""Letters that act in law, and forms, tell what the law wants of them or are not written."""

from datetime import date

import pytest

from config.house import House
from config.letter_writing import write_letter
from core.model.case import Outcome
from letters.blocks import Blank
from tests.config.letters_wanted import RESOLUTION, lacks, letter, of, said
from tests.core.stories import MONDAY, on_day
from tests.core.verbs import REASONS
from tests.houses import TODAY, act


def test_a_requirement_tells_all_observations_and_the_last_day_in_words(house: House) -> None:
    number = of(house, distance_days=2)
    house.moving.observe(number, act(TODAY), reasons=REASONS)
    text = said(write_letter(house, letter("observation", number), {"authority": "Ana Cusi"}))
    books = house.shelf.library.books()
    for code in REASONS:
        assert books.reasons["PE"].get(code).letter["es"] in text
    assert "Último día: jueves 26 de noviembre de 2026." in text
    assert "En letras: jueves veintiséis de noviembre de dos mil veintiséis." in text
    assert "2 días por la distancia" in text
    assert "TUO LPAG art. 136" in text


def test_nobody_is_required_or_reminded_to_do_what_is_done_or_late(house: House) -> None:
    number = of(house)
    assert lacks(house, letter("reminder", number)) == "missing"
    assert lacks(house, letter("observation", number), {"authority": "Ana Cusi"}) == "missing"
    house.moving.observe(number, act(TODAY), reasons=REASONS)
    on_day(house, date(2026, 12, 21))
    assert lacks(house, letter("observation", number), {"authority": "Ana Cusi"}) == "cure_by"


def test_a_legal_letter_without_whoever_answers_for_it_is_refused(house: House) -> None:
    number = of(house)
    house.moving.observe(number, act(TODAY), reasons=REASONS)
    assert lacks(house, letter("observation", number)) == "authority"
    assert lacks(house, letter("observation", number), {"authority": "  "}) == "authority"


@pytest.mark.parametrize("lacking", sorted(RESOLUTION))
def test_a_notification_with_anything_left_out_is_refused(house: House, lacking: str) -> None:
    told = {name: text for name, text in RESOLUTION.items() if name != lacking}
    assert lacks(house, letter("notification", of(house)), told) == lacking


def test_a_notification_tells_what_the_law_wants_of_it(house: House) -> None:
    text = said(write_letter(house, letter("notification", of(house)), RESOLUTION))
    for piece in (
        "SE RESUELVE: dar el certificado.",
        "Nélida Huamán Cusi",
        "no agota la vía administrativa",
        "Reconsideración",
        "Apelación",
        "quince días hábiles",
        "TUO LPAG art. 218",
        "TUO LPAG art. 25",
        "Cargo de recepción",
    ):
        assert piece in text


def test_who_can_no_more_appeal_is_told_what_is_left_and_never_nothing(house: House) -> None:
    exhausted = {**RESOLUTION, "exhausts": "si"}
    number = of(house)
    assert lacks(house, letter("notification", number), exhausted) == "remedy"
    told = {**exhausted, "remedy": "Demanda ante el Juzgado Mixto.", "effective_on": "2026-12-01"}
    text = said(write_letter(house, letter("notification", number), told))
    assert "Demanda ante el Juzgado Mixto." in text
    assert "Reconsideración" not in text
    assert "martes primero de diciembre de dos mil veintiséis" in text


def test_a_declaration_of_silence_is_written_only_once_silence_has_operated(house: House) -> None:
    number = of(house)
    assert lacks(house, letter("positive_silence", number)) == "silence_on"
    on_day(house, date(2026, 11, 27))
    text = said(write_letter(house, letter("positive_silence", number), {}))
    assert "jueves 26 de noviembre de 2026" in text
    assert "Rosa Mamani Quispe" in text
    assert "Comunidad de Amaru, junto a la posta, Pisac, Calca, Cusco" in text


def test_a_complaint_names_the_day_that_was_let_pass_only_if_one_was(house: House) -> None:
    number = of(house)
    on_time = said(write_letter(house, letter("complaint", number), {}))
    assert "no lo hizo" in on_time
    on_day(house, MONDAY)
    assert "no lo hizo" not in said(write_letter(house, letter("complaint", number), {}))


def test_an_appeal_is_filled_in_with_what_is_known_and_blank_for_the_rest(house: House) -> None:
    number = of(house)
    house.moving.resolve(number, act(TODAY), outcome=Outcome.DENEGADO)
    house.moving.notify(number, act(TODAY))
    text = write_letter(house, letter("appeal", number), {})
    labels = [piece.label for piece in text.blocks() if isinstance(piece, Blank)]
    assert "Número de la resolución" in labels
    assert "DNI" in labels
    assert "La recibí el viernes 20 de noviembre de 2026." in said(text)
    assert "hasta el martes 15 de diciembre de 2026" in said(text)
