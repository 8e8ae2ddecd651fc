"""The empty document that every DOCX starts from: page, styles, page numbers, fonts.

python-docx's own template carries Japanese theme fonts, American English and 900 KB of styles; this one carries what
an official document of a Chinese organ needs and nothing else. Measures follow GB/T 9704—2012: A4, type area 156 × 225
mm, 22 lines of 28 characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape

from assistant.export.office import STANDARD_FONTS, Fonts
from assistant.export.package import CONTENT_TYPES, RELATIONSHIPS, package

TYPE_AREA = 8844
"""Width of the type area in twentieths of a point: 156 mm."""

CHARACTER = 315
"""Width of one character of body text in twentieths of a point: 28 of them fill the type area."""

CHARACTERS = 28
"""Characters a line."""

# 29 points a line would leave room for 21 lines only.
LINE = 579

# What to fall back on where the fonts that organs expect are not installed.
_SUBSTITUTES = {
    "仿宋_GB2312": "仿宋",
    "仿宋": "FangSong",
    "楷体_GB2312": "楷体",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋简体": "华文中宋",
}

PAGE_NUMBER_FONT = "宋体"
"""GB/T 9704—2012, 7.5: whatever the tables are set in."""

RUN_IN = "RunInHeading"
"""The character style of a heading that stands in its paragraph."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@cache
def base(header: str = "", chosen: Fonts = STANDARD_FONTS) -> bytes:
    """Return the empty package; `header` is a line at the top of every page, `chosen` the fonts."""
    parts = {
        CONTENT_TYPES: _content_types(header),
        RELATIONSHIPS: _package_relationships(),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(),
        "word/document.xml": _document(header),
        "word/_rels/document.xml.rels": _document_relationships(header),
        "word/styles.xml": _styles(chosen),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(chosen),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    if header:
        parts["word/header1.xml"] = _header(header)
    return package({name: (_DECLARATION + xml).encode() for name, xml in parts.items()})


def fonts(name: str) -> str:
    """Return the font for every script: with one slot left open, Word takes quotes and digits from another font."""
    slots = " ".join(f'w:{slot}="{name}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {slots}/>"


def size(points: float) -> str:
    """Return a type size."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _content_types(header: str) -> str:
    kinds = {
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/word/footer2.xml": f"{_WORD}.footer+xml",
    }
    if header:
        kinds["/word/header1.xml"] = f"{_WORD}.header+xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relationships}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _package_relationships() -> str:
    return _relationships(
        [
            (f"{_R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_R}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relationships(header: str) -> str:
    targets = [
        (f"{_R}/styles", "styles.xml"),
        (f"{_R}/settings", "settings.xml"),
        (f"{_R}/fontTable", "fontTable.xml"),
        (f"{_R}/footer", "footer1.xml"),
        (f"{_R}/footer", "footer2.xml"),
    ]
    return _relationships([*targets, *([(f"{_R}/header", "header1.xml")] if header else [])])


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{kind}"><Application>nianbao</Application></Properties>'


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _document(header: str) -> str:
    headers = "".join(
        f'<w:headerReference w:type="{side}" r:id="rId6"/>' for side in ("default", "even")
    )
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr>'
        f"{headers if header else ''}"
        '<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1475" w:bottom="1984" w:left="1587"'
        ' w:header="851" w:footer="1417" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'
        "</w:sectPr></w:body></w:document>"
    )


@dataclass(frozen=True)
class _Style:
    """One paragraph style; Word knows the built-in ones by their English names."""

    id: str
    name: str
    font: str
    points: float
    paragraph: str = ""
    character: str = ""
    following: str = ""

    def xml(self) -> str:
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
            f"<w:pPr>{self.paragraph}</w:pPr>"
            f"<w:rPr>{fonts(self.font)}{self.character}{size(self.points)}</w:rPr></w:style>"
        )


_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
_LEFT, _CENTRE = '<w:jc w:val="left"/>', '<w:jc w:val="center"/>'
# A paragraph in a cell, or at the edge of the page, does not take whole lines of the body.
_FREE = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
_EVEN = '<w:spacing w:val="0"/>'


def _heading(level: int, font: str, character: str = "") -> _Style:
    return _Style(
        f"Heading{level}",
        f"heading {level}",
        font,
        16,
        f'<w:keepNext/><w:keepLines/>{_INDENT}<w:outlineLvl w:val="{level - 1}"/>',
        character,
        following="BodyText",
    )


def _paragraph_styles(chosen: Fonts) -> tuple[_Style, ...]:
    frame = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="C00000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    red = '<w:color w:val="C00000"/>'
    gap = '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>'
    title = (
        f'<w:keepNext/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:after="{LINE}" w:line="700" w:lineRule="exact"/>{_CENTRE}'
    )
    return (
        _Style("Title", "Title", chosen.title, 22, title, _EVEN, following="BodyText"),
        _Style("Above", "题上一行", chosen.body, 16, _CENTRE),
        _heading(1, chosen.heading),
        _heading(2, chosen.subheading),
        _heading(3, chosen.body, "<w:b/><w:bCs/>"),
        _heading(4, chosen.body),
        _Style("BodyText", "Body Text", chosen.body, 16, _INDENT),
        _Style("Signature", "Signature", chosen.body, 16, '<w:keepNext/><w:jc w:val="left"/>'),
        _Style("Date", "Date", chosen.body, 16, _LEFT),
        _Style("Note", "附注", chosen.body, 16, _INDENT + _LEFT),
        _Style("TableHead", "表格标题", chosen.heading, 10.5, _FREE + _CENTRE, _EVEN),
        _Style("TableLabel", "表格项目", chosen.table, 10.5, _FREE + _LEFT, _EVEN),
        _Style("TableNumber", "表格数字", chosen.table, 10.5, _FREE + _CENTRE, _EVEN),
        _Style("TableGap", "表格之后", chosen.body, 5, gap),
        _Style(
            "DraftMark",
            "草稿标记",
            chosen.heading,
            16,
            f'<w:pBdr>{frame}</w:pBdr><w:spacing w:after="{LINE}"/>{_CENTRE}',
            red,
        ),
        _Style("Header", "header", chosen.heading, 14, _FREE + _CENTRE, red + _EVEN),
        _Style("Footer", "footer", PAGE_NUMBER_FONT, 14, _FREE, _EVEN),
    )


def _styles(chosen: Fonts) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(chosen.body)}'
        f'<w:kern w:val="0"/>{size(16)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        # 16 points less a quarter: 28 characters fill 156 mm.
        '<w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:styleId="{RUN_IN}"><w:name w:val="接排标题"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{fonts(chosen.subheading)}</w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"</w:style>{''.join(style.xml() for style in _paragraph_styles(chosen))}</w:styles>"
    )


def _settings() -> str:
    flags = (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "adjustLineHeightInTable",
        "useFELayout",
    )
    settings = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
        "useWord2013TrackBottomHyphenation": 0,
    }
    compat = "".join(f"<w:{flag}/>" for flag in flags) + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in settings.items()
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table(chosen: Fonts) -> str:
    return (
        f'<w:fonts xmlns:w="{W}">'
        + "".join(map(_font, dict.fromkeys((*chosen, PAGE_NUMBER_FONT))))
        + "</w:fonts>"
    )


def _font(name: str) -> str:
    other = _SUBSTITUTES.get(name, "")
    substitute = f'<w:altName w:val="{other}"/>' if other else ""
    return (
        f'<w:font w:name="{escape(name)}">{substitute}<w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
    )


def _footer(side: str) -> str:
    """“— 1 —”, one character in from the edge: at the right of odd pages, at the left of even ones."""

    def run(content: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{content}</w:r>'

    runs = "".join(
        map(
            run,
            (
                '<w:t xml:space="preserve">— </w:t>',
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>1</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
                '<w:t xml:space="preserve"> —</w:t>',
            ),
        )
    )
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{runs}</w:p></w:ftr>"
    )


def _header(text: str) -> str:
    return (
        f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'
        "</w:p></w:hdr>"
    )
