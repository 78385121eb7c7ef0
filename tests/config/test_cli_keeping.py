"""The verbs that keep the house: people, visits, calendars, documents, origins, the audit."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.house import House
from tests.config.clerk import Clerk
from tests.config.counter import AT_HOME, OPEN, WITH_PHONE, applicant, change, move


def test_a_user_name_is_taken_once_and_kept_in_the_vault_alone(clerk: Clerk) -> None:
    clerk.does("user", "add", "Fortunata", "--institution", "muni-pisac", "--role", "auditor")
    clerk.is_refused("user_exists", "user", "add", "Fortunata", "--institution", "muni-pisac")
    clerk.is_refused("institution_unknown", "user", "add", "Eulogio", "--institution", "nada")
    with closing(sqlite3.connect(clerk.var / "convergencia.sqlite")) as connection:
        events = connection.execute("SELECT * FROM event").fetchall()
    assert not any("Fortunata" in str(event) for event in events)


def test_a_phone_is_proved_and_a_consent_given_and_withdrawn(
    clerk: Clerk, user: str, behind: House
) -> None:
    number = clerk.does(*OPEN, "--phone", "984650777", "--user", user)["number"]
    citizen = applicant(behind, number)
    who = ("--user", user)
    assert clerk.does("citizen", "prove-phone", citizen, "--own", *who)["event"]
    assert clerk.does("citizen", "prove-phone", citizen, "--by-code", *who)["event"]
    clerk.does("citizen", "consent", citizen, *who)
    kept = behind.shelf.citizens.get(citizen)
    assert kept is not None
    assert "sms_notices" in kept.consents
    clerk.does("citizen", "consent", citizen, "--withdraw", *who)
    kept = behind.shelf.citizens.get(citizen)
    assert kept is not None
    assert "sms_notices" not in kept.consents


def test_a_phone_that_nobody_gave_cannot_be_proved(
    clerk: Clerk, number: str, behind: House
) -> None:
    citizen = applicant(behind, number)
    clerk.is_refused("phone_missing", "citizen", "prove-phone", citizen, "--user", "ana")
    clerk.is_refused("citizen_unknown", "citizen", "consent", "nadie", "--user", "ana")


def test_erasure_forgets_the_person_and_leaves_the_chain_whole(
    clerk: Clerk, user: str, behind: House
) -> None:
    number = clerk.does(*OPEN, *AT_HOME, *WITH_PHONE, "--user", user)["number"]
    citizen = applicant(behind, number)
    erase = ("citizen", "erase", citizen, "--ground", "pedido_del_titular", "--user", user)
    assert clerk.types(*erase, stdin=b"n\n").exit_code == 1
    assert behind.shelf.citizens.open_value(citizen, "name") == "Rosa Mamani Quispe"
    assert clerk.types(*erase, "--yes").exit_code == 0
    assert behind.shelf.citizens.open_value(citizen, "name") is None
    assert clerk.does("audit", "verify")["intact"] is True
    clerk.is_refused("erased", *erase, "--yes")


def test_a_visit_is_planned_only_for_days_to_come_and_in_few_letters(
    clerk: Clerk, user: str
) -> None:
    plan = ("visit", "plan", "--district", "Pisac", "--user", user, "--place", "la plaza")
    short, far = ("--short-place", "plaza"), ("--on", "2090-01-08")
    assert clerk.does(*plan, *short, *far, "--service", "domicilio")["visit"]
    clerk.is_refused("date_out_of_order", *plan, *short, "--on", "2020-01-08")
    clerk.is_refused("text_too_long", *plan, "--short-place", "x" * 25, *far)
    assert "está vacío" in clerk.types(*plan, "--short-place", "", *far).err


def test_a_frozen_calendar_is_published_once_and_counted_again(
    clerk: Clerk, user: str, tmp_path: Path
) -> None:
    frozen = Path(clerk.does("calendar", "freeze", "PE", "2030", "--folder", str(tmp_path))["file"])
    assert "reviewed_by: null" in frozen.read_text()
    publish = ("document", "publish", str(frozen), "--user", user)
    assert clerk.does(*publish)["published"] == ["calendar/PE/national/2030 v1"]
    assert clerk.does(*publish)["published"] == []
    assert clerk.does("calendar", "recount")["recounted"] >= 0
    keys = {record["key"] for record in clerk.types("document", "list", "--json").records}
    assert "PE/national/2030" in keys


def test_a_calendar_that_a_person_reviewed_is_never_written_over(
    clerk: Clerk, tmp_path: Path
) -> None:
    freeze = ("calendar", "freeze", "PE", "2030", "--folder", str(tmp_path))
    frozen = Path(clerk.does(*freeze)["file"])
    reviewed = frozen.read_text().replace("reviewed_by: null", "reviewed_by: PCM")
    frozen.write_text(reviewed)
    clerk.is_refused("document_reviewed", *freeze)
    assert frozen.read_text() == reviewed


def test_a_country_without_calendar_or_a_file_for_a_folder_is_refused(
    clerk: Clerk, tmp_path: Path
) -> None:
    freeze = ("calendar", "freeze")
    clerk.is_refused("document_unknown", *freeze, "XX", "2026", "--folder", str(tmp_path))
    taken = clerk.var / "convergencia.sqlite"
    assert "is a file" in clerk.types(*freeze, "PE", "2026", "--folder", str(taken)).err
    assert clerk.types(*freeze, "PE", "99999").exit_code == 2


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"a: [", b"kind: calendar\nkind: calendar\n", b"kind: nada\n"]
)
def test_a_broken_document_is_refused(
    clerk: Clerk, user: str, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(content)
    clerk.is_refused("document_invalid", "document", "publish", str(file), "--user", user)


def test_every_published_document_tells_its_source(clerk: Clerk) -> None:
    records = clerk.types("document", "list", "--json").records
    assert len([record for record in records if record["kind"] == "procedure"]) == 30
    assert all(record["source"] and record["read_on"] for record in records)
    stale = clerk.types("document", "list", "--stale", "--json").records
    assert {record["kind"] for record in stale} <= {"procedure"}


def test_a_new_epoch_needs_codes_that_nobody_used(clerk: Clerk) -> None:
    assert clerk.does("origin", "renew", "--codes", "150,151")["epoch"] >= 0
    assert clerk.does("number", "issue")["number"].startswith("150")
    for codes in ("140", "152,152", "x", "", "٣٤٥"):
        clerk.is_refused("setting_invalid", "origin", "renew", "--codes", codes)


def test_a_lost_origin_no_longer_opens_its_cases(clerk: Clerk, user: str) -> None:
    receipt = clerk.does(*OPEN, "--user", user)
    event = clerk.does("case", "show", receipt["number"])["last"]
    origin, epoch, _ = event.split(".")
    asked = ("status", receipt["number"], "--clave", receipt["clave"])
    assert clerk.does(*asked)["level"] == 2
    assert clerk.types("origin", "revoke", origin, epoch).exit_code == 0
    assert clerk.types(*asked, "--json").record["code"] == "clave_revoked"


def test_an_epoch_that_no_origin_can_have_is_refused(clerk: Clerk) -> None:
    for epoch in ("-1", "x", str(10**30)):
        assert clerk.types("origin", "revoke", "hub", epoch).exit_code == 2
    assert "codes_closed: 0" in clerk.types("origin", "revoke", "hub", "5").out


def test_the_audit_finds_a_whole_journal_whole(clerk: Clerk, number: str) -> None:
    told = clerk.does("audit", "verify")
    assert told["intact"] is True
    assert told["events"] > 0
    assert len(told["heads"][0]["hash"]) == 64
    assert clerk.does("case", "show", number)["events"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE event SET data = replace(data, 'domicilio', 'posesion') WHERE kind = 'case_opened'",
        "UPDATE event SET actor = 'user:other' WHERE kind = 'case_opened'",
        "DELETE FROM event WHERE seq = 3",
        "UPDATE vault SET value = 'Otra Persona' WHERE field = 'name'",
    ],
)
def test_the_audit_finds_a_changed_database(clerk: Clerk, number: str, fault: str) -> None:
    assert clerk.does("case", "show", number)
    with closing(sqlite3.connect(clerk.var / "convergencia.sqlite")) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [f'DROP TRIGGER "{name}"' for (name,) in found]
    change(clerk, *triggers, fault)
    reply = clerk.types("audit", "verify")
    assert reply.exit_code == 2
    assert "[chain_broken]" in reply.err


def test_the_database_itself_lets_nobody_change_an_event(clerk: Clerk) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        change(clerk, "UPDATE event SET actor = 'user:other' WHERE seq = 3")


def test_what_is_read_is_made_anew_from_the_journal(clerk: Clerk, number: str) -> None:
    move(clerk, number, "observe", "--reason", "firma-solicitud", "--note", "La firma no se lee.")
    before = clerk.does("case", "show", number)
    assert clerk.does("rebuild")["events"] > 0
    assert clerk.does("case", "show", number) == before


def test_migrating_twice_does_nothing_twice(clerk: Clerk) -> None:
    assert clerk.does("migrate") == {"published": 0}
    assert clerk.does("migrate") == {"published": 0}


def test_an_observation_is_texted_or_mailed_by_the_worker(clerk: Clerk, user: str) -> None:
    by_text = clerk.does(*OPEN, *WITH_PHONE, "--user", user)["number"]
    by_post = clerk.does(*OPEN, *AT_HOME, "--user", user)["number"]
    clerk.does("work")
    for number in (by_text, by_post):
        move(clerk, number, "observe", "--reason", "firma-solicitud")
    assert clerk.does("work")["tried"] == 2
    assert "+51984650777" in (clerk.var / "texts.jsonl").read_text()
    assert clerk.does("letters", "list", "--institution", "muni-pisac") == {"EN_COLA": 1}
    assert clerk.does("work")["tried"] == 0


def test_a_sample_is_written_where_asked_and_nowhere_else(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    made = clerk.does("sample", str(folder), "--cases", "20", "--seed", "7")["files"]
    again = clerk.does("sample", str(tmp_path / "again"), "--cases", "20", "--seed", "7")["files"]
    texts = [Path(file).read_bytes() for file in (made[0], again[0])]
    assert texts[0] == texts[1]
    assert clerk.types("sample", str(folder), "--cases", "0").exit_code == 2
    assert clerk.types("sample", str(clerk.var / "convergencia.sqlite")).exit_code == 2
    shutil.rmtree(folder)
