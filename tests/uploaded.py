"""Files as people upload them, made on the spot: small PDFs and Word documents."""

import io
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE_POINTS = 14
PAPER = "/MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >>"
# No font is in the file: its letters are told by the table in object 1.
FONT = """
<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 500 700] /Ascent 700 /Descent -200 >>
<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500 /FontDescriptor 2 0 R >>
<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 1 0 R \
/DescendantFonts [3 0 R] >>
""".strip().splitlines()


def docx(*paragraphs, title="", **parts):
    """A Word document. A paragraph that begins with “<” is taken as the XML of the body it is."""
    body = "".join(_paragraph(text) for text in paragraphs)
    if title:
        body = _paragraph(title, '<w:pPr><w:pStyle w:val="Title"/></w:pPr>') + body
    style = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    files = {
        "word/document.xml": f"<w:body>{body}</w:body>",
        "word/styles.xml": style,
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in files.items():
            root = name.removeprefix("word/").removesuffix(".xml")
            package.writestr(name, f'<w:{root} xmlns:w="{NAMESPACE}">{xml}</w:{root}>')
    return packed.getvalue()


def _paragraph(text, properties=""):
    if text.startswith("<"):
        return text
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages, title="", trailer="", spelt=False):
    """A PDF of pages, each a list of lines; an empty line leaves a gap.

    A line is drawn from left to right as it is written here: right-to-left scripts have to be
    given in the order of the eye. `spelt` says again what such a line reads, in small pieces, as
    browsers do for letters that are joined.
    """
    chars = sorted({char for lines in pages for line in lines for char in line})
    number = {char: f"{at:04X}" for at, char in enumerate(chars, 1)}
    pages_at = 5 + 2 * len(pages)
    objects = [_stream(_to_unicode(number)), *FONT]
    for lines in pages:
        content = f"{len(objects) + 1} 0 R"
        objects += [
            _stream(_drawn(lines, number, spelt)),
            f"<< /Type /Page /Parent {pages_at} 0 R /Contents {content} {PAPER} >>",
        ]
    kids = " ".join(f"{at} 0 R" for at in range(6, pages_at, 2))
    objects += [
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        f"<< /Type /Catalog /Pages {pages_at} 0 R >>",
        f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>",
    ]
    return _file(objects, f"/Root {pages_at + 1} 0 R /Info {pages_at + 2} 0 R {trailer}")


def _to_unicode(number):
    lines = "\n".join(
        f"1 beginbfchar <{code}> <{char.encode('utf-16-be').hex()}> endbfchar"
        for char, code in number.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{lines}\nendcmap end end"
    )


def _drawn(lines, number, spelt):
    shown = (
        f"1 0 0 1 60 {800 - LINE_POINTS * at} Tm {_shown(line, number, spelt)}"
        for at, line in enumerate(lines)
        if line
    )
    return "\n".join(["BT /F 11 Tf", *shown, "ET"])


def _shown(line, number, spelt):
    if not spelt:
        return f"<{''.join(map(number.get, line))}> Tj"
    pieces = (line[at : at + 3] for at in range(0, len(line), 3))
    return " ".join(
        f"/Span << /ActualText <FEFF{piece[::-1].encode('utf-16-be').hex()}> >> BDC "
        f"{_shown(piece, number, spelt=False)} EMC"
        for piece in pieces
    )


def _stream(content):
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects, trailer):
    out, places = "%PDF-1.7\n", []
    for at, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()
