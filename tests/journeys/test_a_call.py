import pytest

from tests.core.stories import Said
from tests.forms import times
from tests.houses import TODAY
from tests.journeys.observed import DUE, PLACE, PLAN, PROCEDURE, SIGNATURE, observed
from tests.journeys.village import HER_NEIGHBOUR, HOME, HOME_AND_PHONE, ROSA, Village

SECRETS = (SIGNATURE, PLAN, DUE, PLACE, PROCEDURE, "Rosa")


def test_whoever_keys_number_and_clave_hears_what_is_missing_until_when_and_where(
    either_village: Village,
) -> None:
    case = observed(either_village)
    call = either_village.phone(ROSA).call()
    assert "marque 1" in call.heard.words
    assert "diez cifras" in call.press("1").words
    assert "clave" in call.press(case.number.digits).words
    heard = call.press(case.clave)
    assert heard.tells(*case.must, channel="voice")
    assert "una cosa más" in heard.words
    assert "informativo" in heard.words


def test_more_tells_the_other_thing_that_is_missing_and_the_procedure(village: Village) -> None:
    case = observed(village)
    call = village.phone(ROSA).call_about(case.number, case.clave)
    assert call.press("3").tells(PLAN, PROCEDURE, PLACE, channel="voice")
    assert call.press("9").tells(*case.must, channel="voice")


def test_without_the_clave_the_number_opens_the_stage_alone(village: Village) -> None:
    case = observed(village)
    call = village.phone(HER_NEIGHBOUR).call_about(case.number)
    assert "en trámite" in call.heard.words
    assert call.heard.tells(case.number, channel="voice")
    for heard in (call.heard, call.press("3"), call.press("9")):
        assert [fact for fact in SECRETS if times(fact, "voice", heard.words)] == []


def test_silence_at_the_clave_opens_the_stage_too(village: Village) -> None:
    case = observed(village)
    call = village.phone(ROSA).call()
    call.press("1")
    call.press(case.number.digits)
    for _ in range(3):
        call.wait()
    assert "en trámite" in call.heard.words


def test_the_owners_own_phone_proves_nothing_when_it_calls(village: Village) -> None:
    case = observed(village, phone=ROSA, own_phone=True, proved=True)
    heard = village.phone(ROSA).call_about(case.number).heard
    assert not heard.tells(SIGNATURE, channel="voice")
    assert "en trámite" in heard.words


def test_a_letter_asked_for_in_the_call_tells_the_same_on_paper(either_village: Village) -> None:
    village = either_village
    case = observed(village, **HOME)
    call = village.phone(ROSA).call_about(case.number, case.clave)
    assert "carta" in call.press("2").words
    village.work()
    (read,) = village.letters()
    for fact in (*case.must, PLAN, PROCEDURE, TODAY, "Rosa Mamani Quispe"):
        assert times(fact, "letter", read), fact
    for line in ("Comunidad Cuyo Grande", "junto a la escuela", "PISAC", "CALCA - CUSCO"):
        assert line in read
    assert case.clave not in read


def test_even_without_the_clave_a_letter_may_be_asked_for_and_goes_to_the_address_on_file(
    village: Village,
) -> None:
    case = observed(village, **HOME)
    village.phone(HER_NEIGHBOUR).call_about(case.number).press("2")
    village.work()
    (read,) = village.letters()
    assert times(SIGNATURE, "letter", read)
    assert "Comunidad Cuyo Grande" in read


def test_a_letter_to_nowhere_is_not_printed_and_the_caller_heard_of_no_address(
    village: Village,
) -> None:
    case = observed(village)
    heard = village.phone(ROSA).call_about(case.number, case.clave).press("2")
    assert "si hay una" in heard.words
    village.work()
    assert village.printed() == []
    assert village.wishes() == [("status_letter", "failed", "address_missing")]


def test_a_text_asked_for_in_the_call_goes_to_the_phone_on_file_with_the_same_facts(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village, phone=ROSA, own_phone=True, proved=True)
    village.phone(HER_NEIGHBOUR).call_about(case.number).press("1")
    village.work()
    (text,) = village.texts()
    assert text["to"] == "+51984123456"
    assert [fact for fact in case.must if not times(fact, "sms", text["text"])] == []
    assert "Aviso informativo" in text["text"]


@pytest.mark.parametrize(
    "said", [Said(phone=ROSA, proved=True), Said(phone=ROSA, own_phone=True), Said(phone=ROSA)]
)
def test_a_text_to_a_phone_that_others_may_hold_has_neutral_words(
    village: Village, said: Said
) -> None:
    case = observed(village, **said)
    village.phone(ROSA).call_about(case.number, case.clave).press("1")
    village.work()
    (text,) = village.texts()
    assert times(case.number, "sms", text["text"])
    assert [fact for fact in SECRETS if times(fact, "sms", text["text"])] == []


def test_asking_for_a_text_and_a_letter_ten_times_sends_one_of_each(village: Village) -> None:
    case = observed(village, **HOME_AND_PHONE)
    for _ in range(5):
        call = village.phone(ROSA).call_about(case.number, case.clave)
        for key in "1212":
            call.press(key)
        village.work()
    assert (len(village.texts()), len(village.printed())) == (1, 1)


def test_who_asks_for_a_person_is_told_where_one_is_and_can_have_a_message(
    village: Village,
) -> None:
    case = observed(village, phone=ROSA)
    call = village.phone(HER_NEIGHBOUR).call()
    assert "Mesa de Partes" in call.press("0").words
    call.press("2")
    assert call.press(case.number.digits).hangs_up
    village.work()
    assert [text["to"] for text in village.texts()] == ["+51984123456"]


def test_a_procedure_is_told_by_the_number_on_the_poster(village: Village) -> None:
    call = village.phone(ROSA).call()
    call.press("2")
    heard = call.press("22")
    assert heard.tells(PROCEDURE, channel="voice")
    assert "tres días hábiles" in heard.words
    more = call.press("1").words
    assert "Lleve su DNI" in more
    assert "su municipalidad" in more
