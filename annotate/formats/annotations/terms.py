"""The words of the files: those of the standard's context, and ours."""

STANDARD = "http://www.w3.org/ns/anno.jsonld"
OURS = "multitrack"
CONTEXT = [STANDARD, {OURS: "urn:x-multitrack:"}]

OWN_ON_TARGET = ["sha256"]
OWN_ON_BODY = ["code", "role", "certainty", "confidence"]
CODING = {"classifying", "tagging", "identifying"}  # purposes of a body that says which code
REMARKS = {"commenting", "describing", "assessing", "replying"}


def own(name):
    return f"{OURS}:{name}"
