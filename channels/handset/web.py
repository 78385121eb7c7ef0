"""The phone in the browser: plain forms, and a script that only makes them quicker."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from channels.handset.guard import comes_from_here, dressed
from channels.handset.markup import TwimlInvalid
from channels.handset.network import CallFailed, Network
from channels.handset.page import Pages, Screen
from channels.handset.phone import Telephone
from channels.handset.pocket import Pocket, Pockets, Sms
from channels.handset.walk import KEYS, Prompt
from channels.handset.webhooks import Parties
from channels.porch.speech import Speech
from channels.porch.waves import joined
from core.model.answers import RefusalAnswer
from core.ports import Clock, Wording
from core.refusals import Refusal

COOKIE = "telefono"
MOST_KEYS = 32
MOST_LETTERS = 1_600  # what a network takes as one text, in however many parts
STALE = "La página era antigua y no se hizo nada. Ahora sí: pruebe otra vez."
CUT_OFF = "Pasó mucho tiempo y la llamada se cortó. Puede llamar otra vez."
NO_KEYS = "Solo hay teclas del 0 al 9, asterisco y numeral."
NO_TEXT = "El mensaje está vacío."
TEXT_CUT = "El mensaje era muy largo: se envió el comienzo."
BROKEN = "Se cortó por una falla de la casa"

Act = Callable[[Pocket], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handset:
    """What the phone is built of; `inbox` reads texts sent to a number.

    `form_token` makes what the check against forged forms, over the whole application, asks for.
    """

    network: Network
    clock: Clock
    wording: Wording
    speech: Speech
    slow_speech: Speech
    phone: str
    house_number: str
    read_phone: Callable[[str], str]
    inbox: Callable[[str], Sequence[Sms]]
    form_token: Callable[[], str]

    def telephone(self, phone: str) -> Telephone:
        """Pick up a phone with a number."""
        return Telephone(self.network, Parties(phone, self.house_number))

    def sound(self, prompt: Prompt) -> Path | BytesIO | None:
        """Give what a prompt sounds like: a speaker's pieces in a row, or a machine's reading."""
        if prompt.sounds:
            return BytesIO(joined(self.network.sounds(prompt)))
        speech = self.slow_speech if prompt.slow else self.speech
        return speech.wav(prompt.language, prompt.text)


def blueprint(handset: Handset) -> Blueprint:
    """Build the phone around the network that it hangs on."""
    door = Blueprint("handset", __name__, url_prefix="/telefono", static_folder="static")
    views = _Views(handset, Pockets(handset.clock, handset.phone), Pages())
    door.after_request(dressed)
    door.register_error_handler(HTTPStatus.BAD_REQUEST, views.stale)
    door.get("", endpoint="keypad")(views.keypad)
    door.get("/mensajes", endpoint="messages")(views.messages)
    door.get("/voz/<int:place>", endpoint="voice")(views.voice)
    door.post("/llamar", endpoint="dial")(views.dial)
    door.post("/teclas", endpoint="press")(views.press)
    door.post("/esperar", endpoint="wait")(views.wait)
    door.post("/colgar", endpoint="hang_up")(views.hang_up)
    door.post("/numero", endpoint="change_number")(views.change_number)
    door.post("/mensajes", endpoint="text")(views.text)
    return door


@dataclass(frozen=True, slots=True)
class _Views:
    handset: Handset
    pockets: Pockets
    pages: Pages

    def keypad(self) -> AnyResponse:
        return self._page("keypad")

    def messages(self) -> AnyResponse:
        return self._page("messages")

    def voice(self, place: int) -> Response:
        pocket = self.pockets.find(request.cookies.get(COOKIE, ""))
        prompt = None if pocket is None else pocket.prompt(place)
        wav = None if prompt is None else self.handset.sound(prompt)
        if wav is None:
            abort(HTTPStatus.NOT_FOUND)
        sound = send_file(wav, mimetype="audio/wav", conditional=True)
        sound.headers["Cache-Control"] = "no-store"
        return sound

    def dial(self) -> AnyResponse:
        def act(pocket: Pocket) -> None:
            if pocket.call is not None:
                pocket.call.hang_up()
            pocket.begin(self.handset.telephone(pocket.phone).call)

        return self._acting(act)

    def press(self) -> AnyResponse:
        keys = "".join(request.form.get("keys", "").replace("-", " ").split())[:MOST_KEYS]
        in_full = "whole" in request.form

        def act(pocket: Pocket) -> None:
            call = pocket.call
            if not keys or not KEYS.issuperset(keys):
                pocket.notice = NO_KEYS
            elif call is not None and pocket.listening is not None:
                pocket.act(keys, lambda: call.key_in(keys) if in_full else call.press(keys))

        return self._acting(act)

    def wait(self) -> AnyResponse:
        def act(pocket: Pocket) -> None:
            call, listening = pocket.call, pocket.listening
            if call is not None and listening is not None:
                pocket.act("" if listening.keys else "No marca nada", call.wait)

        return self._acting(act)

    def hang_up(self) -> AnyResponse:
        def act(pocket: Pocket) -> None:
            if pocket.call is not None and not pocket.call.is_over:
                pocket.act("", pocket.call.hang_up)

        return self._acting(act)

    def change_number(self) -> AnyResponse:
        written = request.form.get("phone", "")

        def act(pocket: Pocket) -> None:
            try:
                pocket.change_number(self.handset.read_phone(written))
            except Refusal as refusal:
                pocket.notice = self._words(refusal)

        return self._acting(act)

    def text(self) -> AnyResponse:
        words = request.form.get("text", "").strip()

        def act(pocket: Pocket) -> None:
            if not words:
                pocket.notice = NO_TEXT
                return
            if len(words) > MOST_LETTERS:
                pocket.notice = TEXT_CUT
            sent = words[:MOST_LETTERS]
            pocket.texts.append(Sms(self.handset.clock.now(), "caller", sent))
            for reply in self.handset.telephone(pocket.phone).text(sent):
                pocket.texts.append(Sms(self.handset.clock.now(), "house", reply))

        return self._acting(act, "messages")

    def stale(self, _fault: Exception) -> AnyResponse:
        """Show the page anew to who sent a form that this browser was not given."""
        pocket = self.pockets.find(request.cookies.get(COOKIE, ""))
        if pocket is not None:
            pocket.notice = STALE
        room = "messages" if request.endpoint == "handset.text" else "keypad"
        return self._page(room, HTTPStatus.BAD_REQUEST)

    def _acting(self, act: Act, room: str = "keypad") -> AnyResponse:
        """Do something with the phone of this browser, if a page of its own asked for it."""
        if not comes_from_here(request):
            abort(HTTPStatus.FORBIDDEN)
        ticket = request.cookies.get(COOKIE, "")
        pocket = self.pockets.find(ticket)
        if pocket is None:
            return self._expired(room)
        with pocket.lock:
            try:
                act(pocket)
            except (CallFailed, TwimlInvalid) as fault:
                logging.getLogger(__name__).exception("the handset's walk failed")
                pocket.break_off(f"{BROKEN}: {fault}")
                return self._page(room, HTTPStatus.BAD_GATEWAY)
        return redirect(url_for(f".{room}"), HTTPStatus.SEE_OTHER)

    def _expired(self, room: str) -> AnyResponse:
        ticket, pocket = self.pockets.open()
        pocket.notice = CUT_OFF
        return _remembered(redirect(url_for(f".{room}"), HTTPStatus.SEE_OTHER), ticket)

    def _page(self, room: str, status: HTTPStatus = HTTPStatus.OK) -> AnyResponse:
        ticket = request.cookies.get(COOKIE, "")
        pocket = self.pockets.find(ticket)
        if pocket is None:
            ticket, pocket = self.pockets.open()
        with pocket.lock:
            page = self.pages.show(self._screen(pocket, room))
        return _remembered(Response(page, status), ticket)

    def _screen(self, pocket: Pocket, room: str) -> Screen:
        texts: list[Sms] = []
        if room == "messages":
            texts = sorted((*pocket.texts, *self.handset.inbox(pocket.phone)), key=_when)
        return Screen(
            room=room,
            phone=pocket.phone,
            form_token=self.handset.form_token(),
            can_speak=self.handset.speech.can_speak,
            notice=pocket.take_notice(),
            in_call=pocket.call is not None and not pocket.call.is_over,
            listening=pocket.listening,
            lines=tuple(pocket.lines),
            texts=texts,
        )

    def _words(self, refusal: Refusal) -> str:
        language = self.handset.wording.languages("page")[0]
        lines = RefusalAnswer(refusal).must_tell
        return " ".join(self.handset.wording.compose(language, "page", lines).texts)


def _when(sms: Sms) -> float:
    return sms.at.timestamp()


def _remembered(response: AnyResponse, ticket: str) -> AnyResponse:
    """Let the browser keep its ticket, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE, ticket, path="/", secure=request.is_secure, httponly=True, samesite="Strict"
    )
    return response
