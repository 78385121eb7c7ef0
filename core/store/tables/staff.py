"""Who is signed in, who tried to, and which proofs were used up."""

from sqlalchemy import Boolean, Column
from sqlmodel import Field, SQLModel

from core.store.tables.columns import text, whole


class SessionRow(SQLModel, table=True):
    """One browser of one member of staff; `key` is the hash of what the browser holds.

    A session that is over stays for a while: a form that comes too late still has an owner.
    """

    __tablename__ = "session"
    key: str = Field(sa_column=text(key=True))
    member: str = Field(sa_column=text(index=True))
    generation: int
    is_full: bool = Field(sa_column=Column(Boolean, nullable=False))
    opened_at: str = Field(sa_column=text())
    seen_at: str = Field(sa_column=text())
    ends_at: str = Field(sa_column=text())
    place: str = Field(sa_column=text())
    agent: str = Field(sa_column=text())
    tries: int
    challenge: str | None = Field(sa_column=text(null=True))
    challenge_until: str | None = Field(sa_column=text(null=True))


class SignInTryRow(SQLModel, table=True):
    """How often someone was wrong about a member of staff, from one place and over all."""

    __tablename__ = "sign_in_try"
    key: str = Field(sa_column=text(key=True))
    wrong: int
    last_at: int = Field(sa_column=whole())
    was_right: bool = Field(sa_column=Column(Boolean, nullable=False))


class SpentCodeRow(SQLModel, table=True):
    """The newest moment whose code a member of staff used: no code serves twice."""

    __tablename__ = "spent_code"
    member: str = Field(sa_column=text(key=True))
    step: int = Field(sa_column=whole())


class PasskeyCountRow(SQLModel, table=True):
    """How often a passkey says that it was used: a copy of it says less."""

    __tablename__ = "passkey_count"
    member: str = Field(sa_column=text(key=True))
    field: str = Field(sa_column=text(key=True))
    used: int = Field(sa_column=whole())
