"""The verbs that ask: JSON for programs, words for people, a clear word on what is wrong."""

import pytest

from tests.config.clerk import Clerk

DATE_OF_THE_ISSUE = ("--from", "2026-07-24", "--days", "10")
# Text that no question understands, one line each: a name, letters of other scripts, far too much.
ROUGH = (
    b"\xff\xfe\xfa",
    b"",
    b"   ",
    b"9" * 10_000,
    b"palabra " * 1_250,
    "😀🎉".encode(),
    "ñandú Ωμέγα 中文".encode(),
    b"12\x0034",
    b"--json",
    b"'; DROP TABLE event; --",
)
NOTHING = {
    "status": ("number", ("status",)),
    "procedure": ("name", ("procedure",)),
    "deadline": ("due", ("deadline",)),
    "number": ("number", ("number", "check")),
    "phone": ("e164", ("phone",)),
    "place": ("inei", ("place",)),
    "office": ("place", ("office",)),
    "visit": ("on", ("visit", "next")),
}


@pytest.fixture
def receipt(clerk: Clerk, user: str) -> dict[str, str]:
    return clerk.does(
        *("case", "open", "--institution", "muni-pisac", "--procedure", "domicilio"),
        *("--name", "Rosa Mamani Quispe", "--district", "Pisac", "--user", user),
    )


def test_a_status_without_clave_tells_no_more_than_that_it_goes_on(
    clerk: Clerk, receipt: dict[str, str]
) -> None:
    told = clerk.does("status", receipt["number"])
    assert told["number"] == receipt["number"]
    assert told["level"] == 1
    assert told["must_tell"]
    assert told["words"]


def test_a_status_with_its_clave_tells_the_stage_and_the_place(
    clerk: Clerk, receipt: dict[str, str]
) -> None:
    told = clerk.does("status", receipt["grouped"], "--clave", receipt["clave"])
    assert told["level"] == 2
    assert told["place"]["full"] == "Mesa de Partes, Municipalidad Distrital de Pisac"
    assert told["due"]


def test_a_letter_is_proved_by_its_address_and_needs_no_clave(
    clerk: Clerk, receipt: dict[str, str]
) -> None:
    assert clerk.does("status", receipt["number"], "--channel", "letter")["level"] == 2


@pytest.mark.parametrize("channel", ["sms", "voice", "letter", "page"])
def test_a_status_is_worded_as_the_channel_asked_for(
    clerk: Clerk, receipt: dict[str, str], channel: str
) -> None:
    told = clerk.does("status", receipt["number"], "--channel", channel)
    assert told["channel"] == channel
    digits = "".join(letter for letter in told["words"] if letter.isdigit())
    assert channel in {"voice", "letter"} or receipt["number"] in digits


def test_a_language_that_nobody_approved_is_answered_in_spanish(
    clerk: Clerk, receipt: dict[str, str]
) -> None:
    assert clerk.does("status", receipt["number"], "--language", "xx")["language"] == "es"


def test_a_channel_that_there_is_not_is_refused_by_name(clerk: Clerk) -> None:
    reply = clerk.types("status", "1400004276", "--channel", "paloma")
    assert reply.exit_code == 2
    assert "'paloma' is not one of" in reply.err


def test_a_wrong_clave_is_refused_with_its_code(clerk: Clerk, receipt: dict[str, str]) -> None:
    wrong = str((int(receipt["clave"]) + 1) % 1_000_000).zfill(6)
    reply = clerk.types("status", receipt["number"], "--clave", wrong, "--json")
    assert reply.exit_code == 2
    assert reply.record["code"] == "clave_wrong"
    assert reply.record["number"] is None


def test_lines_may_carry_a_clave_after_a_tab(clerk: Clerk, receipt: dict[str, str]) -> None:
    lines = f"{receipt['number']}\t{receipt['clave']}\n{receipt['number']}\n"
    with_clave, without = clerk.types("status", "-", stdin=lines.encode()).records
    assert (with_clave["level"], without["level"]) == (2, 1)


def test_lines_from_a_windows_machine_are_read_alike(clerk: Clerk) -> None:
    reply = clerk.types("phone", "-", stdin=b"984650777\r\n984 650 778\r\n")
    assert [record["e164"] for record in reply.records] == ["+51984650777", "+51984650778"]


def test_a_byte_order_mark_before_the_first_line_is_not_part_of_it(clerk: Clerk) -> None:
    reply = clerk.types("number", "check", "-", stdin=b"\xef\xbb\xbf1400004276\n")
    assert reply.record["number"] == "1400004276"


def test_no_lines_give_no_answers(clerk: Clerk) -> None:
    assert clerk.types("phone", "-") == clerk.types("place", "-")
    assert clerk.types("phone", "-").out == ""


@pytest.mark.parametrize("question", NOTHING)
def test_every_rough_line_gets_its_object_and_the_next_goes_on(clerk: Clerk, question: str) -> None:
    nothing, verb = NOTHING[question]
    reply = clerk.types(*verb, "-", stdin=b"\n".join(ROUGH) + b"\n")
    assert reply.exit_code == 0
    records = reply.records
    assert len(records) == len(ROUGH)
    for record in records:
        assert record[nothing] is None
        assert record["code"]
        assert record["words"]
        assert len(record["words"]) < 600


@pytest.mark.parametrize("question", NOTHING)
def test_a_person_hears_words_and_code_instead_of_a_traceback(clerk: Clerk, question: str) -> None:
    _, verb = NOTHING[question]
    reply = clerk.types(*verb, "no existe tal cosa")
    assert reply.exit_code == 2
    words, _, code = reply.out.strip().rpartition(" [")
    assert len(words) > 10
    assert code.endswith("]")
    assert "Traceback" not in reply.out + reply.err


def test_a_good_line_after_a_bad_one_is_answered(clerk: Clerk) -> None:
    reply = clerk.types("number", "check", "-", stdin=b"1400004277\n140-000-4276\n")
    bad, good = reply.records
    assert bad["code"] == "number_wrong_check"
    assert good == {"number": "1400004276", "grouped": "140-000-4276"}


def test_a_deadline_counts_from_the_next_business_day(clerk: Clerk) -> None:
    told = clerk.does("deadline", *DATE_OF_THE_ISSUE)
    assert told["due"] == "2026-08-12"
    assert told["counted_from"] == "2026-07-27"
    assert [day["on"] for day in told["skipped"]] == ["2026-07-28", "2026-07-29", "2026-08-06"]
    assert len(told["calendar_hash"]) == 64
    assert "TUO LPAG" in told["basis"]


def test_a_deadline_for_a_person_says_the_day_first(clerk: Clerk) -> None:
    assert clerk.types("deadline", *DATE_OF_THE_ISSUE).out.startswith("due: 2026-08-12\n")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--from", "2026-02-31", "--days", "5"), "date_unreadable"),
        (("--from", "ayer", "--days", "5"), "date_unreadable"),
        (("--days", "5"), "date_unreadable"),
        (("--from", "2026-07-24"), "date_unreadable"),
        (("--from", "2026-07-24", "--days", "-3"), "count_out_of_range"),
        (("--from", "2026-07-24", "--days", "cinco"), "count_out_of_range"),
        (("--from", "2026-07-24", "--days", "99999"), "count_out_of_range"),
        (("--from", "9999-12-30", "--days", "10"), "calendar_missing"),
        (("--from", "0001-01-01", "--days", "10"), "calendar_missing"),
        ((*DATE_OF_THE_ISSUE, "--ubigeo", "999999"), "place_unknown"),
        ((*DATE_OF_THE_ISSUE, "--ubigeo", "x"), "place_unknown"),
    ],
)
def test_a_deadline_that_cannot_be_counted_says_why(
    clerk: Clerk, asked: tuple[str, ...], code: str
) -> None:
    reply = clerk.types("deadline", *asked, "--json")
    assert reply.exit_code == 2
    assert reply.record["due"] is None
    assert reply.record["code"] == code


def test_a_deadline_may_name_the_district_of_its_regional_days(clerk: Clerk) -> None:
    cusco = ("--from", "2026-06-22", "--days", "1", "--ubigeo", "080101")
    assert clerk.does("deadline", *cusco)["due"] >= "2026-06-23"
    lines = clerk.types("deadline", "-", stdin=b"2026-06-22 1 080101\n").record
    assert lines == clerk.does("deadline", *cusco)


def test_a_number_is_read_however_it_is_spelt(clerk: Clerk) -> None:
    for text in ("1400004276", "140 000 4276", "140-000-4276", "Exp. 140-000-4276"):
        assert clerk.does("number", "check", text)["grouped"] == "140-000-4276"


def test_numbers_are_issued_once_each_with_a_clave(clerk: Clerk) -> None:
    first = clerk.types("number", "issue", "--count", "5", "--json").records
    again = clerk.types("number", "issue", "--count", "5", "--json").records
    assert len({record["number"] for record in (*first, *again)}) == 10
    assert all(len(record["clave"]) == 6 for record in first)
    for record in first:
        assert clerk.does("number", "check", record["number"])["number"] == record["number"]


@pytest.mark.parametrize("count", ["0", "-1", "10001", "muchos"])
def test_a_count_of_numbers_out_of_reason_is_refused(clerk: Clerk, count: str) -> None:
    reply = clerk.types("number", "issue", "--count", count)
    assert reply.exit_code == 2
    assert "--count" in reply.err


@pytest.mark.parametrize(
    ("text", "e164", "code"),
    [
        ("984 650 777", "+51984650777", None),
        ("+51 984-650-777", "+51984650777", None),
        ("115", None, "phone_short_code"),
        ("+1 202 555 0143", None, "phone_foreign"),
        ("mi cel es 984650777", None, "phone_unreadable"),
    ],
)
def test_a_phone_is_told_as_e164_or_null_with_a_code(
    clerk: Clerk, text: str, e164: str | None, code: str | None
) -> None:
    record = clerk.types("phone", text, "--json").record
    assert record["e164"] == e164
    assert record.get("code") == code


def test_a_place_is_found_by_name_and_by_code(clerk: Clerk) -> None:
    by_name, by_code = clerk.does("place", "pisac"), clerk.does("place", "080405")
    assert by_name == by_code
    assert by_name["reniec"] == "070405"


def test_a_place_of_many_names_the_provinces_to_choose_from(clerk: Clerk) -> None:
    reply = clerk.types("place", "San Juan", "--json")
    assert reply.record["code"] == "place_ambiguous"
    assert "Lucanas" in reply.record["words"]


def test_a_procedure_tells_what_it_needs_and_when_it_was_read(clerk: Clerk) -> None:
    told = clerk.does("procedure", "domicilio")
    assert told["name"]
    assert told["requirements"]
    assert told["read_on"]
    assert told["must_tell"]


def test_an_office_tells_where_it_is(clerk: Clerk) -> None:
    told = clerk.does("office", "muni-pisac")
    assert told["place"]["short"] == "Muni Pisac"
    assert clerk.types("office", "muni-pisac", "--office", "nada", "--json").record["code"] == (
        "office_unknown"
    )


def test_the_next_visit_is_told_once_it_is_planned(clerk: Clerk, user: str) -> None:
    assert clerk.types("visit", "next", "Pisac", "--json").record["code"] == "visit_unknown"
    clerk.does(
        *("visit", "plan", "--district", "Pisac", "--on", "2090-01-08", "--user", user),
        *("--place", "la plaza de armas", "--short-place", "plaza de armas"),
    )
    told = clerk.does("visit", "next", "Pisac")
    assert told["on"] == "2090-01-08"
    assert told["must_tell"]


def test_a_verb_that_there_is_not_is_refused(clerk: Clerk) -> None:
    reply = clerk.types("adivinar")
    assert reply.exit_code == 2
    assert "adivinar" in reply.err
