"""A question in words: pieces of text, each with whether it is set bold."""

from annotate.queries.facets.facet import MISSING


class Sentence(list):
    """Pieces `(text, is_bold)`; as text, the plain sentence."""

    def __str__(self):
        return "".join(text for text, _ in self)


def sentence(asked):
    """ "Cases where **track** is Private citizen **or** Activism, and …" of a valid CaseFilter."""
    clauses = [*_facets(asked), *_ranges(asked)]
    words = _words(asked.value("q"))
    if not clauses and not words:
        return Sentence([("All cases.", False)])
    where = [(" where ", False), *_listed(clauses)] if clauses else []
    return Sentence([("Cases", False), *words, *where, (".", False)])


def _words(words):
    if not words:
        return []
    return [(" that mention ", False), (words.text, True)]


def _facets(asked):
    for key, facet in asked.facets.items():
        if options := asked.value(key):
            link = " or " if asked.mode(key) == "any" else " and "
            yield [(facet.name, True), (" is ", False), *_joined(options, link)]
        if options := asked.value(f"not.{key}"):
            yield [(facet.name, True), (" is ", False), *_denied(options)]


def _denied(options):
    if len(options) == 1:
        return [("not", True), (f" {options[0].label}", False)]
    return [("neither", True), (" ", False), *_joined(options, " nor ")]


def _joined(options, link):
    pieces = []
    for option in options:
        pieces += [(link, True)] if pieces else []
        pieces.append((option.label, option.is_special))
    return pieces


def _ranges(asked):
    for name in ("start", "end"):
        if dates := asked.value(name):
            yield [("the ", False), (name, True), *_range(dates)]


def _range(dates):
    if dates == MISSING:
        return [(" is ", False), ("missing", True)]
    ends = [end for end in (dates.start, dates.end) if end]
    # Years are sure: a date known to the year lies within. A finer range only may hold it.
    verb = " is" if all(end.precision == "year" for end in ends) else " may be"
    return [(f"{verb} {_span(dates)}", False)]


def _span(dates):
    if dates.start == dates.end:
        return f"in {dates.start.words()}"
    if dates.start and dates.end:
        return f"between {dates.start.words()} and {dates.end.words()}"
    bound, side = (dates.start, "later") if dates.start else (dates.end, "earlier")
    return f"{bound.words()} or {side}"


def _listed(clauses):
    """The clauses with commas, and “and” before the last."""
    pieces = list(clauses[0])
    for place, clause in enumerate(clauses[1:], start=2):
        last = place == len(clauses)
        comma = "," if len(clauses) > 2 else ""
        pieces += [(f"{comma} and " if last else ", ", False), *clause]
    return pieces
