"""Papers on a disk: each sealed under its person's key, and once more under the house's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from core.model.paper import paper_key
from core.ports import Clock
from core.refusals import Erased
from core.store.chest import NONCE_BYTES, FileChest, seal, unseal
from core.store.exchange.ends import StoreEnds

# An event is written at once after its papers: what has none a day later never will.
RESTED = timedelta(days=1)
_AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePaperBox:
    """The papers of one house; `secrets` tells the secret of a person, till it is erased."""

    chest: FileChest
    secrets: StoreEnds
    clock: Clock

    def opens(self, person: str, /) -> bool:
        """Say whether the key of a person is here: it is gone with whoever was erased."""
        return self.secrets.secret(person) is not None

    def seal(self, person: str, content: bytes, /) -> bytes:
        """Seal a paper under its person's key, or refuse for who was erased."""
        secret = self.secrets.secret(person)
        if secret is None:
            raise Erased
        nonce = self.chest.random(NONCE_BYTES)
        return seal(paper_key(secret), person, content, nonce=nonce)

    def unseal(self, person: str, sealed: bytes, /) -> bytes | None:
        """Open a paper; none without the key, or if a bit of it was changed."""
        secret = self.secrets.secret(person)
        return None if secret is None else unseal(paper_key(secret), person, sealed)

    def put(self, name: str, sealed: bytes, /) -> None:
        """Keep sealed bytes, whole or not at all; refuse where text would lack room."""
        self.chest.put(name, sealed)

    def get(self, name: str, /) -> bytes | None:
        """Read sealed bytes, none if they are not here."""
        return self.chest.open(name)

    def has(self, name: str, /) -> bool:
        """Say whether sealed bytes are here."""
        return self.chest.has(name)

    def remove(self, name: str, /) -> None:
        """Delete sealed bytes, if they are here."""
        self.chest.remove(name)

    def rested(self) -> Iterable[str]:
        """Name what has been here for a day or longer."""
        return tuple(self.chest.rested((self.clock.now() - RESTED).timestamp()))


@dataclass(frozen=True, slots=True)
class FolderMarks:
    """Which papers the hub said that it has: an empty file for each, so that a cut loses none."""

    folder: Path

    def has(self, name: str, /) -> bool:
        """Say whether the hub said so."""
        return (self.folder / name).is_file()

    def add(self, name: str, /) -> None:
        """Remember that the hub said so."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / name).touch()

    def remove(self, name: str, /) -> None:
        """Forget that the hub said so."""
        (self.folder / name).unlink(missing_ok=True)

    def agreed(self) -> str:
        """Tell by what digest the hub last named all that it has of this unit, if it did."""
        file = self.folder / _AGREED
        return file.read_text() if file.is_file() else ""

    def agree(self, digest: str, /) -> None:
        """Remember that digest; one that the power cut short agrees with none."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / _AGREED).write_text(digest)
