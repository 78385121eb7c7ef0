"""Our two fonts inside a print file: whole, once, with what each glyph says."""

import struct
import zlib
from functools import cache
from importlib.resources import files

from letters.press.object_file import ObjectFile
from letters.press.shaping import Typeface, typeface
from letters.press.sheet_style import FONTS

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
{rows}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
MOST_ROWS = 100  # a block of a CMap holds no more (ISO 32000-1, 9.7.5.3)
ITALIC, CAP_HEIGHT, STEM = 0, 660, 84


def write_fonts(pdf: ObjectFile) -> tuple[int, ...]:
    """Write both weights, which pages call F0 and F1; tell the number of each."""
    return tuple(_font(pdf, is_bold=is_bold) for is_bold in (False, True))


def _font(pdf: ObjectFile, *, is_bold: bool) -> int:
    face = typeface(is_bold)
    squeezed, length = _file(is_bold)
    file = pdf.add_raw_stream(squeezed, b"/Filter/FlateDecode/Length1 %d" % length)
    name = FONTS[is_bold].removesuffix(".ttf").encode()
    box = " ".join(map(str, struct.unpack_from(">4h", face.table("head"), 36))).encode()
    ascent, descent = struct.unpack_from(">2h", face.table("hhea"), 4)
    descriptor = pdf.add(
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%b]/ItalicAngle %d/Ascent %d"
        b"/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
        % (name, box, ITALIC, ascent, descent, CAP_HEIGHT, STEM, file)
    )
    widths = " ".join(map(str, face.widths)).encode()
    descendant = pdf.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDToGIDMap/Identity/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/W[0[%b]]>>" % (name, descriptor, widths)
    )
    said = pdf.add_stream(_said(face).encode("ascii"))
    return pdf.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, descendant, said)
    )


@cache
def _file(is_bold: bool) -> tuple[bytes, int]:  # noqa: FBT001 - the two weights that there are
    content = files("letters").joinpath("fonts", FONTS[is_bold]).read_bytes()
    return zlib.compress(content), len(content)


def _said(face: Typeface) -> str:
    """Tell whoever copies or reads aloud which character each glyph is."""
    rows = [
        f"<{glyph:04x}><{said.encode('utf-16-be').hex()}>"
        for glyph, said in enumerate(face.glyphs)
        if said
    ]
    blocks = (rows[begin : begin + MOST_ROWS] for begin in range(0, len(rows), MOST_ROWS))
    written = (f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return CMAP.format(rows="\n".join(written))
