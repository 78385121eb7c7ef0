"""Rosa wants a person and nobody is there: she speaks, and the counter calls her."""

import re
from array import array
from collections.abc import Iterator

import pytest
import responses

from channels.porch.waves import Sound, pcm_wave
from config.house import House, build
from tests.clerks import a_clerk, words
from tests.houses import StoodClock, settings, shipped
from tests.journeys.village import ROSA, Conversation, Village

ACCOUNT, RECORDING = f"AC{0:032}", f"RE{7:032}"
AT = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RECORDING}"
SPOKEN = pcm_wave(Sound(8_000, array("h", range(8_000 * 4))))
ROOM = "/ventanilla/mensajes"
SAID = {"RecordingSid": RECORDING, "RecordingDuration": "4", "RecordingUrl": "https://evil.example"}


@pytest.fixture
def village(house: House) -> Iterator[Village]:
    """Open a house whose calls come over a real account."""
    told = settings(house.settings.var_folder).model_copy(update={"twilio_account_sid": ACCOUNT})
    paid = build(told, clock=StoodClock(), shipped=shipped())
    yield Village(paid)
    paid.close()


def speaks(village: Village, call: Conversation) -> None:
    """Speak after the tone; the carrier tells it twice."""
    form = {
        "CallSid": f"CA{next(village.ids) - 1:032}",
        "From": f"+51{ROSA.replace(' ', '')}",
        "CallStatus": "in-progress",
        **SAID,
    }
    (action,) = re.findall('<Record [^>]*action="([^"]+)"', call.heard.body)
    for _ in range(2):
        answer = village.send(action, form)
        assert answer.status_code == 200, answer.text


@responses.activate
def test_what_rosa_says_is_heard_at_the_counter_and_nowhere_else(village: Village) -> None:
    responses.get(f"{AT}.wav", body=SPOKEN)
    gone = responses.delete(f"{AT}.json", status=204)
    call = village.phone(ROSA).call()
    call.press("0")
    assert "Ahora no podemos pasarle con una persona" in call.heard.words
    call.press("1")
    speaks(village, call)
    village.work()
    assert gone.call_count == 1
    clerk = a_clerk(village.house, village.app.test_client())
    assert "1 mensaje espera respuesta" in words(clerk.get("/ventanilla/").text)
    (message,) = village.house.letterbox.listed("PE/muni-pisac")
    assert clerk.get(f"{ROOM}/{message.id}/sonido").data == SPOKEN
    clerk.post(f"{ROOM}/{message.id}/atender", key="1" * 32)
    phone = f"+51{ROSA.replace(' ', '')}"
    assert phone in clerk.get(f"{ROOM}/{message.id}").text
    clerk.post(f"{ROOM}/{message.id}/resuelto", key="2" * 32, how="called", note="")
    assert "Resuelto: Hablé con la persona" in words(clerk.get(ROOM).text)
    for table in ("left_message", "outbox", "contact"):
        assert phone.removeprefix("+51") not in str(village.kept(table)), table
