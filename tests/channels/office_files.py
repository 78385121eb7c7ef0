"""Files as offices export them, small enough to read in a test."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

from channels.files.column_map import ColumnMap, parse_map
from channels.files.office_file import look_over
from channels.files.rows import Country, read_rows
from core.model.asserted import AssertedRow, RowError
from tests.peru import gazetteer, numbering, pack

MAP = """
[fixed]
institution = "PE/muni-pisac"
as_of = 2026-11-20

[columns]
alias = "Expediente"
procedure = "Trámite"
state = "Estado"
name = "Solicitante"
document = "DNI"
phone = "Celular"
district = "Ubigeo"
presented_on = "Presentado"

[dates]
formats = ["%d/%m/%Y", "words", "serial"]

[words.procedure]
"Certificado domiciliario" = "PE/domicilio"

[words.state]
"EN EVALUACIÓN" = "EN_TRAMITE"
"Observado" = "REQUERIDO"
"""
HEADINGS = (
    "Expediente", "Trámite", "Estado", "Solicitante", "DNI", "Celular", "Ubigeo", "Presentado",
)  # fmt: skip
ROW = (
    "12-2026", "Certificado domiciliario", "EN EVALUACIÓN", "Juana Quispe", "99112233",
    "900112233", "080405", "10/11/2026",
)  # fmt: skip
Cells = Sequence[object]


def country() -> Country:
    return Country(gazetteer(), numbering(), pack().languages)


def the_map(text: str = MAP) -> ColumnMap:
    return parse_map(text, "prueba")


def csv_bytes(*rows: Cells, separator: str = ";", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def a_csv(folder: Path, *rows: Cells, separator: str = ";", encoding: str = "utf-8") -> Path:
    path = folder / "export.csv"
    path.write_bytes(csv_bytes(*rows, separator=separator, encoding=encoding))
    return path


def an_xlsx(folder: Path, *rows: Cells, change: Callable[[Workbook], None] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book)
    path = folder / "export.xlsx"
    book.save(path)
    return path


def as_excel_saves(folder: Path, *rows: Sequence[str]) -> Path:
    """Write a workbook by hand with its texts in one list, and a wrong size for its sheet."""
    texts = list(dict.fromkeys(text for row in rows for text in row))
    cells = "".join(
        "<row>" + "".join(f'<c t="s"><v>{texts.index(text)}</v></c>' for text in row) + "</row>"
        for row in rows
    )
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sheet}.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships {rels}><Relationship Id="r1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kind}"><sheets><sheet name="Hoja1" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {rels}><Relationship Id="r1" '
        f'Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="A1"/><sheetData>{cells}'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{items}</sst>",
    }
    path = folder / "export.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, written in parts.items():
            packed.writestr(name, written)
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Change what lies inside a workbook, as a strange program might have written it."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, written in parts.items():
            new.writestr(name, written)
    return path


def read(
    path: Path, text: str = MAP, as_of: date | None = None
) -> tuple[list[AssertedRow], list[RowError]]:
    """Read a file as a person with this map would, and part what was read from what was not."""
    told = list(read_rows(look_over(path), the_map(text), country(), as_of=as_of))
    rows = [one for one in told if isinstance(one, AssertedRow)]
    return rows, [one for one in told if isinstance(one, RowError)]


def changed(**cells: object) -> tuple[object, ...]:
    """Tell the usual row with some cells of another content, named by their headings."""
    return tuple(cells.get(heading, cell) for heading, cell in zip(HEADINGS, ROW, strict=True))
