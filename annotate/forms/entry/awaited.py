"""What has to be put right before a rule is asked: half a row would give false reasons."""

from .differences import ROWS

# Which rows and dimensions each rule reads; `conflict` is the case's own.
READS = {
    "format": ["participations"],
    "multi_track_pattern": ["track"],
    "region": ["countries", "conflict", "participations"],
    "three_level_track": ["track", "officialness", "method"],
}


def awaited(entry, key):
    """A sentence about the first thing that is wrong with what this rule reads; "" for none."""
    wrong = (found for part in READS.get(key, []) for found in errors_under(entry, part))
    label, text = next(wrong, ("", ""))
    return f"{label} has something to fix first: {text}" if text else ""


def errors_under(entry, part):
    """`(section, error)` of one part of the page, which has been judged."""
    if part == "conflict":
        for name in ("conflict_name", "conflict_kind"):
            yield from (("Conflict", text) for text in entry.own.errors.get(name, []))
    elif part in ROWS:
        for form in entry.sets[part].filled():
            yield from ((ROWS[part], said(form, *error)) for error in form.errors.items())
    else:
        for group in [group for group in entry.dimensions if group.dimension.key == part]:
            for form in [code.form for code in group.ticked]:
                yield from ((group.dimension.label, said(form, *e)) for e in form.errors.items())


def said(form, name, texts):
    """ "Role: This field is required."; what names a thing itself needs no label."""
    label = form.fields[name].label if name in form.fields else ""
    return texts[0] if not label or "“" in texts[0] else f"{label}: {texts[0]}"


def without_role(entry, key):
    """Where the rule found nothing, and a ticked track does not say yet whether it leads."""
    if key != "three_level_track":
        return ""
    tracks = [group for group in entry.dimensions if group.dimension.key == "track"]
    for code in [code for group in tracks for code in group.ticked]:
        if code.says == "present":
            return f"{code.code.label} is ticked: say first whether it leads."
    return ""
