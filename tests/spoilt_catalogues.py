"""The shipped Spanish catalogues with one fact dropped, or said again in an invented language."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from core.ports import Wording
from core.wording.approvals import COLUMNS, LIST, fingerprint
from core.wording.catalogue import MessageMissing, load

SHIPPED = files("core") / "wording" / "es"
CONTEXT, MSGID = (
    re.compile(r'^msgctxt "(.+)"$', re.MULTILINE),
    re.compile(r'^msgid "(.+)"$', re.MULTILINE),
)
TEXT = re.compile(r'^msgstr(?:\[(\d)\])? "(.*)"$', re.MULTILINE)
PLACEHOLDER = re.compile(r"\{[a-z_]+(?::[a-z]+)?\}")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One placeholder of one text of one file: where it begins and ends."""

    file: str
    channel: str
    message: str
    form: int
    placeholder: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.channel} {self.message}[{self.form}] {self.placeholder}"

    def wording(self, folder: Path) -> Wording | None:
        """Load the catalogues without this placeholder; none if the loader itself refuses them."""
        for name, text in shipped_files():
            spoilt = text[: self.start] + text[self.end :]
            write(folder, "es", name, spoilt if name == self.file else text)
        sign(folder, "")
        try:
            return load(folder, production=True)
        except MessageMissing:
            return None
        finally:
            shutil.rmtree(folder)


def shipped_files() -> tuple[tuple[str, str], ...]:
    """Read the PO files that ship."""
    found = [file for file in SHIPPED.iterdir() if file.name.endswith(".po")]
    return tuple((file.name, file.read_text(encoding="utf-8")) for file in found)


def mutants() -> Iterator[Mutant]:
    """Yield every placeholder of every text of every message."""
    for name, text in shipped_files():
        for start, entry in _entries(text):
            for said in TEXT.finditer(entry):
                for found in PLACEHOLDER.finditer(said[2]):
                    at = start + said.start(2) + found.start()
                    yield Mutant(
                        file=name,
                        channel=_only(CONTEXT, entry),
                        message=_only(MSGID, entry),
                        form=int(said[1] or 0),
                        placeholder=found[0],
                        start=at,
                        end=at + len(found[0]),
                    )


def said_again(folder: Path, language: str, mark: str) -> Wording:
    """Load the shipped catalogues with an approved language that is Spanish with a mark."""
    signed = []
    for name, text in shipped_files():
        write(folder, "es", name, text)
        head = text.replace("Language: es_PE", f"Language: {language.replace('-', '_')}")
        marked = TEXT.sub(lambda said: said[0] if not said[2] else _marked(said, mark), head)
        write(folder, language, name, marked)
        for _, entry in _entries(marked):
            if CONTEXT.search(entry):
                texts = [said[2] for said in TEXT.finditer(entry)]
                print_ = fingerprint(texts)
                named = f"{_only(CONTEXT, entry)},{_only(MSGID, entry)},{language},{print_}"
                signed.append(f"{named},Sunta Quispe,inventada,2026-11-20\n")
    sign(folder, "".join(signed))
    return load(folder, production=True)


def write(folder: Path, language: str, name: str, text: str) -> None:
    """Write one PO file."""
    (folder / language).mkdir(parents=True, exist_ok=True)
    (folder / language / name).write_text(text, encoding="utf-8")


def sign(folder: Path, lines: str) -> None:
    """Write the list of approvals."""
    (folder / LIST).write_text(",".join(COLUMNS) + "\n" + lines, encoding="utf-8")


def _marked(said: re.Match[str], mark: str) -> str:
    return said[0].replace(f'"{said[2]}"', f'"{said[2]} {mark}"')


def _entries(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for entry in text.split("\n\n"):
        yield start, entry
        start += len(entry) + 2


def _only(pattern: re.Pattern[str], entry: str) -> str:
    found = pattern.search(entry)
    assert found is not None
    return found[1]
