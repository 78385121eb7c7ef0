"""The verbs of the words: status, out and back, the machine's voice and the speaker's."""

import csv
import io
import re
import shutil
from array import array
from pathlib import Path

import pytest

from channels.porch.waves import Sound, mulaw_wave
from config.audio import shipped_review
from config.cli.wording_drafts import REMARKS
from config.cli.wording_record import FAULTS
from config.settings import ROOT
from config.spoken_names import spoken_names
from core.wording.readings import readings
from tests.config.clerk import Clerk
from tests.core.catalogues import folder

WORDS = ROOT / "core" / "wording"
HUM = mulaw_wave(Sound(8000, array("h", [9000, -9000] * 10_000)))


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """Copy the words that ship, so that they can be written over."""
    kept = shutil.ignore_patterns("*.py", "__pycache__")
    return Path(shutil.copytree(WORDS, tmp_path / "words", ignore=kept))


@pytest.fixture
def few_prompts(tmp_path: Path) -> Path:
    """Write a folder where a speaker left two sounds, one of them under a wrong name."""
    takes = tmp_path / "takes"
    takes.mkdir()
    (takes / "informative.wav").write_bytes(HUM)
    (takes / "tusuy.wav").write_bytes(HUM)
    return takes


def test_the_status_tells_every_language_and_channel(clerk: Clerk) -> None:
    records = clerk.types("wording", "status", "--json").records
    told = {(one["language"], one["channel"]): one for one in records}
    assert len(told) == len(records) == 4 * 4
    assert told["es", "voice"]["is_offered"] is True
    quechua = told["quz", "voice"]
    assert (quechua["is_offered"], quechua["why_not"]) == (False, "not_drafted")
    assert quechua["drafted"] > 5
    assert quechua["approved"] == quechua["recorded"] == 0
    assert "voice.menu" in quechua["missing"]


def test_a_person_reads_the_status_in_words(clerk: Clerk) -> None:
    reply = clerk.types("wording", "status")
    assert "se ofrece" in reply.out
    assert "faltan borradores" in reply.out


def test_out_and_back_changes_no_byte(clerk: Clerk, catalogues: Path, tmp_path: Path) -> None:
    drafts = catalogues / "ayr" / "drafts.po"
    before = drafts.read_bytes()
    out, where = str(tmp_path / "ayr.po"), ("--catalogues", str(catalogues))
    assert clerk.types("wording", "export", "ayr", out, *where).exit_code == 0
    report = clerk.does("wording", "import", "ayr", out, *where)
    assert (report["new"], report["changed"], report["refused"]) == (0, 0, [])
    assert drafts.read_bytes() == before


def test_a_translated_line_comes_in_and_a_wrong_one_is_named(
    clerk: Clerk, catalogues: Path, tmp_path: Path
) -> None:
    out, where = tmp_path / "quy.po", ("--catalogues", str(catalogues))
    clerk.types("wording", "export", "quy", str(out), *where)
    text = out.read_text(encoding="utf-8")
    for msgid, said in (("voice.wrong_key", "Manam."), ("status.ready", "Tukusqa.")):
        empty = f'msgctxt "voice"\nmsgid "{msgid}"\nmsgstr ""'
        assert empty in text
        text = text.replace(empty, empty.removesuffix('""') + f'"{said}"')
    out.write_text(text, encoding="utf-8")
    words = ("wording", "import", "quy", str(out), *where, "--source", "Sunta Quispe, Ayacucho")
    tried = clerk.does(*words, "--dry-run")
    assert "Manam." not in (catalogues / "quy" / "drafts.po").read_text(encoding="utf-8")
    done = clerk.does(*words)
    assert done | {"dry_run": True} == tried
    assert (done["new"], done["changed"]) == (1, 0)
    assert done["refused"] == [
        {"channel": "voice", "msgid": "status.ready", "code": "placeholders"}
    ]
    kept = (catalogues / "quy" / "drafts.po").read_text(encoding="utf-8")
    assert '#. Source: Sunta Quispe, Ayacucho\n#, fuzzy\nmsgctxt "voice"' in kept
    assert "[placeholders]" in clerk.types(*words).out


def test_a_new_language_begins_with_a_file(clerk: Clerk, catalogues: Path, tmp_path: Path) -> None:
    out, where = tmp_path / "cni.po", ("--catalogues", str(catalogues))
    clerk.types("wording", "export", "cni", str(out), *where)
    whole = 'msgctxt "voice"\nmsgid "voice.goodbye"\nmsgstr "'
    out.write_text(out.read_text().replace(whole, whole + "Pasonki."), encoding="utf-8")
    report = clerk.does("wording", "import", "cni", str(out), *where, "--source", "lista")
    assert report["new"] == 1
    records = clerk.types("wording", "status", *where, "--json").records
    assert {"cni"} < {one["language"] for one in records}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("export", "es", "out.po"), "document_invalid"),
        (("export", "../x", "out.po"), "document_invalid"),
        (("import", "quz", "nothing.po"), "file_unreadable"),
        (("import", "quz", "."), "file_unreadable"),
        (("status", "--catalogues", "nowhere"), "file_unreadable"),
        (("audio", "--language", "fr"), "document_unknown"),
        (("record", "fr", "--list"), "document_unknown"),
        (("record", "quz", "--take", "nowhere"), "file_unreadable"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    clerk.is_refused(code, "wording", *words)


def test_a_language_without_a_machine_is_counted_as_silent(clerk: Clerk, tmp_path: Path) -> None:
    out = tmp_path / "audio"
    told = clerk.does("wording", "audio", "--language", "quz", "--out", str(out))
    assert told["silent"] == told["prompts"] > 0
    assert told["seconds"] == 0
    assert not out.exists()


def test_a_catalogue_is_spoken_once_and_goes_on_where_it_was_stopped(
    clerk: Clerk, tmp_path: Path
) -> None:
    texts = {
        ("voice", f"voice.{name}"): f"Para {name}, marque 1." for name in ("uno", "dos", "tres")
    }
    small = folder(tmp_path / "small", {**texts, ("voice", "voice.told"): "Hasta el {on}."})
    words = ("wording", "audio", "--catalogues", str(small))
    first = clerk.does(*words)
    made = Path(first["folder"])
    assert made == clerk.var / "audio"
    assert (first["prompts"], first["made"], first["silent"]) == (3, 3, 0)
    assert 3 < first["seconds"] < 15
    assert first["longest"] in {"voice.uno", "voice.dos", "voice.tres"}
    one = next(made.glob("es/*.wav"))
    one.unlink()  # as if it had been stopped before the last
    again = clerk.does(*words)
    assert (again["made"], again["kept"]) == (1, 2)
    assert again["seconds"] == first["seconds"]
    assert one.exists()


def test_the_list_names_every_sound_and_what_it_says(clerk: Clerk) -> None:
    rows = list(csv.DictReader(io.StringIO(clerk.types("wording", "record", "quz", "--list").out)))
    told = {row["file"]: row for row in rows}
    assert told["voice.goodbye.wav"]["text"] == "Añay. Tupananchiskama."
    assert told["voice.goodbye.wav"]["spanish"].startswith("Gracias por llamar.")
    assert told["digit-4.wav"]["text"] == "tawa"
    assert len(told) == len(rows)
    table = clerk.types("wording", "record", "quz", "--list", "--markdown").out
    assert table.count("\n") == len(rows) + 2
    assert "| digit-4.wav | digit-4 | cuatro | tawa |" in table


def test_the_list_names_offices_and_the_districts_that_are_asked_for(clerk: Clerk) -> None:
    def read(*more: str) -> set[str]:
        out = clerk.types("wording", "record", "quz", "--list", *more).out
        return {row["text"] for row in csv.DictReader(io.StringIO(out))}

    without, with_calca = read(), read("--districts", "0804")
    assert "Mesa de Partes, Municipalidad Distrital de Pisac" in without
    assert "Pisac (Calca, Cusco)" in with_calca - without
    assert not any("Anta" in name for name in with_calca - without)


def test_takes_are_judged_and_kept_only_when_asked(
    clerk: Clerk, tmp_path: Path, few_prompts: Path
) -> None:
    into = tmp_path / "kept"
    words = ("wording", "record", "quz", "--take", str(few_prompts), "--audio", str(into))
    told = clerk.does(*words)
    assert [(take["file"], take["faults"]) for take in told["takes"]] == [
        ("informative.wav", []),
        ("tusuy.wav", ["unknown_name"]),
    ]
    assert told["kept"] == 0
    names = spoken_names("PE", "quz")
    assert told["missing"] == len(readings(shipped_review(), "quz", names)) - 1
    assert not into.exists()
    assert clerk.does(*words, "--keep")["kept"] == 1
    assert {file.name for file in (into / "quz").iterdir()} == {"informative.wav", "recordings.csv"}
    said = clerk.types(*words).out
    assert "informative.wav: está bien" in said
    assert "tusuy.wav: ningún texto se llama así [unknown_name]" in said


def test_a_list_and_takes_are_not_asked_for_at_once(clerk: Clerk, tmp_path: Path) -> None:
    for words in ((), ("--list", "--take", str(tmp_path))):
        assert clerk.types("wording", "record", "quz", *words).exit_code == 2


def codes(pattern: str, *paths: str) -> set[str]:
    """Find the codes that files give."""
    text = "".join((ROOT / path).read_text(encoding="utf-8") for path in paths)
    return set(re.findall(pattern, text))


def test_every_code_has_words_for_a_person_and_no_words_are_left_over() -> None:
    said = r'(?:yield|return|Remark\(\*name,) "([a-z0-9_]+)"'
    found = codes(said, "core/wording/draft_check.py", "core/wording/exchange.py")
    assert found | {"twice"} == set(REMARKS)
    heard = r'(?:yield |problem=|\(|_refused\()"([a-z0-9_]+)"[,)\n]'
    assert codes(heard, "channels/porch/takes.py", "channels/porch/waves.py") - {"h", "problem"} | {
        "unknown_name"
    } == set(FAULTS)
