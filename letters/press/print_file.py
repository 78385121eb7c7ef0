"""A print file: the pages of one letter after another, both sides of each sheet, in groups.

A group of letters shares its drawings and its node of the page tree. Nothing of a group is needed
by another, so what follows a finished group does not hang on how the file came that far.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from letters.press.boxes import Bar
from letters.press.font_objects import write_fonts
from letters.press.foreign_pages import ForeignPages
from letters.press.object_file import ObjectFile
from letters.press.operators import HEIGHT_PT, drawn
from letters.press.stamp import StampedPage

MEDIA = b"/MediaBox[0 0 595.28 %.2f]" % HEIGHT_PT
PREFERENCES = b"/ViewerPreferences<</PrintScaling/None/Duplex/DuplexFlipLongEdge>>"
LIST = b"/Contents ["


@dataclass(slots=True)
class Group:
    """The letters since the last time that everything was safe."""

    node: int
    resources: int
    pages: list[int] = field(default_factory=list)
    drawings: dict[tuple[Bar, ...], int] = field(default_factory=dict)


@dataclass(slots=True)
class PrintFile:
    """Writes pages; the root of the page tree is the first object, then come the fonts."""

    pdf: ObjectFile
    root: int
    fonts: tuple[int, ...]
    nodes: list[tuple[int, int]] = field(default_factory=list)
    _group: Group | None = None

    @classmethod
    def begin(cls, pdf: ObjectFile) -> "PrintFile":
        """Write what every page needs."""
        pdf.begin()
        root = pdf.promise()
        return cls(pdf, root, write_fonts(pdf))

    @property
    def group(self) -> Group:
        """Tell the group that is being written; a new one is begun."""
        if self._group is None:
            self._group = Group(self.pdf.promise(), self.pdf.promise())
        return self._group

    def add_stamped(self, pages: Sequence[StampedPage], overlays: Sequence[bytes]) -> None:
        """Write stamped pages, each with what lies over it."""
        for page, overlay in zip(pages, overlays, strict=True):
            content = b"%b%b\n%b" % (
                self._drawing(page.shared),
                page.operators.encode("latin-1"),
                overlay,
            )
            self._page(b"/Contents %d 0 R" % self.pdf.add_stream(content))
        self._fill_sheet(len(pages))

    def add_typeset(self, content: bytes, overlays: Sequence[bytes]) -> None:
        """Copy the pages of a typeset letter; whose fronts have a list of contents already."""
        copied = ForeignPages(content, self.pdf)
        for entries, overlay in zip(copied, overlays, strict=True):
            over = b"/Contents [%d 0 R " % self.pdf.add_stream(overlay) if overlay else LIST
            self._page(entries.replace(LIST, over, 1))
        self._fill_sheet(len(overlays))

    def close_group(self) -> None:
        """Write what the letters of the group share, and their node of the page tree."""
        group = self._group
        if group is None:
            return
        fonts = b"".join(b"/F%d %d 0 R" % font for font in enumerate(self.fonts))
        drawings = b"".join(b"/D%d %d 0 R" % (at, at) for at in group.drawings.values())
        resources = b"<</Font<<%b>>/XObject<<%b>>>>" % (fonts, drawings)
        self.pdf.write(group.resources, resources)
        entries = b"/Parent %d 0 R%b/Resources %d 0 R" % (self.root, MEDIA, group.resources)
        self.pdf.write(group.node, _node(group.pages, len(group.pages), entries))
        self.nodes.append((group.node, len(group.pages)))
        self._group = None

    def end(self) -> None:
        """Write the root of the page tree and everything after it."""
        self.close_group()
        count = sum(pages for _, pages in self.nodes)
        self.pdf.write(self.root, _node([node for node, _ in self.nodes], count, b""))
        catalog = b"<</Type/Catalog/Pages %d 0 R%b>>" % (self.root, PREFERENCES)
        self.pdf.end(self.pdf.add(catalog))

    def _page(self, entries: bytes) -> None:
        group = self.group
        page = b"<</Type/Page/Parent %d 0 R%b>>" % (group.node, entries)
        group.pages.append(self.pdf.add(page))

    def _fill_sheet(self, pages: int) -> None:
        """Leave the back of the last sheet blank, so that the next letter begins on a front."""
        if pages % 2:
            self._page(b"")

    def _drawing(self, bars: tuple[Bar, ...]) -> bytes:
        """Call what many letters have in the same places; it is written once a group."""
        if not bars:
            return b""
        drawings = self.group.drawings
        if bars not in drawings:
            kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595.28 %.2f]" % HEIGHT_PT
            drawings[bars] = self.pdf.add_stream(drawn(bars).encode("ascii"), kind)
        return b"/D%d Do\n" % drawings[bars]


def _node(kids: Sequence[int], count: int, entries: bytes) -> bytes:
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (count, listed, entries)
