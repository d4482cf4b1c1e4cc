"""The codebook for programs of qualitative analysis: a codebook file (.qdc) of REFI-QDA 1.0.

A dimension is a code that no passage can be given, around its codes; a sub-type stands in its type.
https://www.qdasoftware.org/codebook-exchange/
"""

from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from .track_colours import track_colours
from .xml import legal

SCHEMA = "urn:QDA-XML:codebook:1.0"
# Guids are made of this and the keys alone, so that a code is the same one in each file it is in,
# whatever the version and the address. Another value would make every code a new one.
OURS = UUID("cadfec9b-2209-4828-b195-c93707f30645")
OF_DIMENSION = {"question": "", "notes": "", "derivation_rule": "Rule: "}
OF_CODE = {"definition": "", "include": "Include: ", "exclude": "Exclude: ", "example": "Example: "}


def qdc(snapshot):
    """The snapshot (see `formats.codebook`) as UTF-8 bytes.

    The schema asks for at least one code; of a codebook without dimensions the file has none.
    """
    version = snapshot.get("number")
    origin = f"Multitrack, codebook {version}" if version else "Multitrack"
    root = ET.Element("CodeBook", xmlns=SCHEMA, origin=origin)
    ET.SubElement(root, "Codes").extend(map(_dimension, snapshot["dimensions"]))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _dimension(dimension):
    key = dimension["key"]
    top = _element(key, dimension, _said(dimension, OF_DIMENSION), codable=False)
    codes = {code["key"]: _code(code, dimension) for code in dimension["codes"]}
    for code in dimension["codes"]:
        codes.get(code.get("parent"), top).append(codes[code["key"]])
    return top


def _code(code, dimension):
    full_key = f"{dimension['key']}:{code['key']}"
    said = [*_said(code, OF_CODE), *_standing(code, dimension)]
    asked = not (code.get("retired") or dimension.get("retired"))
    element = _element(full_key, code, said, codable=asked)
    colour = track_colours().get(code.get("number"))
    if colour and dimension["key"] == "track":
        element.set("color", colour)
    return element


def _element(full_key, part, said, *, codable):
    guid, is_codable = str(uuid5(OURS, full_key)), "true" if codable else "false"
    element = ET.Element("Code", guid=guid, name=_name(part), isCodable=is_codable)
    ET.SubElement(element, "Description").text = "\n\n".join([*said, f"Key: {full_key}"])
    return element


def _name(part):
    """With the number before it, as on the pages; the key where nothing is left of the label."""
    label = legal(" ".join(part["label"].split())).strip() or part["key"]
    return f"{part['number']} {label}" if part.get("number") else label


def _said(part, names):
    for field, name in names.items():
        text = "\n".join(map(legal, part.get(field, "").splitlines()))
        if text:
            yield name + text


def _standing(code, dimension):
    if code.get("retired"):
        heir = f"; use {dimension['key']}:{code['replaced_by']}" if code.get("replaced_by") else ""
        yield f"Retired{heir}"
