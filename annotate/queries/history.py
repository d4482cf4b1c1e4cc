"""What was changed in a case, by whom and why, as people read it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from annotate.models.vocabularies import State

from .history_rows import CASE, CITATION, EVIDENCE, PARTS, SOURCE, TAG, TEXT, history_rows

NOBODY = "Multitrack"  # what a command did with no person behind it
PLACE = {noun: place for place, noun in enumerate(PARTS)}
MOVES = {
    State.DRAFT: "took the case back to draft",
    State.IN_REVIEW: "submitted the case for review",
    State.RETURNED: "returned the case",
    State.PUBLISHED: "published the case",
}


@dataclass(frozen=True)
class Difference:
    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Entry:
    """What one person changed at one moment."""

    when: datetime
    who: str
    what: str
    why: str
    changes: list = field(default_factory=list)

    @property
    def says_something(self):
        return bool(self.changes or self.why or self.what != "changed it")

    def brief(self, most):
        """With the first `most` differences, and how many more there are."""
        left = len(self.changes) - most
        if left <= 0:
            return self
        return replace(self, changes=[*self.changes[:most], Difference(f"and {left} more")])


def entries(case, user):
    """Everything that happened to a case, newest first. One query, two for links."""
    steps = list(_steps(_with_moments(history_rows(case, user))))
    names = {row.pk: row.part.name(row.values) for row, _ in steps if row.part is TAG}
    moments = groupby(steps, key=lambda step: (step[0].at, step[0].who))
    found = [_entry(list(moment), names) for _, moment in moments]
    return [entry for entry in reversed(found) if entry.says_something]


def _with_moments(rows):
    """Each text at the moment, and with the reason, of the change that added it.

    Whoever adds one saves the case first: that row is the last of the case by the same person.
    """
    last = {}
    for row in rows:
        if row.part is CASE:
            last[row.who] = row
        saved = last.get(row.who) if row.part is TEXT else None
        yield replace(row, at=saved.at, why=saved.why) if saved else row


def _steps(rows):
    """Each row with the one before of the same thing, or None; sources only while cited."""
    last, cited = {}, set()
    for row in rows:
        if row.part is CITATION:
            (cited.discard if row.type == "-" else cited.add)(row.values["source_id"])
        thing = row.noun, row.pk
        if row.part is not SOURCE or row.pk in cited:
            yield row, last.get(thing)
        last[thing] = row


def _entry(steps, names):
    steps = sorted(steps, key=lambda step: PLACE[step[0].noun])
    told = list(_without_kept_words(steps))
    changes = [change for row, before in told for change in _differences(row, before, names)]
    first = steps[0][0]
    return Entry(first.at, first.who or NOBODY, _what(steps), first.why, changes)


def _without_kept_words(steps):
    """Evidence follows when its text is rewritten: same words, another text, nothing to tell.

    Where the text is the same they were moved to another place in it.
    """
    gone, came = _evidence(steps, "-"), _evidence(steps, "+")
    pairs = [pair for words in came for pair in zip(came[words], gone[words], strict=False)]
    old_of = {id(new): old for new, old in pairs}
    followed = {id(old) for _, old in pairs}
    for row, before in steps:
        old = old_of.get(id(row))
        if old and old.values["document_id"] == row.values["document_id"]:
            yield replace(row, type="moved"), before
        elif not old and id(row) not in followed:
            yield row, before


def _evidence(steps, happened):
    """`{what is shown of it: rows}`."""
    found = defaultdict(list)
    for row, _ in steps:
        if row.part is EVIDENCE and row.type == happened:
            shown = (*EVIDENCE.names, *EVIDENCE.shown)
            found[tuple(row.values[lookup] for lookup in shown)].append(row)
    return found


def _what(steps):
    """The verb: what happened to the case as a whole."""
    verb = "changed it"
    for row, before in steps:
        if row.part is not CASE:
            continue
        if not before:
            return "entered the case"
        if row.values["state"] != before.values["state"]:
            verb = MOVES[row.values["state"]]
    return verb


def _differences(row, before, names):
    if row.type == "-":
        return [Difference(f"{_title(row, names)} removed", before=_summary(row))]
    if before:
        return _changed(row, before, names)
    if row.part is CASE:
        return [Difference(_capital(label), after=words) for label, words in _said(row)]
    if row.part is SOURCE:  # described for the first time: the citation says so
        return []
    what = "moved" if row.type == "moved" else "added"
    return [Difference(f"{_title(row, names)} {what}", after=_summary(row))]


def _changed(row, before, names):
    """A difference for each value that reads differently. The state is said in the verb."""
    found = []
    title = "" if row.part is CASE else f"{_title(row, names)}, "
    for lookup in row.part.shown:
        old, new = (row.part.words(lookup, step.values[lookup]) for step in (before, row))
        if old != new and lookup != "state":
            label = row.part.field(lookup).verbose_name
            found.append(Difference(_capital(f"{title}{label}"), old, new))
    return found


def _title(row, names):
    """Which thing it is: “Tag 5 Research”; evidence is named for its tag."""
    if row.noun == "evidence":
        return f"Evidence for {names.get(row.values['tag_id'], 'a tag')}"
    return _capital(f"{row.noun} {row.part.name(row.values)}")


def _summary(row):
    return "; ".join(f"{label} {words}" for label, words in _said(row))


def _said(row):
    """`(label, words)` of its values, without those that go without saying."""
    for lookup in row.part.shown:
        field = row.part.field(lookup)
        words = row.part.words(lookup, row.values[lookup])
        if words and row.values[lookup] != field.get_default() and lookup != "state":
            yield str(field.verbose_name), words


def _capital(text):
    return text[:1].upper() + text[1:]
