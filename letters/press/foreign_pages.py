"""Pages of a typeset letter copied into a print file, object by object and without a merge."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from letters.press.object_file import ObjectFile, stream_of

# What belongs to the whole file that a page was made for, and is not taken along.
LEFT_BEHIND = frozenset({"/Parent", "/StructParents", "/Tabs", "/Annots", "/Type"})


class ForeignPages:
    """One PDF whose pages are copied; what several of them share is copied once."""

    def __init__(self, content: bytes, target: ObjectFile) -> None:
        self._source = pikepdf.open(BytesIO(content))
        self._target = target
        self._copied: dict[tuple[int, int], int] = {}

    def __iter__(self) -> Iterator[bytes]:
        """List the entries of each page, after what they refer to was copied."""
        for page in self._source.pages:
            yield b"".join(self._entries(page.obj))

    def _entries(self, dictionary: pikepdf.Object) -> Iterator[bytes]:
        for name in sorted(dictionary.keys()):
            if name not in LEFT_BEHIND:
                yield b"%b %b" % (pikepdf.Name(name).unparse(), self._worded(dictionary[name]))

    def _worded(self, value: object) -> bytes:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return b"%d 0 R" % self._number(value)
        return self._body(value)

    def _body(self, value: object) -> bytes:
        match value:
            case pikepdf.Stream():
                return stream_of(value.read_raw_bytes(), self._all_entries(value, {"/Length"}))
            case pikepdf.Dictionary():
                return b"<<%b>>" % self._all_entries(value, set())
            case pikepdf.Array():
                return b"[%b]" % b" ".join(self._worded(item) for item in value)
            case pikepdf.Object():
                return value.unparse()
        return _plain(value)

    def _all_entries(self, dictionary: pikepdf.Object, without: set[str]) -> bytes:
        kept = sorted(set(dictionary.keys()) - without)
        return b"".join(
            b"%b %b" % (pikepdf.Name(name).unparse(), self._worded(dictionary[name]))
            for name in kept
        )

    def _number(self, value: pikepdf.Object) -> int:
        known = self._copied.get(value.objgen)
        if known is None:
            known = self._copied[value.objgen] = self._target.promise()
            self._target.write(known, self._body(value))
        return known


def _plain(value: object) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return b"null" if value is None else str(value).encode("ascii")
