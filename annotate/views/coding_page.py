"""The page of the workbench, whatever brought it up."""

from django.shortcuts import render
from django.utils.html import format_html_join

from annotate.queries.coding import Due, Mark, marked_paragraphs, rulings_on, wordings

from .case_kept import whole_number


def show(request, case, stored, typed, *, status=200):
    """`stored` is what is answered; `typed` fills the fields, with what is wrong with them."""
    coding, material = typed.coding, typed.material
    open_ = stored.unanswered
    document = shown_document(request, typed)
    shown = {
        "case": case,
        "coding": coding,
        "due": Due.of(coding),
        "sheet": typed,
        "errors": list(summed_up(typed)),
        "unsaved": bool(typed.errors),
        "answered": len(stored.questions) - len(open_),
        "questions": len(stored.questions),
        "unanswered": {dimension.pk for dimension in open_},
        "wordings": worded(typed),
        "rulings": rulings_on([line.code.pk for line in typed.lines]),
        "citations": list(material.citations.values()),
        "options": options(material.citations.values()),
        "document": document,
        "chars": f"{len(document.text):,}" if document else "",
        "tabs": tabs(typed, document),
        "left_behind": sum(map(typed.material.is_earlier, marked(typed))),
        "paragraphs": list(marked_paragraphs(document, marks_in(document, typed)))
        if document
        else [],
    }
    return render(request, "annotate/coding/page.html", shown, status=status)


def shown_document(request, typed):
    """The one asked for; else the first that is current. None where the case has no text."""
    documents = typed.material.documents
    asked = whole_number(request.POST.get("document") or request.GET.get("document"))
    return documents.get(asked) or next(iter(typed.material.current), None)


def marks_in(document, typed):
    return [
        Mark(mark.start, mark.end, line.code, line.says)
        for line in typed.lines
        for mark in line.marks
        if mark.document == document
    ]


def tabs(typed, shown):
    """Every current text, and the earlier wordings in which something is marked."""
    seen, is_earlier = {*marked(typed), shown}, typed.material.is_earlier
    return [
        {
            "href": f"?document={one.pk}",
            "label": f"{one}, earlier wording" if is_earlier(one) else str(one),
            "here": one == shown,
        }
        for one in typed.material.documents.values()
        if one in seen or not is_earlier(one)
    ]


def marked(typed):
    """The text of every passage."""
    return [mark.document for line in typed.lines for mark in line.marks]


def summed_up(typed):
    """Every error as a link to its code; the others concern the page."""
    for line in typed.lines:
        for sentence in line.wrongs.values():
            yield {"label": str(line.code), "text": sentence, "href": f"#code-{line.code.pk}"}
    own = {name for line in typed.lines for name in line.errors}
    for name, sentence in typed.errors.items():
        if name not in own:
            yield {"label": "", "text": sentence, "href": "#sheet"}


def worded(typed):
    """`{pk of code: its wording}`; a code that has moved since is worded as it is now."""
    found = wordings(typed.coding.codebook_version)
    return {line.code.pk: found.get(line.code.full_key, line.code) for line in typed.lines}


def options(citations):
    """The choices of a source, which stand on the page once for each code."""
    rows = ((citation.pk, citation) for citation in citations)
    return format_html_join("", '<option value="{}">{}</option>', rows)
