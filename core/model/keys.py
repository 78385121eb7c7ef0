"""Every key of the house, derived from one master key, each for one purpose."""

import hmac
from dataclasses import dataclass, field
from functools import lru_cache

LEAST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives keys by HMAC-SHA256 over labels: whoever holds one learns nothing of another."""

    master: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.master) < LEAST_BYTES:
            raise ValueError(f"the master key has at least {LEAST_BYTES} bytes")

    def permutation(self, code: str) -> bytes:
        """Derive the key under which the counter of a number code is shown."""
        return self._derived("permutation", code)

    def clave(self, origin: str, epoch: int) -> bytes:
        """Derive the key of one origin's claves: a lost laptop exposes only its own."""
        return self._derived("clave", origin, str(epoch))

    def second_factor(self, user: str, issue: int) -> bytes:
        """Derive the secret of a member of staff's codes: kept nowhere, and new with each issue.

        Its 32 bytes are more than the 20 that RFC 4226 asks for.
        """
        return self._derived("second factor", user, str(issue))

    def web(self) -> bytes:
        """Derive the key that marks the forms of the desk as its own."""
        return self._derived("web")

    def messages(self) -> bytes:
        """Derive the key under which lies what citizens said or wrote for a person."""
        return self._derived("messages")

    def letters(self) -> bytes:
        """Derive the key under which lies what letters say, before and after they are printed."""
        return self._derived("letters")

    def lookup(self) -> bytes:
        """Derive the key under which people can be found again."""
        return self._derived("lookup")

    def blind(self, kind: str, value: str) -> str:
        """Blind a DNI or a phone for a look-up table, which never enters the journal.

        There are so few DNIs and phones that only the key, kept outside the database, protects
        them; the value comes in its canonical form.
        """
        return hmac.digest(self.lookup(), _framed(kind, value), "sha256").hex()

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
