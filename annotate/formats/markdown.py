"""The codebook as Markdown (CommonMark), to read, print or keep beside a paper."""

import re

SPECIAL = re.compile(r"([\\`*_\[\]<>&#~])")
OF_DIMENSION = {"question": "Question", "notes": "Notes", "derivation_rule": "Rule"}
OF_CODE = {
    "definition": "Definition",
    "include": "Include",
    "exclude": "Exclude",
    "example": "Example",
    "literature": "Literature",  # one work a line
}


def markdown(snapshot):
    """The snapshot (see `formats.codebook`) as text: a heading per dimension and code."""
    number, published = snapshot.get("number"), snapshot.get("published")
    blocks = [f"# Codebook {_line(number or '')}".strip()]
    blocks += [f"Published {_line(published)}."] if published else []
    for dimension in snapshot["dimensions"]:
        blocks += [f"## {_title(dimension)} (`{dimension['key']}`)"]
        blocks += [f"**{name}.** {text}" for name, text in _said(dimension, OF_DIMENSION)]
        for code in dimension["codes"]:
            blocks += [f"### {_title(code)} (`{dimension['key']}:{code['key']}`)"]
            blocks += ["\n".join([*_standing(code), *_list(code)])]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _title(part):
    number = part.get("number")
    return f"{number}. {_line(part['label'])}" if number else _line(part["label"])


def _list(code):
    return [f"- **{name}:** {text}" for name, text in _said(code, OF_CODE)]


def _standing(code):
    if code.get("parent"):
        yield f"- **Part of:** `{code['parent']}`"
    if code.get("retired"):
        heir = f"; use `{code['replaced_by']}`" if code.get("replaced_by") else ""
        yield f"- **Retired**{heir}"


def _said(part, names):
    for field, name in names.items():
        if part.get(field):
            joint = "; " if field == "literature" else " "
            yield name, _line(joint.join(part[field].splitlines()))


def _line(text):
    """In one line, and so that nothing in it is taken for markup."""
    return SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
