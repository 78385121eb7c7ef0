"""A hand at the pretended phone in a browser without scripts: reads pages and sends their forms."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SAID = re.compile(r'<p lang="es-MX">(.*?)</p>', re.DOTALL)
SOUND = re.compile(r'src="(/telefono/voz/\d+)"')
PAGES = ("/telefono", "/telefono/mensajes")
ACTS = ("llamar", "teclas", "esperar", "colgar", "numero", "mensajes")
NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


class Hand:
    """Opens pages, presses buttons and follows where it is sent."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = self.open("/telefono")

    def open(self, path: str) -> str:
        reply = self.client.get(path)
        assert reply.status_code == 200
        self.page = reply.text
        return self.page

    def send(self, act: str, **fields: str) -> str:
        reply = self.post(act, **fields)
        assert reply.status_code == 303, reply.text
        return self.open(reply.headers["Location"])

    def post(self, act: str, **fields: str) -> TestResponse:
        token = TOKEN.search(self.page)
        assert token is not None
        form = {"csrf_token": token[1], **fields}
        return self.client.post(f"/telefono/{act}", data=form)

    @property
    def said(self) -> list[str]:
        return [unescape(words) for words in SAID.findall(self.page)]
