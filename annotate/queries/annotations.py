"""Coded passages, ready to be written as annotations.

`at` makes the whole address of a path, and `collection` is that of the file: an annotation is
named after it and the passage's number, whoever fetches it.
"""

from django.urls import reverse

from annotate.formats.annotations import CodedPassage
from annotate.models import Document, Evidence
from annotate.permissions import allowed

from .coders import coders as coders_of_tags
from .coding_rows import coders as names_of_coders

NAMES = "quote start end prefix suffix".split()
ANSWERS = "role certainty confidence rationale".split()


def passages_of_case(case, user, *, at, collection):
    """Those its tags rest on, in texts that `user` may read; the team is told who gave the tag."""
    readable = Document.objects.readable_by(user).filter(case=case).order_by()
    rows = Evidence.objects.of_tags().visible_to(user).filter(tag__case=case)
    given = coders_of_tags(case, user)
    for row in with_texts(rows.filter(document__in=readable.values("pk")), "tag"):
        yield coded_passage(row, row.tag, at, collection)._replace(**by_whom(given.get(row.tag_id)))


def by_whom(coded):
    if not coded:
        return {}
    modified = coded.latest.when if coded.was_changed else None
    return {"creator": coded.latest.who, "created": coded.first.when, "modified": modified}


def passages_of_coding(coding, user, *, at, collection):
    """Those of one coder, by a pseudonym for those who may not know the name."""
    rows = Evidence.objects.visible_to(user).filter(judgement__coding=coding)
    names = names_of_coders(rows.db, names=allowed(user, "coding.settle"))
    by = {"creator": names.get(coding.coder_id, "")}
    by |= {"created": coding.started_at, "modified": coding.saved_at}
    for row in with_texts(rows.exclude(document=None), "judgement"):
        yield coded_passage(row, row.judgement, at, collection)._replace(**by)


def with_texts(rows, claim):
    rows = rows.select_related("document", f"{claim}__code__dimension").defer("document__text")
    return rows.order_by("document", "start", "end", "pk")


def coded_passage(row, claim, at, collection):
    document = row.document
    return CodedPassage(
        document=at(reverse("annotate:document", args=[document.case_id, document.pk])),
        sha256=document.sha256,
        code=claim.code.full_key,
        id=f"{collection}#passage-{row.pk}",
        **{name: getattr(row, name) for name in NAMES},
        **{name: getattr(claim, name) for name in ANSWERS},
    )
