"""Makes exports/reference.docx and exports/reference.odt: pandoc's own reference documents with the memo's look."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypandoc

EXPORTS = Path(__file__).resolve().parents[1] / "exports"
FONT = "Arial"
OTHER_FONTS = ("Liberation Sans", "Helvetica", "sans-serif")
BLUE, GREY, RULE, SHADE, TINT = "154273", "595959", "B9C4D3", "E6ECF3", "F6F8FB"
BODY = 10.0
MARGIN = 2.5  # cm
LABEL = 3.6  # cm: how far the facts under the title stand from the margin
OWN = 0.63  # cm: the same for the officer's own words
ENDS = ("top", "bottom")


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes and distances in points, indents in centimetres; `edges`: sides with a rule."""

    word: str
    odt: str
    label: str
    parent: str = "Normal"
    size: float | None = None
    bold: bool | None = None
    color: str | None = None
    before: float = 0
    after: float = 0
    line: float | None = None
    left: float = 0
    hanging: float = 0
    keep: bool = False
    edges: tuple[str, ...] = ()
    edge: str = BLUE
    fill: str | None = None
    level: int | None = None


STYLES = (
    Style("BodyText", "Text_20_body", "Body Text", before=3, after=5, line=1.12),
    Style("FirstParagraph", "First_20_paragraph", "First Paragraph", "BodyText", before=3, after=5, line=1.12),
    Style("Compact", "MemoCompact", "Compact", "BodyText", line=1.12),
    Style("Title", "Title", "Title", size=18, bold=True, color=BLUE, after=14, line=1.1, keep=True),
    Style("MemoFact", "MemoFact", "MemoFact", before=2, after=2, left=LABEL, hanging=LABEL, edges=ENDS, edge=RULE),
    Style("MemoFactLast", "MemoFactLast", "MemoFactLast", before=2, after=10, left=LABEL, hanging=LABEL, edges=ENDS,
          edge=RULE),
    *(
        Style(f"Heading{n}", f"Heading_20_{n}", f"heading {n}", size=size, bold=True, color=color, before=before,
              after=after, keep=True, level=n)
        for n, size, color, before, after in (
            (1, 14.0, BLUE, 18, 5), (2, 11.5, BLUE, 13, 4), (3, BODY, BLUE, 10, 3), (4, BODY, GREY, 8, 2),
            (5, BODY, GREY, 8, 2), (6, BODY, GREY, 8, 2),
        )
    ),
    Style("MemoItem", "MemoItem", "MemoItem", "BodyText", before=1.5, after=1.5, line=1.12),
    Style("OwnWords", "OwnWords", "OwnWords", before=2, after=2, line=1.12, left=OWN, edges=("left",), fill=TINT),
    Style("OwnLabel", "OwnLabel", "OwnLabel", "OwnWords", size=9, bold=True, color=BLUE, before=9, after=2, line=1.12,
          left=OWN, edges=("left",), fill=TINT, keep=True),
    Style("OwnItem", "OwnItem", "OwnItem", before=2, after=2, line=1.12, edges=("left",), fill=TINT),
    Style("Caption", "Caption", "caption", size=9, bold=True, color=BLUE),
    Style("TableCaption", "TableCaption", "Table Caption", "Caption", before=10, after=4, keep=True),
    Style("ImageCaption", "FigureCaption", "Image Caption", "Caption", before=4, after=2, keep=True),
    Style("CaptionedFigure", "FigureWithCaption", "Captioned Figure", before=8, keep=True),
    Style("ChartSource", "ChartSource", "ChartSource", size=8.5, color=GREY, after=10),
    Style("TableText", "Table_20_Contents", "TableText", size=8.5, before=2, after=2),
    Style("TableHead", "Table_20_Heading", "TableHead", "TableText", bold=True, color=BLUE, before=2, after=2,
          keep=True),
    Style("FootnoteText", "Footnote", "footnote text", size=8, after=1.5),
    Style("Footer", "Footer", "footer", size=8, color=GREY),
)  # fmt: skip
ODT_NAMES = {"Normal": "Standard", **{each.word: each.odt for each in STYLES}}


def twips(points: float) -> int:
    return round(points * 20)


def cm(centimetres: float) -> int:
    return round(centimetres * 567)


# Word


def word_style(style: Style) -> str:
    custom = "" if style.label.lower() in _BUILT_IN else ' w:customStyle="1"'
    following = '<w:next w:val="BodyText"/>' if style.level or style.word == "Title" else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.word}"><w:name w:val="{style.label}"/>'
        f'<w:basedOn w:val="{style.parent}"/>{following}<w:qFormat/>'
        f"<w:pPr>{_word_paragraph(style)}</w:pPr><w:rPr>{_word_text(style)}</w:rPr></w:style>"
    )


_BUILT_IN = {"body text", "title", "caption", "footnote text", "footer", *(f"heading {n}" for n in range(1, 10))}


def _word_paragraph(style: Style) -> str:
    parts = ["<w:keepNext/><w:keepLines/>" if style.keep else ""]
    if style.edges:
        weight, space = (18, 8) if style.edges == ("left",) else (4, 6)
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{weight}" w:space="{space}" w:color="{style.edge}"/>'
            for side in style.edges
        )
        parts.append(f"<w:pBdr>{sides}</w:pBdr>")
    if style.fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>')
    if style.hanging:
        parts.append(f'<w:tabs><w:tab w:val="left" w:pos="{cm(style.left)}"/></w:tabs>')
    line = f' w:line="{round(240 * style.line)}" w:lineRule="auto"' if style.line else ""
    parts.append(f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"{line}/>')
    if style.left:
        parts.append(f'<w:ind w:left="{cm(style.left)}" w:hanging="{cm(style.hanging)}"/>')
    if style.word == "Footer":
        parts.append('<w:jc w:val="right"/>')
    if style.level:
        parts.append(f'<w:outlineLvl w:val="{style.level - 1}"/>')
    return "".join(parts)


def _word_text(style: Style) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>' if style.size else ""
    return bold + color + size


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def word_styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
        for side, size, color in (("top", 8, BLUE), ("bottom", 8, BLUE), ("insideH", 4, RULE))
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="68" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    return (
        f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{round(BODY * 2)}"/>'
        f'<w:szCs w:val="{round(BODY * 2)}"/><w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        + "".join(word_style(each) for each in STYLES)
        + f"{table}</w:styles>"
    )


def word_document(old: str) -> str:
    start = old[: old.index("<w:body>")]
    edges = " ".join(f'w:{side}="{cm(MARGIN)}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'{start}<w:body><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId90"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {edges} w:header="708" w:footer="708" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _word_field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


FOOTER = (
    f'{_XML}<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_word_field("PAGE")}'
    f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_word_field("NUMPAGES")}</w:p></w:ftr>'
)
FONTS = (
    f'{_XML}<w:fonts xmlns:w="{_W}"><w:font w:name="{FONT}"><w:altName w:val="{OTHER_FONTS[0]}"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
PART = f'<Override PartName="/word/footer1.xml" ContentType="{_KINDS}.footer+xml"/></Types>'


def word_parts() -> dict[str, Callable[[str], str]]:
    footer = f'<Relationship Id="rId90" Type="{_R}/footer" Target="footer1.xml"/></Relationships>'
    example = re.compile(r'<Relationship [^>]*TargetMode="External"[^>]*/>')  # of the text that is left out
    settings = re.compile(r"<w:(proofState|embedSystemFonts|savePreviewPicture)\b[^>]*/>")
    return {
        "word/styles.xml": lambda _: word_styles(),
        "word/document.xml": word_document,
        "word/footer1.xml": lambda _: FOOTER,
        "word/fontTable.xml": lambda _: FONTS,
        "word/settings.xml": lambda old: settings.sub("", old),
        "word/_rels/document.xml.rels": lambda old: example.sub("", old).replace("</Relationships>", footer),
        "[Content_Types].xml": lambda old: old.replace("</Types>", PART),
    }


# OpenDocument


def odt_style(style: Style) -> str:
    following = ' style:next-style-name="Text_20_body"' if style.level or style.word == "Title" else ""
    level = f' style:default-outline-level="{style.level}"' if style.level else ""
    return (
        f'<style:style style:name="{style.odt}" style:display-name="{style.odt.replace("_20_", " ")}"'
        f' style:family="paragraph" style:parent-style-name="{ODT_NAMES[style.parent]}"{following}{level}>'
        f"<style:paragraph-properties{_odt_paragraph(style)}>{_odt_tab(style)}</style:paragraph-properties>"
        f"<style:text-properties{_odt_text(style)}/></style:style>"
    )


def _odt_paragraph(style: Style) -> str:
    found = {"fo:margin-top": f"{style.before}pt", "fo:margin-bottom": f"{style.after}pt"}
    if style.line:
        found["fo:line-height"] = f"{round(style.line * 100)}%"
    if style.left:
        found |= {"fo:margin-left": f"{style.left}cm", "fo:text-indent": f"{-style.hanging}cm"}
    if style.keep:
        found["fo:keep-with-next"] = "always"
    for side in ("top", "bottom", "left", "right") if style.edges else ():
        weight, space = (2.25, 8) if style.edges == ("left",) else (0.5, 6)
        found[f"fo:border-{side}"] = f"{weight}pt solid #{style.edge}" if side in style.edges else "none"
        found[f"fo:padding-{side}"] = f"{space}pt" if side in style.edges else "0pt"
    if style.fill:
        found["fo:background-color"] = f"#{style.fill}"
    if style.word == "Footer":
        found["fo:text-align"] = "end"
    return "".join(f' {name}="{value}"' for name, value in found.items())


def _odt_tab(style: Style) -> str:
    # Word counts tab stops from the margin, OpenDocument (as pandoc writes it) from the indent.
    return '<style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>' if style.hanging else ""


def _odt_text(style: Style) -> str:
    found = {}
    for script in ("", "-asian", "-complex"):
        prefix = "style" if script else "fo"
        if style.size:
            found[f"{prefix}:font-size{script}"] = f"{style.size}pt"
        if style.bold:
            found[f"{prefix}:font-weight{script}"] = "bold"
    if style.color:
        found["fo:color"] = f"#{style.color}"
    return "".join(f' {name}="{value}"' for name, value in found.items())


FACE = (
    f'<style:font-face style:name="{FONT}" svg:font-family="{FONT}, {", ".join(repr(each) for each in OTHER_FONTS)}"'
    ' style:font-family-generic="swiss" style:font-pitch="variable"/>'
)
PAGES = '<text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count>'


def odt_styles(old: str) -> str:
    for style in STYLES:
        found = rf'<style:style\s+style:name="{style.odt}"(?:[^>]*/>|[^>]*>.*?</style:style>)'
        old = re.sub(found, "", old, flags=re.S)
    new = "".join(odt_style(each) for each in STYLES)
    old = re.sub(r'(<style:style\s+style:name="Standard"[^>]*/>)', lambda found: found[1] + new, old)
    old = re.sub(r'<style:font-face\s+style:name="Arial".*?/>', FACE, old, flags=re.S)
    old = re.sub(
        r'style:font-name(-asian|-complex)?="(Times New Roman|Lucida Sans Unicode|Tahoma1?|StarSymbol)"',
        rf'style:font-name\1="{FONT}"',
        old,
    )
    old = re.sub(r'(font-size(?:-asian|-complex)?)="12pt"', rf'\1="{BODY}pt"', old)
    old = re.sub(r'fo:page-width="[^"]*"\s+fo:page-height="[^"]*"', 'fo:page-width="21cm" fo:page-height="29.7cm"', old)
    old = re.sub(r'(fo:margin-(?:top|bottom|left|right))="1in"', rf'\1="{MARGIN}cm"', old)
    old = old.replace('fo:margin-bottom="2.5cm"', 'fo:margin-bottom="1.25cm"')  # the footer stands in the margin
    old = re.sub(
        r'fo:min-height="0.4in"(.*?)fo:margin-top="0.2in"',
        r'fo:min-height="1.25cm"\1fo:margin-top="0.6cm"',
        old,
        flags=re.S,
    )
    old = old.replace('style:line-style="none"', 'style:line-style="solid"')
    old = re.sub(r'(<style:style\s+style:name="MP1".*?fo:text-align=)"center"', r'\1"end"', old, flags=re.S)
    old = re.sub(r"<text:page-number.*?</text:page-number>", PAGES, old, flags=re.S)
    old = old.replace(
        'style:name="Footnote_20_Symbol"', 'style:name="Footnote_20_Symbol" style:parent-style-name="Superscript"'
    )
    old = re.sub(r'(text:notes-configuration\s+text:note-class="footnote")', r'\1 style:num-suffix=" "', old)
    return old.replace('fo:keep-together="auto"', 'fo:keep-together="always"')


def changed(default: str, parts: dict[str, Callable[[str], str]]) -> bytes:
    """A reference document of pandoc with parts changed or added, the same bytes each time."""
    made = [pypandoc.get_pandoc_path(), "--print-default-data-file", default]
    data = subprocess.run(made, capture_output=True, check=True).stdout
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(each for each in parts if each not in old.namelist())]:
            content = old.read(name).decode() if name in old.namelist() else ""
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, parts[name](content) if name in parts else content)
    return out.getvalue()


if __name__ == "__main__":
    (EXPORTS / "reference.docx").write_bytes(changed("reference.docx", word_parts()))
    (EXPORTS / "reference.odt").write_bytes(changed("reference.odt", {"styles.xml": odt_styles}))
