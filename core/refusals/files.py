"""What can be wrong with a document, a file or a setting."""

from core.refusals.refusal import Refusal


class DocumentInvalid(Refusal):
    """A document cannot be trusted: facts `document`, `problem` and, where known, others.

    `field` is the place; `letters` are those that make a text message dear.
    """

    code = "document_invalid"


class DocumentUnknown(Refusal):
    """No document of this kind and key is published: facts `kind` and `key`."""

    code = "document_unknown"


class DocumentReviewed(Refusal):
    """A person has reviewed the document, so no machine writes over it: fact `document`."""

    code = "document_reviewed"


class AmountUnreadable(Refusal):
    """An amount of money is not written as 10.30 with three letters of currency: fact `text`."""

    code = "amount_unreadable"


class FileUnreadable(Refusal):
    """A file is not a table the house can read: fact `problem`."""

    code = "file_unreadable"


class ColumnMissing(Refusal):
    """A file lacks a column that its map names: fact `column`."""

    code = "column_missing"


class CellInvalid(Refusal):
    """A cell cannot be read as its column promises: facts `column` and `problem`."""

    code = "cell_invalid"


class SettingInvalid(Refusal):
    """The house cannot start with this setting: facts `setting` and `problem`."""

    code = "setting_invalid"
