from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.model.answers import Line
from core.model.reasons import Reason
from core.refusals import DocumentInvalid, SettingInvalid
from core.wording.catalogue import MessageMissing, load
from core.wording.message import names
from core.wording.po_files import read_language
from core.wording.way import is_of_one_channel
from tests.core.catalogues import (
    CHANNELS,
    SHIPPED,
    Texts,
    everywhere,
    folder,
    shipped,
    sign,
    write_po,
)
from tests.every_answer import every_answer, facts_of, refusals

SPANISH = everywhere(
    stage__received="Fue recibido {on}.", informative="Es un aviso.", other="Otro."
)
QUECHUA = everywhere(stage__received="Chaskisqa {on}.", informative="Willakuy.")
DAY = date(2027, 1, 8)


def everything_recorded(language: str, name: str, _text: str, /) -> str:
    return f"{language} {name}"


RECEIVED, INFORMATIVE = Line("stage.received", {"on": DAY}), Line("informative", {})


def shipped_texts() -> dict[tuple[str, str], tuple[str, ...]]:
    entries = read_language(SHIPPED / "es")
    return {(entry.channel, entry.msgid): entry.texts for entry in entries}


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_answer_has_words_in_every_channel(channel: str) -> None:
    for answer in every_answer():
        lines = (*answer.must_tell, *answer.may_tell)
        composed = shipped().compose("es", channel, lines)
        assert composed.language == "es"
        assert len(composed.texts) == len(lines)
        assert all(composed.texts)
        assert not any(brace in text for text in composed.texts for brace in "{}")


def test_a_message_tells_every_fact_that_its_line_carries_and_asks_for_no_other() -> None:
    told = shipped_texts()
    for answer in every_answer():
        for line in (*answer.must_tell, *answer.may_tell):
            # "No others are missing" is said by saying nothing of others.
            carried = {name for name, fact in line.facts.items() if (name, fact) != ("others", 0)}
            for channel in CHANNELS:
                one, *several = told[channel, line.message]
                assert names((several or [one])[-1]) == carried, (channel, line.message)
                # A form for one thing may say "una cosa" instead of its figure.
                whole = {name for name in carried if type(line.facts[name]) is not int}
                assert names(one) >= (whole if several else carried), (channel, line.message)


def test_what_a_refusal_may_tell_is_told_in_every_channel() -> None:
    told = shipped_texts()
    for refusal in refusals():
        for channel in CHANNELS:
            text = told[channel, f"refusal.{refusal.code}"][-1]
            assert names(text) == facts_of(type(refusal)), (channel, refusal.code)


def test_no_shipped_message_is_left_over() -> None:
    used = {
        line.message for answer in every_answer() for line in (*answer.must_tell, *answer.may_tell)
    }
    shared = {msgid for _, msgid in shipped_texts() if not is_of_one_channel(msgid)}
    # An office's own system may say "observed" or "joined" without saying what or with which.
    assert {msgid for msgid in shared - used if ".unstated" not in msgid} == set()


def test_a_message_that_spanish_lacks_in_one_channel_is_a_fault_at_load(tmp_path: Path) -> None:
    spanish = {key: text for key, text in SPANISH.items() if key != ("letter", "informative")}
    with pytest.raises(MessageMissing, match="letter informative"):
        load(folder(tmp_path, spanish), production=True)


@pytest.mark.parametrize(("text", "flag"), [("", ""), ("Fue recibido.", "#, fuzzy\n")])
def test_spanish_itself_is_never_a_draft(tmp_path: Path, text: str, flag: str) -> None:
    path = folder(tmp_path, SPANISH)
    write_po(path / "es" / "more.po", "es_PE", everywhere(late=text), flag)
    with pytest.raises(MessageMissing, match="sms late"):
        load(path, production=False)


def test_a_message_of_one_channel_is_not_asked_of_the_others(tmp_path: Path) -> None:
    path = folder(tmp_path, {**SPANISH, ("sms", "sms.help"): "Escriba."})
    words = load(path, production=True)
    assert words.compose("es", "sms", [Line("sms.help", {})]).texts == ("Escriba.",)


def test_a_message_told_in_two_files_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, SPANISH)
    write_po(path / "es" / "more.po", "es_PE", {("sms", "informative"): "Otro aviso."})
    with pytest.raises(DocumentInvalid) as refused:
        load(path, production=True)
    assert refused.value.facts == {"document": "more.po", "problem": "twice: sms informative"}


@pytest.mark.parametrize("broken", [b"scribble\n", b'msgid "a"\nmsgstr "\xff"\n'])
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, broken: bytes) -> None:
    path = folder(tmp_path, SPANISH)
    (path / "es" / "broken.po").write_bytes(broken)
    with pytest.raises(DocumentInvalid) as refused:
        load(path, production=True)
    assert refused.value.facts["document"] == "broken.po"


def test_a_channel_that_the_house_does_not_have_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, SPANISH)
    write_po(path / "es" / "more.po", "es_PE", {("smss", "late"): "Tarde."})
    with pytest.raises(DocumentInvalid) as refused:
        load(path, production=True)
    assert refused.value.facts["problem"] == "no channel: smss late"


@pytest.mark.parametrize("text", ["Chaskisqa.", "Chaskisqa {in}.", "Chaskisqa {on} {place}."])
def test_a_signed_translation_that_tells_other_facts_than_spanish_is_not_told(
    tmp_path: Path, text: str
) -> None:
    quechua = {**QUECHUA, ("voice", "stage.received"): text}
    words = load(
        folder(tmp_path, SPANISH, quz=quechua, signed=sign("quz", quechua)),
        production=True,
        sound_of=everything_recorded,
    )
    assert words.languages("voice") == ("es",)
    assert words.compose("quz", "voice", [RECEIVED]).language == "es"


def test_a_line_without_its_fact_is_a_programming_fault() -> None:
    with pytest.raises(KeyError, match="number"):
        shipped().compose("es", "sms", [Line("stage.received", {})])


def test_a_message_that_nobody_wrote_is_a_programming_fault() -> None:
    with pytest.raises(KeyError, match=r"stage\.dancing"):
        shipped().compose("es", "sms", [Line("stage.dancing", {})])


def test_what_ships_is_offered_in_spanish_alone() -> None:
    assert {channel: shipped().languages(channel) for channel in CHANNELS} == dict.fromkeys(
        CHANNELS, ("es",)
    )


def test_the_shipped_drafts_are_told_to_nobody_who_did_not_ask_for_drafts() -> None:
    lines = [INFORMATIVE]
    for production in (True, False):
        composed = load(SHIPPED, production=production).compose("quz", "voice", lines)
        assert composed.language == "es"
    shown = load(SHIPPED, production=False, drafts=["quz"]).compose("quz", "voice", lines)
    assert (shown.language, shown.texts) == ("quz", ("Kay willakuyqa willanallapaqmi.",))


def test_an_approved_language_that_nobody_recorded_is_offered_in_writing_and_not_by_voice(
    tmp_path: Path,
) -> None:
    path = folder(tmp_path, SPANISH, quz=QUECHUA, signed=sign("quz", QUECHUA))
    words = load(path, production=True)
    assert words.languages("voice") == ("es",)
    assert words.languages("sms") == ("es", "quz")
    # Text and sound fall back together: what has no sound is not worded either.
    assert words.compose("quz", "voice", [INFORMATIVE]).language == "es"
    assert load(path, production=False).languages("voice") == ("es",)


@pytest.mark.parametrize("lacking", ["stage.received-1", "digit-7", "month-12"])
def test_one_sound_that_is_not_recorded_keeps_the_language_from_the_phone(
    tmp_path: Path, lacking: str
) -> None:
    path = folder(tmp_path, SPANISH, quz=QUECHUA, signed=sign("quz", QUECHUA))
    asked: list[tuple[str, str]] = []

    def all_but_one(language: str, name: str, text: str, /) -> str:
        asked.append((name, text))
        return "a" * 64 if language == "quz" and name != lacking else ""

    assert load(path, production=True, sound_of=all_but_one).languages("voice") == ("es",)
    assert lacking in {name for name, _ in asked}
    assert ("stage.received-1", "Chaskisqa") in asked


def test_sounds_off_the_way_to_the_status_may_wait(tmp_path: Path) -> None:
    more = {**QUECHUA, ("voice", "other"): "Huk."}
    path = folder(tmp_path, SPANISH, quz=more, signed=sign("quz", more))
    words = load(
        path, production=True, sound_of=lambda _, name, __: "" if name == "other" else name
    )
    assert words.languages("voice") == ("es", "quz")


def test_production_refuses_to_show_drafts(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid):
        load(folder(tmp_path, SPANISH, quz=QUECHUA), production=True, drafts=["quz"])


def test_an_approved_language_is_offered_and_told(tmp_path: Path) -> None:
    words = load(
        folder(tmp_path, SPANISH, quz=QUECHUA, signed=sign("quz", QUECHUA)),
        production=True,
        sound_of=everything_recorded,
    )
    assert words.languages("voice") == ("es", "quz")
    composed = words.compose("quz", "voice", [RECEIVED, INFORMATIVE])
    assert composed.language == "quz"
    assert composed.texts == ("Chaskisqa viernes ocho de enero.", "Willakuy.")


def test_a_translation_that_nobody_signed_is_not_told(tmp_path: Path) -> None:
    words = load(folder(tmp_path, SPANISH, quz=QUECHUA), production=True)
    assert words.languages("voice") == ("es",)
    assert words.compose("quz", "voice", [INFORMATIVE]).texts == ("Es un aviso.",)


def test_a_translation_edited_after_its_approval_is_a_draft_again(tmp_path: Path) -> None:
    edited = {**QUECHUA, ("sms", "informative"): "Willakuylla."}
    words = load(
        folder(tmp_path, SPANISH, quz=edited, signed=sign("quz", QUECHUA)),
        production=True,
        sound_of=everything_recorded,
    )
    assert words.languages("sms") == ("es",)
    assert words.languages("voice") == ("es", "quz")
    assert words.compose("quz", "sms", [INFORMATIVE]).language == "es"


def test_a_signed_text_that_its_translator_marks_fuzzy_again_is_not_told(tmp_path: Path) -> None:
    path = folder(tmp_path, SPANISH, signed=sign("quz", QUECHUA))
    write_po(path / "quz" / "all.po", "quz", QUECHUA, "#, fuzzy\n")
    assert load(path, production=False).compose("quz", "sms", [INFORMATIVE]).language == "es"


@pytest.mark.parametrize("order", [list, lambda lines: list(reversed(lines))])
def test_an_answer_is_in_one_language_or_the_other_never_in_both(
    tmp_path: Path, order: Callable[[list[Line]], list[Line]]
) -> None:
    words = load(
        folder(tmp_path, SPANISH, quz=QUECHUA, signed=sign("quz", QUECHUA)), production=True
    )
    composed = words.compose("quz", "page", order([INFORMATIVE, Line("other", {})]))
    assert composed.language == "es"
    assert sorted(composed.texts) == ["Es un aviso.", "Otro."]


def test_a_reason_without_words_in_the_language_brings_the_whole_answer_to_spanish(
    tmp_path: Path,
) -> None:
    spanish: Texts = {**SPANISH, **everywhere(missing="Falta {reason}.")}
    quechua: Texts = {**QUECHUA, **everywhere(missing="{reason} pisin.")}
    words = load(
        folder(tmp_path, spanish, quz=quechua, signed=sign("quz", quechua)),
        production=True,
        sound_of=everything_recorded,
    )
    known = Reason("firma", {"es": "su firma", "quz": "firmayki"}, {"es": "Firme."})
    unknown = Reason("huella", {"es": "su huella"}, {"es": "Ponga su huella."})
    told = words.compose("quz", "voice", [INFORMATIVE, Line("missing", {"reason": known})])
    assert told.texts == ("Willakuy.", "firmayki pisin.")
    fallen = words.compose("quz", "voice", [INFORMATIVE, Line("missing", {"reason": unknown})])
    assert (fallen.language, fallen.texts) == ("es", ("Es un aviso.", "Falta su huella."))


def test_a_language_without_the_whole_way_to_the_status_is_not_offered(tmp_path: Path) -> None:
    partly = {key: text for key, text in QUECHUA.items() if key != ("voice", "stage.received")}
    words = load(
        folder(tmp_path, SPANISH, quz=partly, signed=sign("quz", partly)),
        production=True,
        sound_of=everything_recorded,
    )
    assert words.languages("voice") == ("es",)
    assert words.languages("letter") == ("es", "quz")


def test_a_language_that_the_house_does_not_have_is_answered_in_spanish() -> None:
    assert shipped().compose("fr", "sms", [INFORMATIVE]).language == "es"


def test_one_thing_and_several_things_are_counted_as_spanish_counts_them() -> None:
    def said(channel: str, count: int) -> str:
        return shipped().compose("es", channel, [Line("my_cases.some", {"count": count})]).texts[0]

    assert said("voice", 1) == "Este teléfono sigue un expediente."
    assert said("voice", 3) == "Este teléfono sigue tres expedientes."
    assert said("letter", 1) == "Este teléfono sigue 1 expediente."
