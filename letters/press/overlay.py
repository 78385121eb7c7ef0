"""Codes on the fronts of a typeset letter, drawn when its sheets are known."""

from dataclasses import dataclass

import pydyf
from weasyprint.document import Document

from letters.blocks import LetterText
from letters.envelope import Rectangle
from letters.press.codes import codes_on_front, sheets_of

OBJECT_AND_GENERATION_AND_R = 3


@dataclass(frozen=True, slots=True)
class CodesOnFronts:
    """Finishes a file of WeasyPrint: each front gets the codes that say which sheet it is."""

    text: LetterText
    place: Rectangle

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        """Lay the codes under each front, as what no screen reader speaks."""
        sheets = sheets_of(len(document.pages))
        fronts = pdf.pages["Kids"][:: OBJECT_AND_GENERATION_AND_R * 2]
        for sheet, reference in enumerate(fronts, start=1):
            page = pdf.objects[reference]
            codes = codes_on_front(self.text, sheet, sheets, self.place)
            drawn = pydyf.Stream([codes], compress=True)
            pdf.add_object(drawn)
            page["Contents"] = pydyf.Array([drawn.reference, page["Contents"]])
