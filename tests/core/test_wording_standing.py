"""How far a language is: counted as production counts, and no better."""

from pathlib import Path

import pytest

from core.refusals import DocumentUnknown
from core.wording.catalogue import load
from core.wording.digits import DIGITS
from core.wording.parts import parts_of
from core.wording.readings import fixed, readings
from core.wording.recordable import Piece
from core.wording.standing import Review, Standing, look_through
from tests.core.catalogues import CHANNELS, SHIPPED, Texts, everywhere, folder, sign

SPANISH = everywhere(stage__received="Fue recibido {on}.", informative="Es un aviso.", other="Más.")
QUECHUA = everywhere(stage__received="Chaskisqa {on}, añay.", informative="Willakuy.")


def standing(review: Review, language: str, channel: str) -> Standing:
    found = {(each.language, each.channel): each for each in review.standings()}
    return found[language, channel]


def review(path: Path, quechua: Texts, *, signed: str = "", recorded: bool = False) -> Review:
    made = folder(path, SPANISH, quz=quechua, signed=signed)
    return look_through(made, lambda *_: "a" * 64 if recorded else "")


def test_spanish_is_whole_and_offered_with_the_voice_of_a_machine(tmp_path: Path) -> None:
    for channel in CHANNELS:
        spanish = standing(review(tmp_path, QUECHUA), "es", channel)
        assert spanish.is_offered
        assert (spanish.messages, spanish.drafted, spanish.approved) == (3, 3, 3)
        assert (spanish.on_the_way, spanish.to_record) == (2, 0)


def test_what_nobody_drafted_is_named(tmp_path: Path) -> None:
    partly = {key: text for key, text in QUECHUA.items() if key != ("voice", "informative")}
    voice = standing(review(tmp_path, partly), "quz", "voice")
    assert voice.missing == ("informative",)
    assert voice.why_not == "not_drafted"
    assert (voice.drafted, voice.approved) == (1, 0)


def test_a_draft_that_tells_other_facts_is_as_good_as_none(tmp_path: Path) -> None:
    wrong = {**QUECHUA, ("sms", "stage.received"): "Chaskisqa."}
    assert standing(review(tmp_path, wrong), "quz", "sms").missing == ("stage.received",)


def test_what_nobody_signed_is_not_offered(tmp_path: Path) -> None:
    sms = standing(review(tmp_path, QUECHUA), "quz", "sms")
    assert (sms.missing, sms.why_not, sms.is_offered) == ((), "not_approved", False)


@pytest.mark.parametrize("recorded", [True, False])
def test_the_counts_agree_with_what_production_offers(tmp_path: Path, *, recorded: bool) -> None:
    signed = review(tmp_path, QUECHUA, signed=sign("quz", QUECHUA), recorded=recorded)
    offered = load(tmp_path, production=True, sound_of=signed.sound_of)
    for channel in CHANNELS:
        each = standing(signed, "quz", channel)
        assert (
            each.is_offered
            == ("quz" in offered.languages(channel))
            == (recorded or channel != "voice")
        )
        assert each.why_not in {"", "not_recorded"}


def test_an_ending_that_hangs_on_a_fact_keeps_the_language_from_the_phone(tmp_path: Path) -> None:
    glued = {**QUECHUA, ("voice", "stage.received"): "{on}pi chaskisqa."}
    signed = review(tmp_path, glued, signed=sign("quz", glued), recorded=True)
    voice = standing(signed, "quz", "voice")
    assert (voice.glued, voice.why_not, voice.is_offered) == (("stage.received",), "glued", False)
    offered = load(tmp_path, production=True, sound_of=signed.sound_of)
    assert offered.languages("voice") == ("es",)
    assert offered.languages("sms") == ("es", "quz")
    assert "stage.received-1" not in {each.name for each in readings(signed, "quz")}


def test_the_shipped_languages_are_counted_as_they_are_offered() -> None:
    offered = load(SHIPPED, production=True)
    for each in look_through(SHIPPED).standings():
        assert each.is_offered == (each.language in offered.languages(each.channel)), each


def test_a_speaker_reads_whole_prompts_runs_between_facts_and_the_parts_of_numbers(
    tmp_path: Path,
) -> None:
    lines = readings(review(tmp_path, QUECHUA), "quz")
    assert [(each.name, each.text) for each in lines[:3]] == [
        ("stage.received-1", "Chaskisqa"),
        ("stage.received-2", "añay"),
        ("informative", "Willakuy."),
    ]
    assert lines[0].spanish == "Fue recibido {on}."
    parts = {each.name: each for each in lines[3:]}
    assert (parts["digit-0"].text, parts["digit-0"].spanish) == ("ch'usaq", "cero")
    assert parts["month-1"].text == "de enero"
    assert parts["day-1"].text == "primero"
    assert len(parts) == (10 + 31 + 7 + 12) + 57 + 2 * 6 + 4 * 2 + 1


def test_only_a_prompt_without_facts_is_one_sound(tmp_path: Path) -> None:
    assert fixed(review(tmp_path, QUECHUA), "quz") == (Piece("informative", "Willakuy."),)


def test_a_language_that_the_house_does_not_have_is_refused(tmp_path: Path) -> None:
    for language in ("fr", "..", ""):
        with pytest.raises(DocumentUnknown):
            readings(review(tmp_path, QUECHUA), language)


def test_every_sound_of_a_language_has_a_name_of_its_own() -> None:
    for language in ("es", "quz", "quy", "ayr"):
        names = [each.name for each in readings(look_through(SHIPPED), language)]
        assert len(set(names)) == len(names)


def test_every_language_has_ten_digits_of_its_own() -> None:
    for language in DIGITS:
        digits = [part.text for part in parts_of(language) if part.name.startswith("digit-")]
        assert len(set(digits)) == 10


def test_the_forms_for_one_and_for_many_are_all_read(tmp_path: Path) -> None:
    told = readings(look_through(folder(tmp_path, SPANISH)), "es")
    assert {each.name for each in told} > {"stage.received-1", "informative", "other"}
    shipped = {each.name: each.text for each in readings(look_through(SHIPPED), "es")}
    assert shipped["my_cases.some-1"] == "Este teléfono sigue un expediente"
    assert shipped["my_cases.some-2"] == "Este teléfono sigue"
