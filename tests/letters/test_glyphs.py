import unicodedata
from hashlib import sha256
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from letters.glyphs import shipped_glyphs, tidy
from letters.press import FONTS, Press
from tests.letters.paper import fonts

OURS = {("Source-Sans-3", "yes"), ("Source-Sans-3-Bold", "yes")}
SPANISH = "áéíóúüñ ÁÉÍÓÚÜÑ ¿¡ «» “” \u2019 \u2013 — … N.º § S/ €"
ANDEAN = "äïü ÄÏÜ ñ p\u2019unchaw q\u02bcuncha ch\u02bc kh\u02bc"
AMAZONIAN = "ẽ ĩ ũ ã õ ỹ Ẽ Ĩ ɨ ʉ Ɨ Ʉ ë i\u0331 u\u0331 s\u030c"
PICTURES = ["😀", "☕", "♥", "ñ\ufe0f"]
OTHER_SCRIPTS = ["שלום", "مرحبا", "漢", "ⵣ"]
UNSEEN = ["a\0b", "a\u202eb", "a\u200bb", "a\u00adb", "\ufeff"]


def font(name: str) -> TTFont:
    with files("letters").joinpath("fonts", name).open("rb") as file:
        return TTFont(file, lazy=False)


def is_writing(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind not in {"Cc", "Cf"} and not (kind == "So" and character >= "\u2190")


def test_the_table_says_what_both_fonts_have() -> None:
    regular, bold = (font(name) for name in FONTS)
    names = regular.getBestCmap()
    assert regular["head"].unitsPerEm == 1000
    assert dict(shipped_glyphs().widths) == {
        chr(code): regular["hmtx"][names[code]][0]
        for code in names.keys() & bold.getBestCmap().keys()
        if is_writing(chr(code))
    }


@pytest.mark.parametrize("name", [*FONTS, "OFL.txt"])
def test_the_files_are_those_of_the_maker_byte_for_byte(name: str) -> None:
    folder = files("letters").joinpath("fonts")
    told = folder.joinpath("README.md").read_text("utf-8")
    assert f"| `{name}` | `{sha256(folder.joinpath(name).read_bytes()).hexdigest()}` |" in told


@pytest.mark.parametrize("text", [SPANISH, ANDEAN, AMAZONIAN])
def test_the_languages_of_the_country_can_be_printed(text: str) -> None:
    assert not shipped_glyphs().lack(text)
    assert not shipped_glyphs().lack(tidy(text))


@pytest.mark.parametrize("text", [*PICTURES, *OTHER_SCRIPTS, *UNSEEN])
def test_what_would_need_another_font_or_cannot_be_seen_is_lacking(text: str) -> None:
    assert shipped_glyphs().lack(text)


def test_every_character_of_the_table_is_printed_by_our_font_alone() -> None:
    text = " ".join(f"&#{ord(character)};" for character in shipped_glyphs().widths)
    page = f"<html lang=es><title>a</title><main><p>{text}<p><strong>{text}</strong>"
    assert fonts(Press().print(page).pdf) == OURS


def test_a_width_is_the_sum_of_its_letters() -> None:
    glyphs = shipped_glyphs()
    assert glyphs.width_mm("", 10) == 0
    assert glyphs.width_mm("ii", 10) == pytest.approx(2 * glyphs.width_mm("i", 10))
    assert glyphs.width_mm("m" * 24, 10) == pytest.approx(
        24 * glyphs.widths["m"] * 0.010 * 25.4 / 72
    )


def test_tidying_composes_letters_and_joins_lines() -> None:
    assert tidy("  Mari\u0301a \n\t Nin\u0303a ") == "María Niña"
