"""The forms that were acted on."""

from sqlmodel import Field, SQLModel

from core.store.tables.columns import text


class FormDoneRow(SQLModel, table=True):
    """A form that arrived, by its own key, and what it brought about: an event or a number."""

    __tablename__ = "form_done"
    key: str = Field(sa_column=text(key=True))
    result: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
