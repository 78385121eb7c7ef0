import pytest

from letters.envelope import C5, DL, Rectangle, shared_zone
from letters.glyphs import shipped_glyphs
from letters.page import ADDRESS_SIZE_PT, ADDRESS_WIDTH
from letters.press import Press
from tests.letters.paper import Ink, Word, words
from tests.letters.status_letters import html

ZONES = shared_zone((DL, C5))
READING = 0.001  # millimetres: what pdftotext rounds away
WIDEST = "Comunidad Campesina Mamanihuaycco Grande"
EXTRA = ("Jr. Grau 15", "Mz. B Lt. 14", "Frente a la escuela", "Anexo 3")
ADDRESSES = [
    ("Ana Huamán", "PISAC", "CALCA - CUSCO"),
    *(("Ana Huamán", *EXTRA[:count], "PISAC", "CALCA - CUSCO") for count in range(1, 5)),
    (WIDEST,) * 7,
]


def meets(place: Rectangle, zone: Rectangle) -> bool:
    shared = place.shared_with(zone)
    return shared.width > 0 and shared.height > 0


def lies_in(place: Rectangle, zone: Rectangle) -> bool:
    left, top, right, bottom = zone.left, zone.top, zone.right, zone.bottom
    room = Rectangle(left - READING, top - READING, right + READING, bottom + READING)
    return place.shared_with(room) == place


def first_page(address: tuple[str, ...], **cover: str) -> list[Word]:
    printed = words(Press().print(html(address=address, **cover)).pdf)
    return [word for word in printed if word.page == 1]


@pytest.mark.parametrize("address", ADDRESSES, ids=len)
def test_every_word_of_the_address_is_seen_wherever_the_sheet_slides(
    address: tuple[str, ...],
) -> None:
    seen = [word for word in first_page(address) if meets(word.place, ZONES.quiet)]
    assert [word.text for word in seen] == " ".join(address).split()
    assert [word for word in seen if not lies_in(word.place, ZONES.safe)] == []


@pytest.mark.parametrize("line", ["W" * 25, "AVAToVaWey" * 3, "fififlffiffl", "ẼɨʉʼñÁ", WIDEST])
def test_a_line_is_printed_as_wide_as_it_was_measured(line: str) -> None:
    printed = [word for word in first_page((line,)) if word.text in line.split()]
    measured = shipped_glyphs().width_mm(line, ADDRESS_SIZE_PT)
    assert printed[-1].place.right - printed[0].place.left == pytest.approx(measured, abs=0.02)


def test_the_widest_line_of_the_tests_leaves_no_room_for_another_letter() -> None:
    assert 69 < shipped_glyphs().width_mm(WIDEST, ADDRESS_SIZE_PT) <= ADDRESS_WIDTH


def test_the_last_line_stands_at_the_same_height_however_many_there_are() -> None:
    heights = {
        next(word.place.bottom for word in first_page(address) if word.text == "CUSCO")
        for address in ADDRESSES[:5]
    }
    assert len(heights) == 1
    assert heights.pop() == pytest.approx(ZONES.safe.bottom, abs=0.6)


def test_the_longest_sender_leaves_the_window_to_the_address() -> None:
    sender = "Subgerencia de Programas Sociales y Desarrollo Humano de la Municipalidad Distrital "
    place = "Plaza de Armas s/n, Coronel Gregorio Albarracín Lanchipa, Tacna, Tacna, Perú " * 2
    page = first_page(ADDRESSES[0], sender=sender + "de Yarusyacán", sender_place=place)
    seen = [word.text for word in page if meets(word.place, ZONES.quiet)]
    assert seen == " ".join(ADDRESSES[0]).split()


def test_no_ink_at_all_stands_in_the_quiet_zone_but_the_address() -> None:
    ink = Ink(Press().print(html(address=ADDRESSES[-1])).pdf)
    assert ink.within(ZONES.safe) > 1000
    assert ink.within(ZONES.quiet) == ink.within(ZONES.safe)


def test_the_letter_is_black_only() -> None:
    assert Ink(Press().print(html()).pdf).is_grey()


@pytest.mark.parametrize(("height", "length"), [(105, 4), (148.5, 6), (210, 4)])
def test_the_sheet_shows_where_to_fold_and_to_punch(height: float, length: float) -> None:
    ink = Ink(Press().print(html()).pdf)
    mark = Rectangle(4, height - 0.6, 16, height + 0.6)
    assert ink.within(mark) == pytest.approx(length / 25.4 * 100, abs=2)
    assert ink.within(Rectangle(0, height - 10, 19, height + 10)) == ink.within(mark)


def test_nothing_is_printed_off_the_sheet_or_over_something_else() -> None:
    page = first_page(ADDRESSES[5])
    sheet = Rectangle(5, 5, 205, 292)
    assert [word for word in page if not lies_in(word.place, sheet)] == []
    lines = [Rectangle(p.left, p.top + 1, p.right, p.bottom - 1) for _, _, p in page]
    over = [
        (one, other)
        for index, one in enumerate(lines)
        for other in lines[index + 1 :]
        if meets(one, other)
    ]
    assert over == []
