"""The chest: files sealed by AES-256-GCM under a key of the house, each for one name alone."""

import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.disk_room import DiskRoom

NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: drawn at random, so few that none comes twice
_SEALED = ".sealed"
# An id of ours, or the hash of what lies there.
_NAME = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?(?:\.[a-z]+)?")
Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChest:
    """Sealed files of one folder, for its owner alone; nothing is made before the first is put."""

    folder: Path
    key: bytes = field(repr=False)
    random: Random
    # Where text must find room first: at a unit.
    room: DiskRoom | None = None

    def put(self, name: str, content: bytes, /) -> None:
        """Keep a piece, whole or not at all, though the power fails."""
        if self.room is not None:
            self.room.admit(len(content))
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = self._place(name)
        unfinished = place.with_name(f"{place.name}.{os.getpid()}.part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(self._sealed(name, content))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)

    def open(self, name: str, /) -> bytes | None:
        """Read a piece; one that was changed or renamed behind our back is as good as none."""
        try:
            sealed = self._place(name).read_bytes()
        except FileNotFoundError:
            return None
        return self._opened(name, sealed)

    def has(self, name: str, /) -> bool:
        """Say whether a piece is there."""
        return self._place(name).is_file()

    def rested(self, until: float) -> Iterator[str]:
        """Name the pieces that were put in before a moment, as the disk counts moments."""
        for file in self.folder.glob(f"*{_SEALED}"):
            if file.stat().st_mtime < until:
                yield file.name.removesuffix(_SEALED)

    def remove(self, name: str, /) -> None:
        """Delete a piece, if it is there."""
        self._place(name).unlink(missing_ok=True)

    def seal_text(self, name: str, text: str, /) -> str:
        """Seal a short text, to be kept elsewhere."""
        return urlsafe_b64encode(self._sealed(name, text.encode())).decode("ascii")

    def open_text(self, name: str, sealed: str, /) -> str | None:
        """Read a short text again."""
        try:
            content = self._opened(name, urlsafe_b64decode(sealed))
        except NoBase64:
            return None
        return None if content is None else content.decode()

    def _place(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise ValueError("a piece of the chest is named by an id of ours")
        return self.folder / f"{name}{_SEALED}"

    def _sealed(self, name: str, content: bytes) -> bytes:
        return seal(self.key, name, content, nonce=self.random(NONCE_BYTES))

    def _opened(self, name: str, sealed: bytes) -> bytes | None:
        return unseal(self.key, name, sealed)


def seal(key: bytes, name: str, content: bytes, *, nonce: bytes) -> bytes:
    """Seal bytes under a key, so that they open under this name alone."""
    return nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def unseal(key: bytes, name: str, sealed: bytes) -> bytes | None:
    """Open sealed bytes; none if the key or the name is another one, or a bit was changed."""
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    if len(nonce) < NONCE_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(nonce, content, name.encode())
    except InvalidTag:
        return None
