"""How the tags of a case were settled, where several people coded it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F

from annotate.models import Coding, Settlement, Tag
from annotate.models.vocabularies import Value
from annotate.permissions import allowed


@dataclass(frozen=True)
class Settled:
    """`agreed` of the `coders` gave the tag's answer. `reason` is why, where they differed."""

    agreed: int
    coders: int
    reason: str
    when: datetime
    who: str  # "" for those who may not know
    is_changed: bool  # since


@dataclass(frozen=True)
class SettledCase:
    tags: dict  # {primary key: Settled}
    absent: list  # Decisions that a code is absent


def how_settled(case, user):
    """One query; three more where the case was settled."""
    rows = Settlement.objects.finished().filter(case=case.pk).order_by("settled_at")
    settlements = list(
        rows.select_related("settled_by").prefetch_related("decisions__code__dimension")
    )
    tags = list(case.tags.all())
    found = SettledCase({}, absences(settlements, tags))
    if settlements:
        coders, adopted, agreed = counts(case)
        names = allowed(user, "history.view")
        for tag in tags:
            for one in settlements:  # the latest stays
                decision = decision_on(tag.code_id, one)
                if decision or adopted[tag.pk, one.round_id]:
                    count = agreed[tag.pk, one.round_id]
                    said = settled(tag, one, decision, count, coders[one.round_id], names)
                    found.tags[tag.pk] = said
    return found


def settled(tag, settlement, decision, agreed, coders, names):
    answer = (tag.certainty, tag.role)
    is_changed = answer != (decision.value, decision.role) if decision else not agreed
    return Settled(
        agreed=agreed,
        coders=coders,
        reason=decision.reason if decision else "",
        when=settlement.settled_at,
        who=str(settlement.settled_by) if names else "",
        is_changed=is_changed,
    )


def decision_on(code, settlement):
    return next((one for one in settlement.decisions.all() if one.code_id == code), None)


def absences(settlements, tags):
    """Of codes that the case does not have; the latest word on each."""
    latest = {one.code_id: one for row in settlements for one in row.decisions.all()}
    tagged = {tag.code_id for tag in tags}
    return [
        one for one in latest.values() if one.value == Value.ABSENT and one.code_id not in tagged
    ]


def counts(case):
    """How many coders submitted in each round; and for each tag and round, how many judgements it
    was taken from and how many of them say just what it says."""
    submitted = Coding.objects.submitted().filter(case=case.pk).order_by()
    coders = Counter(submitted.values_list("round", flat=True))
    taken = Tag.adopted_from.through.objects.filter(tag__case=case.pk)
    keys = taken.values_list("tag", "judgement__coding__round").order_by()
    same = {"judgement__role": F("tag__role"), "judgement__certainty": F("tag__certainty")}
    adopted, agreed = [
        Counter({row[:2]: row[2] for row in rows.annotate(Count("pk"))})
        for rows in (keys, keys.filter(**same))
    ]
    return coders, adopted, agreed
