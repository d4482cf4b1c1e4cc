from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotate.permissions import allowed
from annotate.queries import rounds, work
from annotate.queries.disputes import pile_for
from annotate.queries.home import another, claim, dataset
from annotate.queries.matrix import matrix
from annotate.queries.proposals import proposals_of
from annotate.queries.question import Question
from annotate.queries.steps import waiting
from annotate.queries.work_codings import given_to

from .access import needs


@require_safe
@needs("page.view")
def home(request):
    if allowed(request.user, "account.use"):
        return work_page(request)
    return public_page(request)


def public_page(request):
    shown = claim(request.user, number_asked(request))
    return render(
        request,
        "annotate/home/public.html",
        {
            "dataset": dataset(request.user),
            "matrix": matrix(Question("", request.user)),
            "claim": shown,
            "another": another(shown) if shown else None,
            "site": request.build_absolute_uri(reverse("annotate:home")),
        },
    )


def number_asked(request):
    asked = request.GET.get("claim", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def work_page(request):
    user = request.user
    enters, curates = allowed(user, "case.create"), allowed(user, "case.publish")
    context = {
        "enters": enters,
        "curates": curates,
        "manages": allowed(user, "people.manage"),
        "saved": user.saved_searches.all(),
        "recent": work.recent(user),
    }
    if allowed(user, "codebook.edit"):
        context["to_look_at"] = waiting(user).count()
    if enters:
        context |= {
            "drafts": work.drafts_of(user),
            "returned": work.returned_to(user),
            "in_review": work.in_review(user),
            "kept": work.kept_for(user),
            "codings": given_to(user),
            "pool": rounds.pool_for(user),
            "lost": rounds.lost_by(user),
        }
    if allowed(user, "tag.propose"):
        context["proposals"] = proposals_of(user)
    if allowed(user, "coding.settle"):
        context["disputes"] = pile_for(user)
    return render(request, "annotate/home/work.html", context)
