from datetime import date

import pytest

from annotate.formats.citation import Cited, bibtex, ris

HOSTILE = "50% of {Oslo} & \\end{document}\n#1 $x$ a_b ~ ^"


def cited(title="Oslo channel"):
    return Cited(
        public_id="PI-0003",
        title=title,
        url="https://example.org/cases/PI-0003",
        changed_on=date(2026, 11, 2),
    )


def test_a_case_is_cited_for_bibtex_with_neither_author_nor_doi():
    assert bibtex(cited()) == (
        "@misc{PI-0003,\n"
        "  title = {{Oslo channel}},\n"
        "  howpublished = {Multitrack, a dataset of multi-track peace initiatives},\n"
        "  year = {2026},\n"
        "  note = {Case PI-0003, as of 2 November 2026},\n"
        "  url = {https://example.org/cases/PI-0003},\n"
        "}\n"
    )


def test_what_tex_would_run_is_written_as_text():
    title = bibtex(cited(HOSTILE)).splitlines()[1]

    assert title == (
        r"  title = {{50\% of \{Oslo\} \& \textbackslash{}end\{document\} \#1 \$x\$ a\_b"
        r" \textasciitilde{} \textasciicircum{}}},"
    )


def test_no_title_breaks_out_of_its_braces():
    written = bibtex(cited("}}, author = {Nobody}, note = {{"))
    plain = written.replace(r"\{", "").replace(r"\}", "")

    depths = [plain[:at].count("{") - plain[:at].count("}") for at in range(len(plain))]
    assert min(depths[1:-1]) >= 0
    assert plain.count("{") == plain.count("}")


def test_a_case_is_cited_for_reference_managers():
    assert ris(cited()).split("\r\n") == [
        "TY  - DATA",
        "ID  - PI-0003",
        "TI  - Oslo channel",
        "T2  - Multitrack, a dataset of multi-track peace initiatives",
        "PY  - 2026",
        "DA  - 2026/11/02",
        "UR  - https://example.org/cases/PI-0003",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize("title", [HOSTILE, "Oslo\r\nER  - \r\nTY  - BOOK", "قناة أوسلو"])
def test_a_title_stays_one_line_of_ris(title):
    lines = ris(cited(title)).split("\r\n")

    assert len(lines) == 9
    assert lines[2] == f"TI  - {' '.join(title.split())}"
