"""Words out to translators and back: what is wrong is said, and nobody's signature comes in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import DocumentInvalid
from core.wording.catalogue import FIRST_LANGUAGE, languages, load
from core.wording.drafts import source_of
from core.wording.exchange import Remark, Taken, take
from core.wording.po_files import read_file, read_language
from core.wording.po_text import Written, write
from core.wording.template import export
from tests.core.catalogues import SHIPPED, Texts, everywhere, folder, sign

SPANISH = everywhere(stage__received="Fue recibido {on}.", informative="Es un aviso.")
QUECHUA: Texts = {("sms", "informative"): "Willakuy."}
DRAFTED = sorted(languages(SHIPPED))
SOURCE = "Source: Sunta Quispe, Collao, 2026-11-20"


def drafted(*messages: Written, language: str = "quz") -> bytes:
    return write(language, messages).encode()


def message(channel: str, msgid: str, *texts: str, notes: tuple[str, ...] = (SOURCE,)) -> Written:
    return Written(channel=channel, msgid=msgid, texts=texts, is_plural=len(texts) > 1, notes=notes)


def house(path: Path, signed: str = "") -> Path:
    """Write Spanish, and one Quechua draft in the form that the house writes."""
    made = folder(path, SPANISH, signed=signed)
    (made / "quz").mkdir()
    (made / "quz" / "drafts.po").write_bytes(
        drafted(message("sms", "informative", "Willakuy.", notes=("Source: ours.",)))
    )
    return made


def taken(path: Path, *messages: Written, source: str = "") -> Taken:
    return take(house(path), "quz", drafted(*messages), source=source)


@pytest.mark.parametrize("language", DRAFTED)
def test_every_shipped_draft_is_fuzzy_has_its_source_and_keeps_its_facts(language: str) -> None:
    spanish = {(e.channel, e.msgid): e for e in read_language(SHIPPED / FIRST_LANGUAGE)}
    entries = read_language(SHIPPED / language)
    assert len(entries) > 5
    for entry in entries:
        assert entry.is_draft
        assert len(source_of(entry)) > 5
        assert all(entry.texts)
        assert entry.facts == spanish[entry.channel, entry.msgid].facts


@pytest.mark.parametrize("language", DRAFTED)
def test_what_goes_out_and_comes_back_changes_nothing(language: str) -> None:
    came = take(SHIPPED, language, export(SHIPPED, language).encode())
    assert came.drafts == (SHIPPED / language / "drafts.po").read_text(encoding="utf-8")
    assert (came.new, came.changed, came.refused) == (0, 0, [])
    assert came.unchanged == len(read_language(SHIPPED / language))
    assert came.empty > 500


@pytest.mark.parametrize("language", ["cni", "agr"])
def test_a_language_that_nobody_began_goes_out_empty(language: str) -> None:
    out = read_file("out", export(SHIPPED, language).encode())
    assert out.language == language
    assert not any(text for entry in out.entries for text in entry.texts)
    assert {(e.channel, e.msgid) for e in out.entries} == {
        (e.channel, e.msgid) for e in read_language(SHIPPED / FIRST_LANGUAGE)
    }


def test_a_translator_sees_the_spanish_above_every_message(tmp_path: Path) -> None:
    text = export(house(tmp_path), "quz")
    assert "#. Spanish: Fue recibido {on}.\nmsgctxt" in text
    assert "#. Spanish: Es un aviso.\n#. Source: ours.\n#, fuzzy\nmsgctxt" in text


def test_a_new_and_a_changed_text_come_in_as_drafts_in_the_order_of_spanish(tmp_path: Path) -> None:
    came = taken(
        tmp_path,
        message("sms", "informative", "Kay willakuy."),
        message("voice", "stage.received", "Chaskisqa {on}."),
    )
    assert (came.new, came.changed, came.refused) == (1, 1, [])
    entries = read_file("drafts", came.drafts.encode()).entries
    assert [(e.msgid, e.texts[0]) for e in entries] == [
        ("stage.received", "Chaskisqa {on}."),
        ("informative", "Kay willakuy."),
    ]
    assert all(entry.is_draft for entry in entries)
    assert [source_of(entry) for entry in entries] == [SOURCE.removeprefix("Source: ")] * 2


def test_a_file_that_calls_its_texts_finished_makes_drafts_all_the_same(tmp_path: Path) -> None:
    finished = Written(
        channel="voice", msgid="informative", texts=("Willakuy.",), is_draft=False, notes=(SOURCE,)
    )
    came = taken(tmp_path, finished)
    assert came.new == 1
    assert came.drafts.count("#, fuzzy") == 2


def test_a_changed_text_has_lost_its_approval(tmp_path: Path) -> None:
    made = house(tmp_path, sign("quz", QUECHUA))
    file = made / "quz" / "drafts.po"
    file.write_text(file.read_text().replace("#, fuzzy\n", ""))
    assert ("quz", "sms") in load(made, production=True).messages
    assert "informative" in load(made, production=True).messages["quz", "sms"]
    unchanged = take(made, "quz", drafted(message("sms", "informative", "Willakuy.")))
    assert "#, fuzzy" not in unchanged.drafts
    came = take(made, "quz", drafted(message("sms", "informative", "Willakuylla.")))
    file.write_text(came.drafts)
    assert "informative" not in load(made, production=True).messages["quz", "sms"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (message("fax", "informative", "Willakuy."), "unknown_channel"),
        (message("voice", "dancing", "Tusuy."), "unknown_message"),
        (message("voice", "informative", "Huk.", "Iskay."), "plural_forms"),
        (message("voice", "informative", "  "), "half_empty"),
        (message("voice", "informative", "Huk\nIskay"), "control_letters"),
        (message("voice", "stage.received", "Chaskisqa."), "placeholders"),
        (message("voice", "stage.received", "Chaskisqa {in}."), "placeholders"),
        (message("voice", "stage.received", "Chaskisqa {on} {ON}."), "placeholders"),
        (message("voice", "stage.received", "Chaskisqa {on."), "placeholders"),
        (message("voice", "stage.received", "Chaskisqa {on:huk}."), "manner_unknown"),
        (message("voice", "informative", "Willakuy.", notes=()), "source_missing"),
        (message("sms", "informative", "Huk.", notes=("Source: ours.",)), "source_missing"),
    ],
)
def test_a_text_that_cannot_stand_is_refused_by_itself(
    tmp_path: Path, wrong: Written, code: str
) -> None:
    good = message("page", "informative", "Willakuy.")
    language = house(tmp_path)
    content = drafted(wrong, good)
    if len(wrong.texts) > 1:
        content = content.replace(b"nplurals=1; plural=0", b"nplurals=2; plural=(n != 1)")
    came = take(language, "quz", content)
    assert came.refused == [Remark(wrong.channel, wrong.msgid, code)]
    assert came.new == 1


def test_whoever_brings_the_file_may_name_the_source_of_all(tmp_path: Path) -> None:
    came = taken(
        tmp_path, message("voice", "informative", "Willakuy.", notes=()), source="Sunta Quispe"
    )
    assert "#. Source: Sunta Quispe\n" in came.drafts


def test_a_message_that_a_file_says_twice_is_refused(tmp_path: Path) -> None:
    twice = [message("voice", "informative", text) for text in ("Huk.", "Iskay.")]
    came = taken(tmp_path, *twice)
    assert came.refused == [Remark("voice", "informative", "twice")]
    assert (came.new, came.changed) == (0, 0)


def test_a_text_of_another_file_of_the_language_is_changed_there(tmp_path: Path) -> None:
    made = house(tmp_path)
    (made / "quz" / "more.po").write_bytes(drafted(message("page", "informative", "Willakuy.")))
    came = take(made, "quz", drafted(message("page", "informative", "Huk.")))
    assert came.refused == [Remark("page", "informative", "kept_elsewhere")]


def test_what_a_text_would_cost_is_a_hint_and_no_refusal(tmp_path: Path) -> None:
    came = taken(
        tmp_path,
        message("sms", "informative", "Ł" + "a" * 80),
        message("voice", "informative", "Ï" * 200),
    )
    assert came.refused == []
    assert came.hints == [
        Remark("sms", "informative", "not_gsm7"),
        Remark("sms", "informative", "more_than_one_part"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (drafted(language="quy"), "language: quy"),
        (b"", "language: none"),
        (b"\xff\xfe", "utf-8"),
        (b"scribble", "misformatted"),
        (drafted().replace(b"nplurals=1", b"nplurals=999999999"), "Plural-Forms"),
        (drafted().replace(b"plural=0", b"plural=__import__('os')"), ""),
        (drafted().replace(b"UTF-8", b"klingon") + b'\nmsgid "\xc3\xb1"\nmsgstr ""\n', "klingon"),
    ],
)
def test_a_file_that_is_none_of_the_language_is_refused_whole(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        take(house(tmp_path), "quz", content)
    assert problem in str(refused.value.facts["problem"])


@pytest.mark.parametrize("language", ["es", "..", "", "quz/../../x", "QUZ"])
def test_nothing_goes_out_for_what_is_no_other_language(language: str) -> None:
    with pytest.raises(DocumentInvalid):
        export(SHIPPED, language)


LINES = st.sampled_from(
    [
        b'msgid ""', b'msgstr ""', b'"Language: quz\\n"',
        b'"Plural-Forms: nplurals=x; plural=n\\n"',
        b"#, fuzzy", b"#. Source: x", b'msgctxt "voice"', b'msgid "informative"', b'msgstr "a"',
        b'msgid_plural "informative"', b'msgstr[0] "a"', b'msgstr[9] "a"', b"msgstr[", b"#~ msgid",
        b'"Content-Type: text/plain; charset=\\n"', b'"', b"\\", b"msgid", b"#: a:b", b"",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=200), st.lists(LINES, max_size=12).map(b"\n".join)))
def test_no_file_whatever_it_holds_is_more_than_refused(content: bytes) -> None:
    try:
        read_file("any", content)
    except DocumentInvalid as refused:
        assert refused.facts["problem"]  # noqa: PT017 - either way is right, a fault is not


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_is_written_so_that_it_reads_back_the_same(text: str) -> None:
    (entry,) = read_file("any", drafted(message("voice", "informative", text))).entries
    assert entry.texts == (text,)
