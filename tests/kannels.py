"""Houses with a door for Kannel, and how Kannel comes in by it."""

from base64 import b64encode
from pathlib import Path

from pydantic import SecretStr

from config.house import House, build
from tests.houses import StoodClock, copy_of, settings, shipped

TOKEN = "a-word-made-for-the-test"


def known_by(word: str, user: str = "kannel") -> dict[str, str]:
    """Write the header of whoever knows a word."""
    return {"Authorization": "Basic " + b64encode(f"{user}:{word}".encode()).decode()}


KNOWN = known_by(TOKEN)


def with_kannel(template: Path, var: Path) -> House:
    """Open a copy of a founded house that Kannel may come into."""
    copy_of(template, var).close()
    told = settings(var).model_copy(update={"kannel_token": SecretStr(TOKEN)})
    return build(told, clock=StoodClock(), shipped=shipped())
