"""Families of words that people text; the committed texts judge the whole."""

import pytest

from channels.sms.understanding.read import Before
from tests.channels.understood import reader

NUMBER = "1400004276"


def named(text: str) -> str:
    return reader().read(text).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mandenmelo en una carta", "letter"),
        ("quisiera que me lo envien por carta", "letter"),
        ("necesito que me llamen", "call_me"),
        ("que me lleguen los avisos", "notices_on"),
        ("no quiero que me lleguen los avisos", "notices_off"),
        ("quitenme los avisos", "notices_off"),
        ("quisiera que me saquen de la lista", "stop"),
        ("me dan de baja", "stop"),
        ("para que me atienda una persona", "person"),
        ("quiero hablar con la señora", "person"),
        ("quiero que me den mi partida", "wish"),
    ],
)
def test_a_wish_is_read_whatever_pronouns_hang_on_its_verb(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no me han dado ninguna clave", "clave"),
        ("la hoja con la clave se quemo", "clave"),
        ("la clave ya no me sirve", "clave"),
        ("mi cargo ya lo perdi", "lost_number"),
        ("robaron la bolsa con mi cargo", "lost_number"),
        ("no nos entregaron ningun recibo", "lost_number"),
        ("perdi mi brevete", "wish"),
        ("perdi mi celular", "not_understood"),
    ],
)
def test_what_was_lost_is_told_apart(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("aque ora sierran en Yauri", "office", "YAURI"),
        ("dnd qda la oficina de Anta", "office", "ANTA"),
        ("que dias abriran en Sandia", "office", "SANDIA"),
        ("van a venir esta semana a la comunidad de Lares", "visit", "LARES"),
        ("en agosto vienen a Maras", "visit", "MARAS"),
        ("cuando llegan al distrito de Dos de Mayo", "visit", "DOS DE MAYO"),
        ("cuando vienen a Pueblo Libre", "visit", "PUEBLO LIBRE"),
    ],
)
def test_what_says_when_is_no_part_of_a_place(text: str, name: str, argument: str) -> None:
    found = reader().read(text)
    assert (found.name, found.argument) == (name, argument)


@pytest.mark.parametrize("text", ["quiero mas", "digame mas de mi expediente", "y lo demas pues"])
def test_after_a_case_was_told_more_is_more_of_it(text: str) -> None:
    assert reader().read(text, Before(told=True)).name == "more"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"mas {NUMBER}", "status"),
        ("mas tarde", "wish"),
        ("no mas mensajes", "stop"),
        ("mis tramites", "my_cases"),
        ("carta", "letter"),
    ],
)
def test_a_case_that_was_told_hides_nothing_else(text: str, name: str) -> None:
    assert reader().read(text, Before(told=True)).name == name


@pytest.mark.parametrize(
    "text",
    [
        "el vigilante me insulto",
        "nos atienden muy mal",
        "pidieron coima para firmar",
        "reclamo por el mal trato de la señorita",
    ],
)
def test_bad_treatment_is_a_complaint_with_all_its_words(text: str) -> None:
    found = reader().read(text)
    assert found.name == "complaint"
    told = text.removeprefix("reclamo por ").replace("ñ", "n").upper()
    assert found.argument == told


@pytest.mark.parametrize("text", ["mi esposo me insulto", "el profesor grosero", "visita Crucero"])
def test_bad_treatment_elsewhere_is_no_complaint_of_ours(text: str) -> None:
    assert named(text) != "complaint"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"aviseme si ya firmaron {NUMBER}", "status"),
        (f"quiero que me avise en que va {NUMBER}", "status"),
        (f"aviseme cuando firmen {NUMBER}", "notices_on"),
        (f"la señora me dijo que pregunte {NUMBER}", "status"),
        (f"que me manden una carta de {NUMBER}", "letter"),
    ],
)
def test_beside_a_number_a_question_of_its_state_is_its_status(text: str, name: str) -> None:
    found = reader().read(text)
    assert (found.name, found.number) == (name, NUMBER)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("que papeles tengo presentados", "my_cases"),
        ("lo que presente", "my_cases"),
        ("que papeles presento para mi licencia", "procedure"),
    ],
)
def test_papers_that_were_presented_are_the_cases_of_the_phone(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a como el kilo de papa", "not_understood"),
        ("cuanto cuesta un pantalon", "not_understood"),
        ("cuanto cuesta la partida", "cost"),
        ("costo 07", "cost"),
        ("cuanto cuesta", "cost"),
    ],
)
def test_a_price_is_asked_only_of_what_the_catalogue_may_know(text: str, name: str) -> None:
    assert named(text) == name
