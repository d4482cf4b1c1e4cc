"""Uploaded files as text. What cannot be read is refused in a sentence, whatever its bytes are."""

import codecs
import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uploaded import docx, pdf

from annotate.formats.uploads import MOST_BYTES, MOST_CHARS, Unreadable, read_document
from annotate.formats.uploads.__main__ import answer
from annotate.formats.uploads.lines import Line, join
from annotate.text import normalise

ARABIC = "اجتمع مجلس السلام في عام 1994"
HEBREW = "מועצת השלום נפגשה בשנת 1993"
BURMESE = "ငြိမ်းချမ်းရေး ဆွေးနွေးပွဲ"
EMOJI = "Peace 🕊 and 👩🏽‍🤝‍👩🏿 done"
SCRIPTS = [ARABIC, HEBREW, BURMESE, EMOJI, "Élan, Łódź and İzmir"]

TWO = "Secret talks began.\n\nThe council met."


def text_of(name, data):
    return read_document(name, data).text


def refusal(name, data):
    with pytest.raises(Unreadable) as refused:
        read_document(name, data)
    return str(refused.value)


def page(body, head=""):
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def as_drawn(line):
    """A right-to-left line in the order of the eye; its numbers run from left to right."""
    return " ".join(word if word.isdigit() else word[::-1] for word in line.split()[::-1])


# Every kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Secret talks began.  \r\n \r\n\r\n\r\nThe council met.\r\n"),
        ("a.MD", b"\n\nSecret talks began.\n\nThe council met."),
        ("a.html", page("<p>Secret talks\n began.</p><p>The council met.")),
        ("a.htm", page("<div>Secret talks began.<div>The council <b>met</b>.</div></div>")),
        ("a.docx", docx("Secret talks began.", "The council met.")),
        ("a.pdf", pdf(["Secret talks began.", "", "", "The council met."])),
    ],
)
def test_paragraphs_are_parted_by_an_empty_line_in_every_kind(name, data):
    assert text_of(name, data) == TWO


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "\n\n".join(SCRIPTS).encode()),
        ("a.txt", codecs.BOM_UTF16_LE + "\n\n".join(SCRIPTS).encode("utf-16-le")),
        ("a.md", "\n\n".join(SCRIPTS).encode()),
        ("a.html", page("<p>".join(SCRIPTS))),
        ("a.docx", docx(*SCRIPTS)),
    ],
)
def test_every_script_comes_out_as_it_went_in(name, data):
    assert text_of(name, data).split("\n\n") == SCRIPTS


def test_every_script_comes_out_of_a_pdf_in_the_order_it_is_read():
    lines = [as_drawn(words) if words in {ARABIC, HEBREW} else words for words in SCRIPTS]
    spaced = [one for line in lines for one in (line, "", "")]

    assert text_of("a.pdf", pdf(spaced)).split("\n\n") == SCRIPTS


def test_text_is_stored_in_composed_letters():
    assert text_of("a.txt", ("E\u0301lan " * 20 + "\0vital").encode()) == "Élan " * 20 + "vital"


# Titles


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("C:\\papers\\Oslo channel.txt", b"Words", "Oslo channel"),
        ("a.md", b"Words\n\n#  The Oslo channel #\n\n# Other", "The Oslo channel"),
        ("a.html", page("Words", "<title>The Oslo\n channel</title>"), "The Oslo channel"),
        ("a.html", page("<h1>Oslo <i>channel</i></h1>Words"), "Oslo channel"),
        ("a.docx", docx("Words", title="The Oslo channel"), "The Oslo channel"),
        ("a.pdf", pdf(["Words"], title="שלום 🕊"), "שלום 🕊"),
        ("Oslo.pdf", pdf(["Words"], title="Microsoft Word - final2.doc"), "Oslo"),
        (".txt", b"Words", "Untitled"),
    ],
)
def test_a_document_is_called_by_its_own_title_or_the_name_of_its_file(name, data, title):
    assert read_document(name, data).title == title


# Text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_any_unicode_encoding_is_read_without_a_guess(encoding):
    upload = read_document("a.txt", "Élan vital 🕊".encode(encoding))

    assert (upload.text, upload.notice) == ("Élan vital 🕊", "")


def test_who_uploads_text_of_no_known_encoding_is_told_how_it_was_read():
    upload = read_document("a.txt", "Élan – “vital”".encode("cp1252"))

    assert upload.text == "Élan – “vital”"
    assert "read as Windows-1252" in upload.notice


def test_markdown_stays_as_its_author_wrote_it():
    assert text_of("a.md", b"# Oslo\n\n*Two* [academics](x)") == "# Oslo\n\n*Two* [academics](x)"


# Web pages


def test_of_a_web_page_only_what_is_seen_is_kept():
    hidden = (
        "<script>let a</script><style>p{}</style><nav>Menu</nav><noscript>No</noscript><!-- c -->"
        "<div role=navigation>Up</div><p hidden>x<b>y</b></p><p style='Display : none'>z</p>"
        "<template>t</template><svg><text>s</text></svg><select><option>o</select>"
        "<textarea>in</textarea><iframe>f</iframe>"
    )
    data = page(f"{hidden}<p>Talks &amp; peace&nbsp;&#x1F54A;&eacute;{hidden}</p>")

    assert text_of("a.html", data) == "Talks & peace 🕊é"


def test_lists_rows_and_line_breaks_of_a_web_page_stay_apart():
    data = page(
        "<ul><li>One<li>Two</ul><table><tr><th>Year<td>1993<tr><th>Place<td>Oslo</table>"
        "<pre>a\n  b</pre>Sorkh<br>Rud"
    )

    expected = "One\n\nTwo\n\nYear\t1993\n\nPlace\tOslo\n\na\nb\n\nSorkh\nRud"
    assert text_of("a.html", data) == expected


def test_an_old_web_page_is_read_in_the_encoding_it_declares():
    data = f'<meta charset="windows-1256"><p>{ARABIC}'.encode("cp1256")
    upload = read_document("a.html", data)

    assert (upload.text, upload.notice) == (ARABIC, "")


# Word documents


def test_what_was_deleted_in_a_word_document_is_gone_and_what_was_inserted_stays():
    data = docx(
        "<w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>secret </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>open </w:t></w:r></w:ins><w:r><w:t>talks</w:t></w:r></w:p>"
    )
    assert text_of("a.docx", data) == "The open talks"


def test_a_note_of_a_word_document_stands_at_its_end():
    data = docx(
        '<w:p><w:r><w:t>Talks</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        "The end.",
        footnotes='<w:footnote w:id="2"><w:p><w:r><w:t>In Oslo.</w:t></w:r></w:p></w:footnote>',
    )
    assert text_of("a.docx", data) == "Talks[1]\n\nThe end.\n\nIn Oslo."


# PDFs


def test_lines_of_a_pdf_are_joined_into_paragraphs_and_words_mended():
    first = [
        "The mediators opened secret talks in Norway under cover of a re-",
        "search project on the living conditions in Gaza, and the Franco-",
        "German brigade looked on.",
        "Eight months later they had a paper that neither side had asked",
        "for. It was signed.",
    ]
    second = ["It was signed again on the next page."]

    one, two, three = text_of("a.pdf", pdf(first, second)).split("\n\n")
    assert "of a research project on the living conditions in Gaza, and the Franco-German" in one
    assert two.endswith("that neither side had asked for. It was signed.")
    assert three == second[0]


def test_arabic_letters_that_a_pdf_names_by_their_shapes_are_plain_letters_again():
    book = "\ufedb\ufe98\ufe8e\ufe8f"  # كتاب in its joined shapes

    assert text_of("a.pdf", pdf([f"1994 {book[::-1]}"])) == "كتاب 1994"


def test_arabic_words_whose_letters_a_browser_spells_out_are_not_reversed():
    assert text_of("a.pdf", pdf([as_drawn("السلام")], spelt=True)) == "السلام"


def line(text, *, y, size=11, left=60, right=500):
    return Line(text, left, right, first_y=y, last_y=y, size=size, hyphen=False)


def test_a_heading_is_a_paragraph_by_the_size_of_its_letters():
    head, first, second = line("Oslo", y=700, size=18), line("Secret", y=686), line("talks", y=672)

    assert join([head, first, second]) == "Oslo\n\nSecret talks"


def test_an_indented_line_after_a_sentence_begins_a_paragraph_from_either_side():
    english = [line("It ended.", y=700), line("They met", y=686, left=72), line("again.", y=672)]
    hebrew = [line("שלום.", y=700), line("מועצת", y=686, right=488), line("העיר", y=672)]

    assert join(english) == "It ended.\n\nThey met again."
    assert join(hebrew) == "שלום.\n\nמועצת העיר"


def test_lines_of_a_script_without_spaces_are_joined_without():
    assert join([line("秘密会", y=700), line("谈", y=686)]) == "秘密会谈"


# Refusals


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "Files that end in “.exe” cannot be read"),
        ("README", b"Words", "Files that end in “” cannot be read"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "has no words in it"),
        ("a.txt", b"a" * (MOST_BYTES + 1), "has 10.0 MB, which is too large"),
        ("a.txt", b"a" * (MOST_CHARS + 1), "too long to be marked"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\1\0", "is not text"),
        ("a.html", bytes(range(1, 256)), "is not text"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF, though its name ends in “.txt”"),
        ("a.html", docx("Words"), "is a Word document or another packed file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word file (.doc)"),
        ("a.docx", b"Words", "cannot be read as a Word document"),
        ("a.docx", docx("Words")[:-30], "cannot be read as a Word document"),
        ("a.docx", docx("<w:p>"), "cannot be read as a Word document"),
        ("a.docx", docx("Words", media=" " * 100_000_000), "too large once unpacked"),
        ("a.pdf", b"Words", "cannot be read as a PDF"),
        ("a.pdf", b"%PDF-1.7 and no more", "cannot be read as a PDF"),
        ("a.pdf", pdf([]), "has no text, only pictures"),
        (
            "a.pdf",
            pdf(
                ["Words"],
                trailer=f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'4f' * 32}> /U <{'55' * 32}> >>",
            ),
            "has a password",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(name, data, reason):
    assert reason in refusal(name, data)


def test_a_refusal_says_what_is_allowed():
    allowed = ".txt, .md, .html, .htm, .pdf or .docx, of up to 10 MB and 1,000,000 characters."

    assert refusal("a.odt", b"PK").endswith(allowed)


def test_a_document_cannot_read_other_files_of_the_server():
    body = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"

    assert "root" not in str(answer("docx", docx(body)))
    assert text_of("a.html", page("Words <object data=/etc/passwd></object>")) == "Words"


def test_entities_that_multiply_without_end_are_refused():
    levels = "".join(f"<!ENTITY e{at + 1} '{f'&e{at};' * 20}'>" for at in range(9))
    bomb = f"<!DOCTYPE x [<!ENTITY e0 'peace'>{levels}]><w:document>&e9;</w:document>"
    package = docx("Words")

    assert "cannot be read" in refusal("a.docx", _with_document(package, bomb))


def _with_document(package, xml):
    out = io.BytesIO(package)
    with zipfile.ZipFile(out) as old:
        rest = {name: old.read(name) for name in old.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in (rest | {"word/document.xml": xml}).items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_file_that_takes_too_long_is_given_up():
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"takes longer than 0\.01 seconds"):
        read_document("a.docx", docx("Words"), seconds=0.01)
    assert time.monotonic() - began < 10


# Whatever the bytes

PIECES = [
    *(b"<div>", b"<table>", b"<!--", b"&#x0;", b"<p hidden", b"<title>", b"<svg><p>", b"</"),
    *(b"\xff\xfe", b"\0\0", b"\xef\xbb\xbf", b"charset=euc-xx ", b"charset=iso-8859-99", b"\xe9"),
]
ANY_BYTES = st.one_of(
    st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join)
)
WHOLE = {"docx": docx("Words", "شعر"), "pdf": pdf(["Words"], ["شعر"]), "html": page("<p>شعر")}


@given(st.sampled_from([".txt", ".md"]), ANY_BYTES)
def test_any_bytes_named_text_are_text_or_refused(ending, data):
    try:
        upload = read_document(f"a{ending}", data)
    except Unreadable:
        return
    assert upload.text == normalise(upload.text)
    assert any(map(str.isalnum, upload.text))


@given(st.sampled_from(sorted(WHOLE)), ANY_BYTES, st.floats(0, 1), st.floats(0, 1))
def test_any_damage_to_a_file_leaves_text_or_a_refusal(kind, damage, place, cut):
    whole = WHOLE[kind]
    at = int(place * len(whole))
    data = whole[:at] + damage + whole[at + int(cut * len(damage)) :]

    assert set(answer(kind, data)) in ({"unreadable"}, {"title", "text", "notice"})


@settings(max_examples=5)
@given(st.sampled_from([".html", ".docx", ".pdf"]), st.binary(max_size=200))
def test_any_bytes_of_any_ending_go_through_the_process_of_their_own(ending, data):
    beginning = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-", ".html": b""}[ending]
    with suppress(Unreadable):
        assert read_document(f"a{ending}", beginning + data).text
