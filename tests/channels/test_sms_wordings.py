"""One thing in many wordings: families of words, letters that changed places, small talk."""

import pytest

from tests.channels.understood import reader


def about(text: str) -> tuple[str, str]:
    found = reader().read(text)
    return found.name, found.argument


@pytest.mark.parametrize(
    "text",
    [
        *("comuníqueme con la encargada", "páseme con un señor", "con quién puedo hablar"),
        *("pongame con la doctora por favor", "eres persona o máquina", "no quiero robot"),
        *("quiero hablar con el que atiende", "necesito que me atienda una persona"),
        "deseo platicar con una empleada de la muni",
    ],
)
def test_a_person_is_asked_for_by_any_of_their_offices(text: str) -> None:
    assert reader().read(text).name == "person"


@pytest.mark.parametrize(
    "text",
    [
        *("mándeme la otra parte", "el mensaje llegó cortado", "me llegó a medias"),
        *("envíeme todo lo que falta del mensaje", "y lo demás?", "falta un pedazo"),
        *("no está completo el mensaje", "continúe con el mensaje", "deme más detalles"),
    ],
)
def test_the_rest_of_a_long_answer_is_asked_for_in_any_words(text: str) -> None:
    assert reader().read(text).name == "more"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("puede ser en aymara", "ayr"),
        ("mi suegra quiere los mensajes en aimara", "ayr"),
        ("somos de Yunguyo hablamos aymara", "ayr"),
        ("aymar aru", "ayr"),
        ("no entiendo castellano, en aymara por favor", "ayr"),
        ("ya no en quechua, en castellano", "es"),
        ("vuelva a castellano", "es"),
        ("no hablo castellano", "es"),
    ],
)
def test_a_language_is_asked_for_in_any_words(text: str, spoken: str) -> None:
    assert about(text) == ("language", spoken)


@pytest.mark.parametrize(
    "text", ["ya cené", "reclamo no hablan aymara", "certificado en castellano", "en 3 días aymara"]
)
def test_a_language_that_is_only_mentioned_is_not_asked_for(text: str) -> None:
    assert reader().read(text).name != "language"


@pytest.mark.parametrize("text", ["TRAMITE 07", "tramite nro 07", "trmite 07", "Procedimiento 07"])
def test_the_number_that_a_poster_prints_is_a_procedure(text: str) -> None:
    assert about(text) == ("procedure", "07")


@pytest.mark.parametrize("text", ["tramite 2347", "tramite 141007012", "tramite 07 agua"])
def test_longer_figures_are_no_number_of_a_poster(text: str) -> None:
    assert reader().read(text).name != "procedure"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ofinica tinta", ("office", "TINTA")),
        ("vitisa layo", ("visit", "LAYO")),
        ("requitisos sis", ("procedure", "SIS")),
    ],
)
def test_two_letters_of_a_keyword_may_change_places_around_a_third(
    text: str, read: tuple[str, str]
) -> None:
    assert about(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("cuando sale mi expediente", "cuándo estará listo mi trámite", "ya esta mi tramite"),
        *("en qué oficina está mi papel", "mi tramite sigue parado"),
    ],
)
def test_a_question_about_ones_own_case_is_its_status(text: str) -> None:
    assert reader().read(text).name == "status"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cuanto estan cobrando el brevete", ("cost", "BREVETE")),
        ("la constancia cuánto está", ("cost", "CONSTANCIA")),
        ("cuántas semanas demora la licencia", ("term", "LICENCIA")),
        ("a los cuantos dias sale el sis", ("term", "SIS")),
        ("atienden los domingos en anta", ("office", "ANTA")),
        ("donde los ubico en calca", ("office", "CALCA")),
        ("cuando nos visitan en langui", ("visit", "LANGUI")),
        ("para casarme qué papeles piden", ("procedure", "CASARME")),
        ("vengo a reclamar que no atienden", ("complaint", "NO ATIENDEN")),
        ("voy a quejarme por la demora", ("delay", "LA DEMORA")),
    ],
)
def test_a_question_is_read_with_what_it_is_about(text: str, read: tuple[str, str]) -> None:
    name, argument = about(text)
    assert name == read[0]
    assert argument.endswith(read[1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ya basta de mensajes", "stop"),
        ("quíteme de su lista", "stop"),
        ("ahora si quiero mensajes", "start"),
        ("cuando salga me avisan", "notices_on"),
        ("deje de mandar avisos", "notices_off"),
        ("me robaron mi cargo", "lost_number"),
        ("hágame una llamadita", "call_me"),
        ("cambiar mi clave", "clave"),
        ("escríbame una carta", "letter"),
        ("mis 2 tramites", "my_cases"),
        ("enséñeme a usar esto", "help"),
    ],
)
def test_a_command_is_read_in_other_words(text: str, name: str) -> None:
    assert reader().read(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        *("amen", "donde estas", "ya sali de trabajar", "la fiesta es el sabado", "que haces"),
        *("a que hora llega mi hermano", "no soy juana soy su vesina", "a que hora llegas a casa"),
    ],
)
def test_what_families_write_each_other_asks_for_nothing(text: str) -> None:
    assert reader().read(text).name in {"not_understood", "wish"}
