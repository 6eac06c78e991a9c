"""A document for word processors: DOCX and ODT, made by pandoc and mended where pandoc says too little."""

import json
import re
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from alignment.report.document import Chart, Document, line
from alignment.report.formats.common import LOCALES, RECORD
from alignment.report.formats.pandoc import convert
from alignment.report.formats.properties import pieces

AUTHOR = "alignment"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def write_docx(document: Document) -> bytes:
    """The document for Word; the same document gives the same bytes."""
    parts = _unpacked(convert(document, "docx"))
    lang = LOCALES[document.lang]
    parts["word/document.xml"] = _docx_text(parts["word/document.xml"])
    parts["word/settings.xml"] = re.sub(
        r'(<w:themeFontLang w:val=)"[^"]*"', rf'\1"{lang}"', parts["word/settings.xml"].decode()
    ).encode()
    parts["docProps/core.xml"] = _docx_core(document).encode()
    parts["docProps/app.xml"] = f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"/>'.encode()
    parts["docProps/custom.xml"] = _docx_custom(document).encode()
    return _packed(parts, "[Content_Types].xml")


def write_odt(document: Document) -> bytes:
    """The document as OpenDocument text; the same document gives the same bytes."""
    parts = _unpacked(convert(document, "odt"))
    parts["content.xml"] = _odt_text(parts["content.xml"].decode(), document).encode()
    parts["meta.xml"] = _odt_meta(document).encode()
    return _packed(parts, "mimetype")


def _unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _packed(parts: dict[str, bytes], first: str) -> bytes:
    """Parts as a zip file without times; the one that says what the file is comes first, and is not packed in ODT."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name in sorted(parts, key=lambda each: (each != first, each)):
            info = ZipInfo(name)
            info.compress_type = ZIP_STORED if name == "mimetype" or name.endswith(".png") else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, parts[name])
    return out.getvalue()


def _date(document: Document) -> str:
    return f"{json.loads(document.provenance)['date']}T00:00:00Z"


def _title(document: Document) -> str:
    return escape(line(document.title).plain)


# DOCX


def _docx_text(content: bytes) -> bytes:
    """The text with tables that repeat their header and do not break a row, and without the addresses of pictures."""
    text = re.sub(r'<pic:cNvPr descr="[^"]*"', '<pic:cNvPr descr=""', content.decode())
    text = re.sub(r"<w:tbl>.*?</w:tbl>", lambda found: _docx_table(found[0]), text, flags=re.S)
    return _AFTER_TABLE.sub(r'\1<w:spacing w:before="160"/>\2', text).encode()


_AFTER_TABLE = re.compile(
    r"(</w:tbl>\s*(?:<w:bookmarkEnd [^>]*/>\s*)*<w:p><w:pPr>"
    r'<w:pStyle w:val="(?:MemoItem|BodyText|FirstParagraph|OwnLabel)" />'
    r"(?:<w:numPr>.*?</w:numPr>)?)(</w:pPr>)"
)
"""The start of the text after a table, which Word would set right below it."""


def _docx_table(table: str) -> str:
    look = '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
    table = re.sub(r"<w:tblLook [^>]*/>", f'{look} w:noHBand="1" w:noVBand="1"/>', table)
    return re.sub(r"<w:tr>.*?</w:tr>", lambda found: _docx_row(found[0]), table, flags=re.S)


def _docx_row(row: str) -> str:
    header = "<w:tblHeader" in row
    row = row.replace('<w:pStyle w:val="Compact" />', f'<w:pStyle w:val="{"TableHead" if header else "TableText"}"/>')
    if header:
        return row.replace("<w:trPr>", "<w:trPr><w:cantSplit/>", 1)
    return row.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>", 1)


def _docx_core(document: Document) -> str:
    day = _date(document)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_title(document)}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
        f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy><dc:language>{LOCALES[document.lang]}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )


def _docx_custom(document: Document) -> str:
    kind = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    found = [
        f'<property fmtid="{kind}" pid="{place}" name="{name}"><vt:lpwstr>{escape(piece)}</vt:lpwstr></property>'
        for place, (name, piece) in enumerate(pieces(document.provenance), 2)
    ]
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{''.join(found)}</Properties>"
    )


# ODT


def _odt_text(content: str, document: Document) -> str:
    """The text with descriptions at its pictures and rules in its tables."""
    charts = iter(document.charts)
    content = re.sub(
        r"<draw:frame .*?</draw:frame>", lambda found: _odt_frame(found[0], next(charts)), content, flags=re.S
    )
    content = content.replace("<style:table-properties ", '<style:table-properties fo:margin-bottom="0.3cm" ')
    return _CELL.sub(lambda found: f"{found[1]}<style:table-cell-properties {_CELLS[found[2]]}/>", content)


def _odt_frame(frame: str, chart: Chart) -> str:
    title, said = (escape(line(each).plain) for each in (chart.caption, chart.alt))
    frame = frame.replace("<draw:frame ", '<draw:frame text:anchor-type="as-char" ', 1)
    return frame.replace("</draw:frame>", f"<svg:title>{title}</svg:title><svg:desc>{said}</svg:desc></draw:frame>")


_EDGES = 'fo:border-left="none" fo:border-right="none" fo:padding-left="0.12cm" fo:padding-right="0.12cm"'
_CELLS = {
    "TableHeaderRowCell": (
        f'{_EDGES} fo:border-top="1pt solid #154273" fo:border-bottom="0.5pt solid #b9c4d3"'
        ' fo:background-color="#e6ecf3" style:vertical-align="bottom"'
    ),
    "TableRowCell": f'{_EDGES} fo:border-top="none" fo:border-bottom="0.5pt solid #b9c4d3"',
}
"""The cells of a table: pandoc writes these styles in the text and reads them nowhere."""

_CELL = re.compile(rf'(<style:style style:name="({"|".join(_CELLS)})"[^>]*>\s*)<style:table-cell-properties[^>]*/>')


def _odt_meta(document: Document) -> str:
    urn, day = "urn:oasis:names:tc:opendocument:xmlns", _date(document)
    record = escape("".join(piece for _, piece in pieces(document.provenance)))
    return (
        f'{_HEAD}<office:document-meta xmlns:office="{urn}:office:1.0" xmlns:meta="{urn}:meta:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<meta:generator>{AUTHOR}</meta:generator><dc:title>{_title(document)}</dc:title>"
        f"<dc:language>{LOCALES[document.lang]}</dc:language><meta:initial-creator>{AUTHOR}</meta:initial-creator>"
        f"<dc:creator>{AUTHOR}</dc:creator><meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date>"
        f'<meta:user-defined meta:name={quoteattr(RECORD)} meta:value-type="string">{record}'
        "</meta:user-defined></office:meta></office:document-meta>"
    )
