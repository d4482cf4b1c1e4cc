"""What agreement would have been, had two codes been one."""

from collections import defaultdict
from dataclasses import dataclass

from annotate.models import CodebookVersion, Coding, Judgement
from annotate.models.vocabularies import Certainty
from annotate.stats import presence
from annotate.stats.agreement import NotComputable

LEAST_CASES, LEAST_POSITIVES = 20, 5


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha; None, and `why`, where it is undefined.

    `cases` are those that two coders judged, `positives` their judgements of presence.
    """

    name: str
    cases: int
    positives: int
    alpha: float | None
    why: str = ""

    @property
    def is_enough(self):
        return self.cases >= LEAST_CASES and self.positives >= LEAST_POSITIVES


def merged_agreement(code, into, user):
    """Of each code and of both as one, by submitted codings that `user` may read. Three queries.

    Of two codings of a case by one coder the later one counts.
    """
    answers = _answers([code.pk, into.pk], user)
    return [
        _agreement(str(code), answers, {code.pk}),
        _agreement(str(into), answers, {into.pk}),
        _agreement(f"{into}, merged", answers, {code.pk, into.pk}),
    ]


def _answers(codes, user):
    """`{case: [{code: True, False or None} of each coder]}`, of the codes that the coder saw."""
    asked = defaultdict(set)
    links = CodebookVersion.codes.through.objects.filter(code__in=codes)
    for version, code in links.values_list("codebookversion", "code"):
        asked[version].add(code)
    said = _said(codes, user)
    codings = Coding.objects.submitted().visible_to(user).order_by("submitted_at", "pk")
    rows = codings.values_list("pk", "case", "coder", "codebook_version")
    latest = {(case, coder): (pk, version) for pk, case, coder, version in rows}
    found = defaultdict(list)
    for (case, _), (pk, version) in latest.items():
        found[case].append({code: said.get((pk, code), False) for code in asked[version]})
    return found


def _said(codes, user):
    """`{(coding, code): True or None}` of every judgement."""
    rows = Judgement.objects.visible_to(user).filter(code__in=codes).order_by()
    return {
        (coding, code): True if certainty == Certainty.PRESENT else None
        for coding, code, certainty in rows.values_list("coding", "code", "certainty")
    }


def _agreement(name, answers, codes):
    ratings = [[either(answer, codes) for answer in case] for case in answers.values()]
    tallied = presence.tally(ratings)
    positives = sum(cases * present for (present, _), cases in tallied.items())
    try:
        return Agreement(name, tallied.total(), positives, presence.alpha(tallied))
    except NotComputable as undefined:
        return Agreement(name, tallied.total(), positives, None, str(undefined))


def either(answer, codes):
    """True if any of the codes is present, None if that cannot be told or none was asked."""
    values = {answer[code] for code in codes & answer.keys()}
    if True in values:
        return True
    return None if None in values or not values else False
