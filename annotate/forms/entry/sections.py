"""The sections of the form, with how far each has come."""

from dataclasses import dataclass

OWN = {
    "name": "title aliases summary narrative why_many_tracks".split(),
    "when": "start start_note end end_note ongoing ongoing_checked_on".split(),
    "conflict": "conflict_name conflict_kind".split(),
    "access": "visibility embargo_until internal_note".split(),
}
# The field that tells whether a section without rows has been filled in.
TELLING = {"name": "title", "when": "start", "conflict": "conflict_name", "access": "visibility"}


@dataclass(frozen=True)
class Section:
    id: str
    label: str
    errors: int = 0
    note: str = ""


def sections(entry):
    """All sections in order; the contents list shows them. Not judged, none has errors."""
    return [
        own(entry, "name", "Name and summary"),
        own(entry, "when", "When and where", "countries", "places", "events"),
        own(entry, "conflict", "Conflict"),
        rows(entry, "participations", "Who took part"),
        *(questions(group) for group in entry.dimensions),
        derived(entry),
        rows(entry, "citations", "Sources"),
        rows(entry, "documents", "Texts"),
        rows(entry, "links", "Links"),
        rows(entry, "verifications", "Checks"),
        own(entry, "access", "Who may see it"),
    ]


def own(entry, key, label, *sets):
    wrong = sum(len(entry.own.errors.get(name, [])) for name in OWN[key])
    wrong += sum(errors_in(entry.sets[name]) for name in sets)
    note = "done" if entry.typed.get(TELLING[key]) else "empty"
    return Section(f"section-{key}", label, wrong, note)


def rows(entry, prefix, label):
    formset = entry.sets[prefix]
    return Section(f"section-{prefix}", label, errors_in(formset), entered(len(formset.filled())))


def questions(group):
    wrong = sum(errors_in(form) for code in group.codes for form in code.forms())
    return Section(group.id, group.dimension.label, wrong, entered(len(group.ticked)))


def derived(entry):
    wrong = sum(errors_in(form) for form in entry.overrides)
    return Section("section-derived", "Derived values", wrong, "by rule")


def errors_in(form):
    """How many errors a form or the forms of a formset have."""
    if hasattr(form, "non_form_errors"):
        return len(form.non_form_errors()) + sum(errors_in(row) for row in form.forms)
    return sum(map(len, form.errors.values()))


def entered(count):
    return f"{count} entered" if count else "empty"


def dates(entry):
    """The fields on the page in which a date known to the year, month or day is typed."""
    events = [form["date"] for form in entry.sets["events"].forms]
    return [entry.own["start"], entry.own["end"], *events]
