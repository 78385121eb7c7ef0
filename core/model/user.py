"""A member of staff as the journal tells it: no name, no password, no key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

PASSWORD = "password"  # noqa: S105 - the name of a field in the vault
PASSKEY = "passkey:"


class Role(StrEnum):
    """What a member of staff is in the house; what that allows is in `policy_of_staff`."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who may sign in, and with what; the values themselves lie in the vault.

    `generation` grows with every change after which nobody may stay signed in. `codes_issue` is
    the newest issue of the codes' secret that was ever given away: the next one gets another.
    """

    id: str
    institution: str
    role: Role
    disabled: bool = False
    has_password: bool = False
    once_until: datetime | None = None
    codes_issue: int = 0
    has_codes: bool = False
    passkeys: tuple[str, ...] = ()
    passkeys_ever: int = 0
    generation: int = 0

    @property
    def must_choose(self) -> bool:
        """Say whether the password is one that the house gave, to be used once."""
        return self.once_until is not None

    @property
    def has_second_factor(self) -> bool:
        """Say whether there is something beside the password."""
        return self.has_codes or bool(self.passkeys)

    @property
    def next_passkey(self) -> str:
        """Name the field of the next passkey; a field is never given to another key."""
        return f"{PASSKEY}{self.passkeys_ever + 1}"


def as_typed(name: str) -> str:
    """Write a name so that it is found again however it is typed: capitals, spaces, accents' form.

    Two people whose names differ in nothing else cannot both sign in.
    """
    return " ".join(normalize("NFC", name).casefold().split())
