"""Small catalogues written for one test, beside those that ship."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from core.wording.approvals import COLUMNS, LIST, fingerprint
from core.wording.catalogue import Catalogues, load

SHIPPED = files("core") / "wording"
CHANNELS = ("voice", "sms", "letter", "page")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'
Texts = Mapping[tuple[str, str], str]


@cache
def shipped() -> Catalogues:
    """Read what ships, as production does."""
    return load(SHIPPED, production=True)


def folder(path: Path, spanish: Texts, *, signed: str = "", **others: Texts) -> Path:
    """Write a folder of languages, with the lines of the approvals' list."""
    write_po(path / "es" / "all.po", "es_PE", spanish)
    for language, texts in others.items():
        write_po(path / language / "all.po", language, texts)
    (path / LIST).write_text(",".join(COLUMNS) + "\n" + signed, encoding="utf-8")
    return path


def everywhere(**texts: str) -> Texts:
    """Say the same in every channel; `__` in a name stands for the dot of a message."""
    named = {name.replace("__", "."): text for name, text in texts.items()}
    return {(channel, name): text for channel in CHANNELS for name, text in named.items()}


def write_po(file: Path, language: str, texts: Texts, flag: str = "") -> None:
    """Write one PO file."""
    entries = [
        f'\n{flag}msgctxt "{channel}"\nmsgid "{msgid}"\nmsgstr "{text}"\n'
        for (channel, msgid), text in texts.items()
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD.format(language) + "".join(entries), encoding="utf-8")


def sign(language: str, texts: Texts) -> str:
    """Approve texts as a reviewer would."""
    return "".join(
        f"{channel},{msgid},{language},{fingerprint((text,))},Sunta Quispe,Collao,2026-11-20\n"
        for (channel, msgid), text in texts.items()
    )
