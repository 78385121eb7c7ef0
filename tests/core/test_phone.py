import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.phone import Phone
from core.model.place import folded
from core.refusals import (
    PhoneForeign,
    PhoneInvalid,
    PhoneMissing,
    PhoneShortCode,
    PhoneUnreadable,
    Refusal,
)
from tests.peru import numbering, pack

MOBILE = Phone("+51984123456", "mobile")
FIXED = Phone("+5184223344", "fixed", "Cusco")


@pytest.mark.parametrize(
    "text",
    [
        "984123456",
        "984 123 456",
        "984-123-456",
        "984.123.456",
        "9 8 4 1 2 3 4 5 6",
        "51984123456",
        "+51984123456",
        "+51 984-123-456",
        "0051984123456",
        "00 51 984 123 456",
        " 984123456\n",
    ],
)
def test_a_mobile_is_read_in_any_plain_spelling(text: str) -> None:
    assert numbering().read(text) == MOBILE


@pytest.mark.parametrize(
    "text",
    ["084 223344", "084223344", "(084) 22-3344", "84 223344", "+51 84 223344", "+51 (84) 223344"],
)
def test_a_fixed_phone_tells_its_department(text: str) -> None:
    assert numbering().read(text) == FIXED


def test_a_phone_of_lima_has_an_area_code_of_one_figure() -> None:
    assert numbering().read("01 4567890") == Phone("+5114567890", "fixed", "Lima")


def test_the_longest_area_code_that_fits_names_the_department() -> None:
    odd = replace(numbering(), area_codes={"8": "Ninguno", "84": "Cusco"})
    assert odd.read("084 223344") == FIXED
    assert replace(odd, area_codes={}).read("084 223344").department is None


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_a_phone_that_was_not_given_is_asked_for(text: str) -> None:
    with pytest.raises(PhoneMissing):
        numbering().read(text)


@pytest.mark.parametrize(
    "text",
    [
        "#984123456",
        "*984123456",
        "984123456#",
        "984*123*456",
        "📱984123456",
        "984123456🙂",
        "984\x00123456",
        "\u202e984123456",
        "984\u200e123456",
        "984\u200b123456",
        "984\u00a0123456",
        "984–123–456",
        "９８４１２３４５６",
        "٩٨٤١٢٣٤٥٦",
        "98412345б",
        "9841O3456",
        "98412E456",
        "1-800-FLOWERS",
        "984123456 ext 5",
        "984123456;ext=5",
        "tel:984123456",
        "++51984123456",
        "51+984123456",
        "984123456+",
        "(+51) 984123456",
        "((084)) 223344",
        ")084( 223344",
        "(084 223344",
        "084) 223344",
        "(084) (22) 3344",
        "984    123456",
        "984123456.",
        "-984123456",
        "984123456 / 987654321",
        "984123456, 987654321",
        "+",
        "-",
        "hola",
        "9" * 41,
        "9" * 10_000,
        "a" * 10_000,
    ],
)
def test_what_is_not_a_plain_phone_is_refused_and_never_guessed_at(text: str) -> None:
    with pytest.raises(PhoneUnreadable):
        numbering().read(text)


@pytest.mark.parametrize(
    "text",
    [
        "0084223344",
        "0084 223344",
        "+1 202 555 0100",
        "+591 71234567",
        "0059171234567",
        "+999 12345678",
    ],
)
def test_a_phone_of_another_country_is_refused(text: str) -> None:
    with pytest.raises(PhoneForeign):
        numbering().read(text)


@pytest.mark.parametrize("text", [*pack().short_codes, "1-8-0-0", "+51105", "0051 1880"])
def test_a_short_number_is_nobodys_phone(text: str) -> None:
    with pytest.raises(PhoneShortCode):
        numbering().read(text)


@pytest.mark.parametrize("text", ["0800 12345", "080012345", "+51 805 12345"])
def test_a_number_that_is_free_or_dear_to_call_is_nobodys_phone(text: str) -> None:
    with pytest.raises(PhoneShortCode):
        numbering().read(text)


@pytest.mark.parametrize(
    "text",
    [
        "98412345",
        "9841234567",
        "223344",
        "884123456",
        "00",
        "+51",
        "1",
        "0" * 40,
        "5491122334455",
        "180000",
        "10005",
    ],
)
def test_a_number_that_the_plan_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(PhoneInvalid):
        numbering().read(text)


@given(st.text(max_size=45) | st.text(alphabet="0123456789 +-.()", max_size=20))
def test_any_text_is_a_phone_of_the_country_or_a_refusal(text: str) -> None:
    try:
        phone = numbering().read(text)
    except Refusal as refused:
        assert refused.code.startswith("phone_")  # noqa: PT017 - either way is an answer
    else:
        assert phone.e164.startswith("+51")
        assert numbering().read(phone.e164) == phone


@given(st.integers(min_value=900_000_000, max_value=999_999_999))
def test_a_providers_mobile_is_read_the_same_with_and_without_the_library(mobile: int) -> None:
    assert numbering().trusted(f"+51{mobile}") == numbering().read(f"+51{mobile}")


def test_a_providers_fixed_phone_is_read_by_the_library() -> None:
    assert numbering().trusted("+5184223344") == FIXED


@pytest.mark.parametrize(
    ("sender", "refusal"),
    [
        ("anonymous", PhoneUnreadable),
        ("+51984123456\n+51984123457", PhoneUnreadable),
        ("client:ana", PhoneUnreadable),
        ("1800", PhoneShortCode),
        ("+12025550100", PhoneForeign),
        ("", PhoneMissing),
        ("+51٩84123456", PhoneUnreadable),
    ],
)
def test_a_provider_is_not_trusted_beyond_the_form_of_a_mobile(
    sender: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        numbering().trusted(sender)


def test_a_phone_does_not_show_itself_in_a_log() -> None:
    assert "984123456" not in f"{MOBILE} {MOBILE!r}"


def test_the_packs_area_codes_are_those_of_the_librarys_own_geography() -> None:
    # In a process of its own: the library's geography takes 100 MB, and seconds at first.
    script = (
        "import sys, phonenumbers as p\nfrom phonenumbers import geocoder\n"
        "for code in sys.argv[1:]:\n"
        "    phone = p.parse('+51' + code + '2' * (8 - len(code)))\n"
        "    print(p.is_valid_number(phone), geocoder.description_for_number(phone, 'es'))"
    )
    codes = pack().area_codes
    run = subprocess.run(
        [sys.executable, "-c", script, *codes],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONUTF8": "1"},
    )
    told = [line.split(" ", 1) for line in run.stdout.splitlines()]
    assert [valid for valid, _ in told] == ["True"] * 24
    names = [folded(name.split("/")[0]) for _, name in told]
    assert names == [folded(name) for name in codes.values()]
