"""How a case is cited: for BibTeX and for reference managers (RIS)."""

from dataclasses import dataclass
from datetime import date

DATASET = "Multitrack, a dataset of multi-track peace initiatives"
TEX = str.maketrans(
    {char: f"\\{char}" for char in "{}&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A case as it was on a day. It has neither author nor DOI, so none is given."""

    public_id: str
    title: str
    url: str
    changed_on: date

    @property
    def line(self):
        """The title without line breaks, which would start a new field."""
        return " ".join(self.title.split())

    @property
    def day(self):
        return f"{self.changed_on.day} {self.changed_on:%B} {self.changed_on.year}"


def bibtex(cited):
    fields = {
        "title": f"{{{cited.line.translate(TEX)}}}",
        "howpublished": DATASET,
        "year": cited.changed_on.year,
        "note": f"Case {cited.public_id}, as of {cited.day}",
        "url": cited.url,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@misc{{{cited.public_id},\n{''.join(lines)}}}\n"


def ris(cited):
    fields = [
        ("TY", "DATA"),
        ("ID", cited.public_id),
        ("TI", cited.line),
        ("T2", DATASET),
        ("PY", cited.changed_on.year),
        ("DA", f"{cited.changed_on:%Y/%m/%d}"),
        ("UR", cited.url),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields)
