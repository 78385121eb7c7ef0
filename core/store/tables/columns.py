"""The columns that every table is made of."""

from sqlalchemy import BigInteger, Column, Text


def text(*, null: bool = False, key: bool = False, index: bool = False) -> Column[str]:
    """Make a column of text, which is how days, moments and JSON are kept too."""
    return Column(Text, nullable=null, primary_key=key, index=index)


def whole(*, key: bool = False) -> Column[int]:
    """Make a column of whole numbers beyond 32 bits."""
    return Column(BigInteger, nullable=False, primary_key=key, autoincrement=False)


def begun(at: str) -> Column[str]:
    """Make a column of text that older rows begin with."""
    return Column(Text, nullable=False, server_default=at)


def counted() -> Column[int]:
    """Make a column of whole numbers that older rows begin with as none."""
    return Column(BigInteger, nullable=False, server_default="0")
