"""The codebook as SKOS in Turtle: a dimension is a concept scheme, a code one of its concepts.

https://www.w3.org/TR/skos-reference/ and https://www.w3.org/TR/turtle/
"""

from urllib.parse import quote

PREFIXES = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
LEGAL_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
ESCAPES = {code: f"\\u{code:04X}" for code in [*range(0x20), 0x7F]} | {
    ord(char): f"\\{letter}" for char, letter in zip('\t\n\r"\\', 'tnr"\\', strict=True)
}


def turtle(snapshot, *, base):
    """The snapshot (see `formats.codebook`) as text. `base` is the address its codes stand under:

    "https://example.org/codebook/" names `https://example.org/codebook/track/religious`.
    """
    schemes = (_scheme(dimension, snapshot, base) for dimension in snapshot["dimensions"])
    return "\n".join([PREFIXES, *schemes])


def _scheme(dimension, snapshot, base):
    scheme = _address(base, dimension["key"])
    tops = [code["key"] for code in dimension["codes"] if not code.get("parent")]
    facts = [
        ("a", "skos:ConceptScheme"),
        ("skos:prefLabel", _words(dimension["label"])),
        ("dct:description", _words(dimension.get("question"))),
        ("skos:note", _words(dimension.get("notes"))),
        ("owl:versionInfo", _literal(snapshot.get("number"))),
        ("dct:issued", _literal(snapshot.get("published"))),
        *(("skos:hasTopConcept", _address(base, dimension["key"], key)) for key in tops),
    ]
    concepts = (_concept(code, dimension, base) for code in dimension["codes"])
    return "\n".join([_statement(scheme, facts), *concepts])


def _concept(code, dimension, base):
    def of_dimension(*key):
        return _address(base, dimension["key"], *key)

    parent, heir = code.get("parent"), code.get("replaced_by")
    facts = [
        ("a", "skos:Concept"),
        ("skos:inScheme", of_dimension()),
        ("skos:broader", of_dimension(parent)) if parent else ("skos:topConceptOf", of_dimension()),
        ("skos:notation", _literal(code.get("number"))),
        ("skos:prefLabel", _words(code["label"])),
        ("skos:definition", _words(code.get("definition"))),
        ("skos:scopeNote", _words(code.get("include"), "Include: ")),
        ("skos:scopeNote", _words(code.get("exclude"), "Exclude: ")),
        ("skos:example", _words(code.get("example"))),
        *(("dct:source", _literal(line)) for line in code.get("literature", "").splitlines()),
        ("skos:editorialNote", _words(code.get("origin"), "Origin: ")),
        ("owl:deprecated", "true" if code.get("retired") else ""),
        ("dct:isReplacedBy", of_dimension(heir) if heir else ""),
    ]
    return _statement(of_dimension(code["key"]), facts)


def _statement(subject, facts):
    said = " ;\n    ".join(f"{verb} {thing}" for verb, thing in facts if thing)
    return f"{subject} {said} .\n"


def _address(base, *keys):
    path = "/".join(quote(key, safe="") for key in keys)
    return f"<{quote(base, safe=LEGAL_IN_ADDRESS)}{path}>"


def _literal(value):
    return f'"{str(value).translate(ESCAPES)}"' if value not in {None, ""} else ""


def _words(text, before=""):
    return f"{_literal(before + text)}@en" if text else ""
