"""The room of texts for tests: its pages, the real door of texts and the worker beside it."""

import re

from flask import Flask
from twilio.request_validator import RequestValidator

from config.house import House
from config.performers import performers
from core.dispatch import Dispatch
from core.model.thread import Thread
from core.ports import Job
from tests.clerks import Clerk, controls_of
from tests.core.threads import PHONE
from tests.houses import PUBLIC_URL, TWILIO_TOKEN

ROOM = "/ventanilla/textos"


def page_of(thread: Thread) -> str:
    return f"{ROOM}/{thread.id}"


def text(desk_app: Flask, body: str, source: str = "SM900") -> str:
    """Send a text through the real door, and read what comes back at once."""
    form = {"MessageSid": source, "From": PHONE, "Body": body}
    signature = RequestValidator(TWILIO_TOKEN).compute_signature(f"{PUBLIC_URL}/sms/incoming", form)
    headers = {"X-Twilio-Signature": str(signature)}
    return desk_app.test_client().post("/sms/incoming", data=form, headers=headers).text


def work(house: House) -> list[tuple[str, str]]:
    """Let the worker empty the outbox; tell what the notebook then holds for the phone."""
    done = performers(house)
    Dispatch(outbox=house.shelf.outbox, clock=house.clock, performers=done).run()
    notebook = house.settings.var_folder / "texts.jsonl"
    if not notebook.exists():
        return []
    return re.findall(r'"to": "([^"]+)".*?"text": "([^"]+)"', notebook.read_text())


def answer(clerk: Clerk, thread: Thread, said: str, **more: str) -> str:
    """Write into the page of a thread and send it; tell where that leads."""
    form = {**controls_of(clerk.get(page_of(thread)).text), "text": said, **more}
    return str(clerk.post(f"{page_of(thread)}/responder", **form).location)


def give_back(clerk: Clerk, thread: Thread) -> str:
    form = controls_of(clerk.get(page_of(thread)).text)
    return str(clerk.post(f"{page_of(thread)}/devolver", **form).location)


def claimed(house: House, kind: str) -> Job:
    """Claim what is to be texted, as the worker does."""
    jobs = house.shelf.outbox.claim(limit=9, lease_seconds=60)
    return next(job for job in jobs if job.intent.kind == kind)
