"""What a segment holds before it is compressed: columns as text, and bits that stay as they are."""

import json
from dataclasses import dataclass, field

from channels.units.wire.json_value import Json
from core.refusals import SegmentWrong


@dataclass(frozen=True, slots=True)
class Written:
    """The two halves of a segment: `text` compresses, `raw` is chance and does not."""

    text: bytes = field(repr=False)
    raw: bytes = field(repr=False)

    @classmethod
    def of(cls, columns: list[Json], raw: bytes) -> "Written":
        """Write columns as the text of a segment."""
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        return cls(text.encode(), raw)

    def columns(self) -> list[Json]:
        """Read the columns of a segment, or refuse what are none."""
        try:
            columns = json.loads(self.text)
        except (ValueError, RecursionError) as fault:
            raise SegmentWrong(problem="text") from fault
        if not isinstance(columns, list):
            raise SegmentWrong(problem="text")
        return columns


# What bytes that nobody of ours wrote bring about while they are read.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
