"""Small files of every format that is read, built from paragraphs and tables."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"  # a font of the Adobe-GB1 collection, named and not embedded
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK", alignment=4)
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=22, leading=32, alignment=1, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=12, leading=16, wordWrap="CJK")


@dataclass(frozen=True)
class Ruled:
    """A table: rows of cells; a row given as a string is one cell over all columns.

    ``over``: (row, column) -> over how many rows a cell goes, 0 where it belongs to the cell above; the head is no row.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str] | str]
    over: Mapping[tuple[int, int], int] = field(default_factory=dict)


Block = str | Ruled | None  # a paragraph ("# …" a title), a table, a page break


def as_docx(blocks: Iterable[Block], header: str = "") -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for block in blocks:
        if isinstance(block, Ruled):
            _docx_table(document, block)
        elif block is None:
            document.add_page_break()
        else:
            document.add_paragraph(block.removeprefix("# "))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document, block: Ruled) -> None:
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for row in (block.head, *block.rows):
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
        else:
            for cell, text in zip(cells, row):
                cell.text = text
    for (place, column), height in block.over.items():
        if height > 1:
            text = table.cell(place + 1, column).text
            table.cell(place + 1, column).merge(table.cell(place + height, column)).text = text


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def raw_docx(body: str, numbering: str = "", styles: str = "", main: str = "word/document.xml", prolog: str = "") -> bytes:
    """Return a .docx whose body, numbering and styles are given as XML with the prefix w."""
    folder, _, file = main.rpartition("/")
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="a" Type="{R}/officeDocument" Target="{main}"/></Relationships>',
        main: f'{prolog}<w:document xmlns:w="{W}" xmlns:mc="m" xmlns:wps="s"><w:body>{body}</w:body></w:document>',
        f"{folder}/_rels/{file}.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="a" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="b" Type="{R}/numbering" Target="numbering.xml"/></Relationships>',
        f"{folder}/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        f"{folder}/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
    }
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return file.getvalue()


def as_pdf(blocks: Iterable[Block], header: str = "", numbered: bool = True) -> bytes:
    """Set on A4 as official documents are: lines of 28 characters, page numbers "— 1 —"."""

    def decorate(canvas, document) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 45, header)
        if numbered:
            canvas.drawCentredString(A4[0] / 2, 70, f"— {document.page} —")

    flow = []
    for block in blocks:
        if isinstance(block, Ruled):
            flow.append(_pdf_table(block))
        elif block is None:
            flow.append(PageBreak())
        else:
            flow.append(Paragraph(escape(block.removeprefix("# ")), TITLE if block.startswith("# ") else BODY))
    file = BytesIO()
    margins = {"leftMargin": 73, "rightMargin": 68, "topMargin": 100, "bottomMargin": 95}  # and 6 points within the frame
    SimpleDocTemplate(file, pagesize=A4, **margins).build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return file.getvalue()


def _pdf_table(block: Ruled) -> Table:
    count = len(block.head)
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    rows = []
    for place, row in enumerate((block.head, *block.rows)):
        if isinstance(row, str):
            style.append(("SPAN", (0, place), (-1, place)))
            row = [row, *[""] * (count - 1)]
        rows.append([Paragraph(escape(cell), CELL) for cell in row])
    for (place, column), height in block.over.items():
        if height > 1:
            style.append(("SPAN", (column, place + 1), (column, place + height)))
    return Table(rows, colWidths=[40, *[(442 - 40) / (count - 1)] * (count - 1)], style=style)


OFD = "http://www.ofdspec.org/2016"
SIZE, PITCH, LEFT, TOP, PER_LINE, PER_PAGE = 5.6, 9.8, 28.0, 45.0, 27, 20  # mm, characters, lines
CELL_SIZE, CELL_PITCH, PADDING = 4.2, 6.0, 2.0


def as_ofd(blocks: Iterable[Block], header: str = "") -> bytes:
    """Set on A4; a paragraph that does not fit goes on on the next page."""
    pages: list[list[str]] = [[]]
    y = TOP

    def room(height: float) -> None:
        nonlocal y
        if y + height > TOP + PITCH * PER_PAGE:
            pages.append([])
            y = TOP

    for block in blocks:
        if block is None:
            room(1000)
        elif isinstance(block, Ruled):
            for row in (block.head, *block.rows):
                cells = [row] if isinstance(row, str) else list(row)
                widths = [160.0] if isinstance(row, str) else [16.0, *[144.0 / (len(row) - 1)] * (len(row) - 1)]
                drawn, height = _ofd_row(cells, widths)
                room(height)
                pages[-1] += [shape(y - TOP) for shape in drawn]
                y += height
        else:
            text = "　　" + block.removeprefix("# ")
            for begin in range(0, len(text), PER_LINE):
                room(PITCH)
                line = text[begin : begin + PER_LINE]
                back = len(line) - len(line.lstrip("　"))
                pages[-1].append(ofd_text(line.lstrip("　"), LEFT + back * SIZE, y))
                y += PITCH
    for number, page in enumerate(pages, 1):
        page.insert(0, ofd_text(f"- {number} -", 100, 272, 4.0))
        page.insert(0, ofd_text(header, 90, 18, 4.0) if header else "")
    return ofd_of(pages)


def _ofd_row(cells: list[str], widths: list[float]):
    """Return what draws a row of cells at a height below ``TOP``, and its height."""
    wrapped = []
    for cell, width in zip(cells, widths):
        most = max(1, int((width - 2 * PADDING) / CELL_SIZE))
        wrapped.append([cell[place : place + most] for place in range(0, len(cell), most)] or [""])
    height = max(map(len, wrapped)) * CELL_PITCH + PADDING
    drawn = []
    x = LEFT
    for lines, width in zip(wrapped, widths):
        drawn.append(lambda down, x=x, width=width: ofd_box(x, TOP + down, width, height))
        for place, line in enumerate(lines):
            drawn.append(
                lambda down, x=x, line=line, place=place: ofd_text(line, x + PADDING, TOP + down + 1 + place * CELL_PITCH, CELL_SIZE)
            )
        x += width
    return drawn, height


def ofd_text(text: str, x: float, y: float, size: float = SIZE, more: str = "") -> str:
    """Return a text object whose characters stand one ``size`` apart."""
    steps = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {size * len(text)} {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size * 0.88:.3f}"{steps}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_box(x: float, y: float, width: float, height: float) -> str:
    path = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
    return f'<ofd:PathObject ID="2" Boundary="{x} {y} {width} {height}"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'


def ofd_of(pages: Sequence[Sequence[str]], prolog: str = "", template: str = "") -> bytes:
    """Return an OFD file of pages given as the XML of their objects."""

    def content(objects: Iterable[str]) -> str:
        used = '<ofd:Template TemplateID="900"/>' if template else ""
        return (
            f'{prolog}<ofd:Page xmlns:ofd="{OFD}">{used}<ofd:Content>'
            f'<ofd:Layer ID="3">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        )

    listed = "".join(f'<ofd:Page ID="{10 + place}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place in range(len(pages)))
    shared = '<ofd:TemplatePage ID="900" BaseLoc="Tpls/Content.xml"/>' if template else ""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData>{area}{shared}</ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{place}/Content.xml": content(objects) for place, objects in enumerate(pages)},
    }
    if template:
        parts["Doc_0/Tpls/Content.xml"] = (
            f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer ID="3">{template}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return zipped(parts)


def raw_pdf(content: bytes, more: bytes = b"", resources: bytes = b"") -> bytes:
    """Return a PDF of one page with this content stream, packed; ``more`` are further objects, numbered from 5."""
    packed = zlib.compress(content, 9)
    objects = [
        b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<" + resources + b">> >> endobj",
        b"4 0 obj <</Length %d /Filter /FlateDecode>> stream\n" % len(packed) + packed + b"\nendstream endobj",
        more,
        b"trailer <</Root 1 0 R>>",
    ]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\n%%EOF"
