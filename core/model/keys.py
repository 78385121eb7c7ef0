"""Every key of the house, derived from one master key, each for one purpose."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from core.refusals import KeyNotLent

LEAST_BYTES = 16
Labels = tuple[str, ...]
_PERMUTATION, _CLAVE, _SECOND_FACTOR = "permutation", "clave", "second factor"


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives keys by HMAC-SHA256 over labels: whoever holds one learns nothing of another.

    A unit has a master key of its own; what it shares with the hub was lent to it, key by key, and
    whatever of that kind was not lent is refused: never a wrong key.
    """

    master: bytes = field(repr=False)
    lent: Mapping[Labels, bytes] | None = field(default=None, repr=False, hash=False)

    def __post_init__(self) -> None:
        if len(self.master) < LEAST_BYTES:
            raise ValueError(f"the master key has at least {LEAST_BYTES} bytes")

    def permutation(self, code: str) -> bytes:
        """Derive the key under which the counter of a number code is shown."""
        return self._shared(_PERMUTATION, code)

    def clave(self, origin: str, epoch: int) -> bytes:
        """Derive the key of one origin's claves: a lost laptop exposes only its own."""
        return self._shared(_CLAVE, origin, str(epoch))

    def second_factor(self, user: str, issue: int) -> bytes:
        """Derive the secret of a member of staff's codes: kept nowhere, and new with each issue.

        Its 32 bytes are more than the 20 that RFC 4226 asks for.
        """
        return self._shared(_SECOND_FACTOR, user, str(issue))

    def web(self) -> bytes:
        """Derive the key that marks the forms of the desk as its own."""
        return self._derived("web")

    def messages(self) -> bytes:
        """Derive the key under which lies what citizens said or wrote for a person."""
        return self._derived("messages")

    def letters(self) -> bytes:
        """Derive the key under which lies what letters say, before and after they are printed."""
        return self._derived("letters")

    def papers(self) -> bytes:
        """Derive the key under which the papers of citizens lie on the disk of this place."""
        return self._derived("papers")

    def lookup(self) -> bytes:
        """Derive the key under which people can be found again."""
        return self._derived("lookup")

    def blind(self, kind: str, value: str) -> str:
        """Blind a DNI or a phone for a look-up table, which never enters the journal.

        There are so few DNIs and phones that only the key, kept outside the database, protects
        them; the value comes in its canonical form.
        """
        return hmac.digest(self.lookup(), _framed(kind, value), "sha256").hex()

    def exchange_signing(self) -> bytes:
        """Derive the secret with which the hub signs what it sends to units."""
        return self._derived("exchange signing")

    def exchange_opening(self) -> bytes:
        """Derive the secret with which the hub opens what units closed for it."""
        return self._derived("exchange opening")

    def lend(
        self, origin: str, codes: Mapping[int, str], issues: Iterable[tuple[str, int]]
    ) -> Mapping[Labels, bytes]:
        """Derive what a unit takes along: for its own epochs and codes, and for its crew."""
        labels: list[Labels] = [(_CLAVE, origin, str(epoch)) for epoch in codes]
        labels += [(_PERMUTATION, code) for code in codes.values()]
        labels += [(_SECOND_FACTOR, user, str(issue)) for user, issue in issues]
        return {one: self._shared(*one) for one in labels}

    def _shared(self, *labels: str) -> bytes:
        if self.lent is None:
            return self._derived(*labels)
        if labels not in self.lent:
            raise KeyNotLent
        return self.lent[labels]

    def _derived(self, *labels: str) -> bytes:
        return _derive(self.master, labels)


@lru_cache(maxsize=256)
def _derive(master: bytes, labels: tuple[str, ...]) -> bytes:
    """Derive once: every turn of every call asks for the same two keys."""
    return hmac.digest(master, _framed("convergencia/1", *labels), "sha256")


def _framed(*parts: str) -> bytes:
    """Write each part after its length, so that no two lists of labels are the same bytes."""
    encoded = (part.encode() for part in parts)
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
