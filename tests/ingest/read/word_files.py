"""Word documents of our own wording, part by part, for the tests."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89"
)

STYLES = (
    f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='32'/></w:rPr>"
    "</w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/>"
    "<w:basedOn w:val='a'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/>"
    "<w:basedOn w:val='1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='a5'><w:name w:val='caption'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='L'><w:name w:val='List Paragraph'/>"
    "<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    "</w:styles>"
)


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


NUMBERING = (
    f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='0'>"
    f"{level(0, 'chineseCountingThousand', '%1、')}"
    f"{level(1, 'chineseCountingThousand', '（%2）')}{level(2, 'decimal', '%3.')}"
    "</w:abstractNum><w:abstractNum w:abstractNumId='1'>"
    f"{level(0, 'bullet', '●')}</w:abstractNum><w:abstractNum w:abstractNumId='2'>"
    f"{level(0, 'ideographTraditional', '%1、')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='5'/></w:lvlOverride></w:num></w:numbering>"
)


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def par(text: str = "", style: str = "", more: str = "", look: str = "", inner: str = "") -> str:
    styled = f"<w:pStyle w:val='{style}'/>" if style else ""
    held = inner or (run(text, look) if text else "")
    return f"<w:p><w:pPr>{styled}{more}</w:pPr>{held}</w:p>"


def listed(text: str, list_id: int, at: int = 0) -> str:
    return par(text, more=f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{list_id}'/></w:numPr>")


def cell(text: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{par(text)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def relations(**targets: str) -> str:
    made = "".join(
        f"<Relationship Id='{key}' Type='{R}/image' Target='{target}'/>"
        for key, target in targets.items()
    )
    return f"<Relationships xmlns='{PACKAGE}'>{made}</Relationships>"


def docx(*body: str, **parts: str | bytes) -> bytes:
    """Make a document of a body and further parts by their names."""
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' "
            f"Type='{R}/officeDocument' Target='word/document.xml'/></Relationships>"
        ),
        "word/document.xml": (f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>"),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    return package(held | parts)


def package(held: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            # A fixed day: the same bytes each time.
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
