"""Hashes passwords with argon2id, so that who reads the vault still has to guess, slowly."""

from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's least for argon2id: 19 MiB, two passes, one lane. A small machine serves many desks.
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
# The hash of a password that nobody has: an unknown name takes as long as a known one.
DECOY = (
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyBpdC4uLg$"
    "C6XeRQl3AatXGKbN5xQBZqAs/fO9clTyqvHYnxTrJNo"
)


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@dataclass(frozen=True, slots=True)
class ArgonPasswords:
    """The house's way to keep passwords."""

    hasher: PasswordHasher = field(default_factory=_hasher)

    def hash(self, password: str, /) -> str:
        """Make what may be kept of a password."""
        return self.hasher.hash(password.encode("utf-8", "surrogatepass"))

    def is_right(self, kept: str | None, password: str, /) -> bool:
        """Compare; with nothing kept it takes as long and is false."""
        try:
            self.hasher.verify(kept or DECOY, password.encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None
