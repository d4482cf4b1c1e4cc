"""What the table of codings reads: one row for each code that a coding answers, absent ones too."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from annotate.models import Code, Coding, Decision, Evidence, Judgement, Settlement, User
from annotate.models.vocabularies import Value
from annotate.permissions import allowed
from annotate.stats.consensus import agreed, majority

from .coder_names import pseudonym
from .export_rows import batches

CODING_FIELDS = (
    "pk case case__title round round__title coder codebook_version codebook_version__number seen "
    "started_at submitted_at note"
).split()
CODE_FIELDS = "pk dimension__key key number label".split()
JUDGEMENT_FIELDS = "pk coding code certainty role confidence rationale note".split()
EVIDENCE_FIELDS = (
    "judgement quote pages document__title citation__pages citation__source__author "
    "citation__source__title citation__source__year"
).split()
SILENT = {"certainty": Value.ABSENT, "role": ""}


@dataclass(slots=True)
class CodingRow:
    """The answer to one code: of one coder, or of `codings` together, `in_favour` of whom say so.

    `coding` maps `CODING_FIELDS` and `code` `CODE_FIELDS`; of several codings, what they share.
    `value` is None where they have no answer in common.
    """

    coding: dict[str, Any]
    code: dict[str, Any]
    value: str | None
    role: str
    coder: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    evidence: list[dict] = field(default_factory=list)
    reason: str = ""
    in_favour: int | None = None
    codings: int | None = None


class CodingRows:
    """Of codings that the user may read, on the cases of a queryset and in their order.

    `names`: coders by name rather than by pseudonym, for those who may know.
    """

    def __init__(self, cases, user, *, names=False):
        self.cases, self.user, self.using = cases, user, cases.db
        self.coders = coders(cases.db, names=names and allowed(user, "coding.settle"))
        self.asked = {}

    def all(self):
        """One row for each submitted coding and code."""
        for coding, said, evidence in self._codings():
            for code in self._codes(coding["codebook_version"]):
                answer = said.get(code["pk"], SILENT)
                yield CodingRow(
                    coding,
                    code,
                    answer["certainty"],
                    answer["role"],
                    self.coders.get(coding["coder"], ""),
                    answer,
                    evidence[answer.get("pk")],
                )

    def agreed(self):
        """One row for each case, round and code, with the answer that all coders gave."""
        return (row for group in self._groups() for row in self._together(group, agreed))

    def majority(self):
        """The same with the answer that more than half gave."""
        return (row for group in self._groups() for row in self._together(group, majority))

    def settled(self):
        """The same of settled cases, with what was decided; else what all coders said."""
        for group in self._groups():
            decisions = self._decisions(group)
            for row in self._together(group, agreed) if decisions is not None else ():
                yield decided(row, decisions.get(row.code["pk"]), group)

    def _groups(self):
        for same, found in groupby(self._codings(), key=lambda found: shared(found[0])):
            yield Group(same, [said for _, said, _ in found])

    def _together(self, group, rule):
        for code in self._codes(group.same["codebook_version"]):
            given = group.given(code)
            value = rule([certainty for certainty, _ in given])
            role = rule([role for certainty, role in given if certainty == value])
            yield CodingRow(
                group.same,
                code,
                value,
                role or "",
                in_favour=group.in_favour(code, value, role),
                codings=len(given),
            )

    def _decisions(self, group):
        """`{code: decision}`; None while the case is not settled."""
        same = {"case": group.same["case"], "round": group.same["round"]}
        settlements = Settlement.objects.using(self.using).finished()
        settlement = settlements.filter(**same).values_list("pk", flat=True).first()
        if settlement is None:
            return None
        rows = Decision.objects.using(self.using).filter(settlement=settlement).exclude(value="")
        return {row["code"]: row for row in rows.values("code", "value", "role", "reason")}

    def _codings(self):
        """`(coding, {code: judgement}, {judgement: evidence})`, of one case and round together."""
        visible = Coding.objects.using(self.using).visible_to(self.user).submitted()
        for batch in batches(self.cases):
            of_case = defaultdict(list)
            found = visible.filter(case__in=batch).order_by("round", "codebook_version", "pk")
            for coding in found.values(*CODING_FIELDS):
                of_case[coding["case"]].append(coding)
            codings = [coding for pk in batch for coding in of_case[pk]]
            said, evidence = self._said([coding["pk"] for coding in codings])
            for coding in codings:
                yield coding, said[coding["pk"]], evidence

    def _said(self, codings):
        said, evidence = defaultdict(dict), defaultdict(list)
        rows = Judgement.objects.using(self.using).filter(coding__in=codings)
        for row in rows.values(*JUDGEMENT_FIELDS).iterator():
            said[row["coding"]][row["code"]] = row
        marked = Evidence.objects.using(self.using).filter(judgement__coding__in=codings)
        for row in marked.order_by("document", "start", "pk").values(*EVIDENCE_FIELDS).iterator():
            evidence[row["judgement"]].append(row)
        return said, evidence

    def _codes(self, version):
        if version not in self.asked:
            codes = Code.objects.using(self.using).filter(versions=version)
            self.asked[version] = list(codes.filter(dimension__derived=False).values(*CODE_FIELDS))
        return self.asked[version]


SHAPES = {
    "all": CodingRows.all,
    "agreed": CodingRows.agreed,
    "majority": CodingRows.majority,
    "settled": CodingRows.settled,
}


def shared(coding):
    """What the codings of one case in one round have in common."""
    names = ["case", "case__title", "round", "round__title"]
    names += ["codebook_version", "codebook_version__number"]
    return {name: coding[name] for name in names}


@dataclass(frozen=True)
class Group:
    """The codings of one case in one round: what they share, and `{code: judgement}` of each."""

    same: dict[str, Any]
    answers: list[dict]

    def given(self, code):
        """`(value, role)` of each coding."""
        rows = [said.get(code["pk"], SILENT) for said in self.answers]
        return [(row["certainty"], row["role"]) for row in rows]

    def in_favour(self, code, value, role):
        """Of those with this value, all where there is no role that speaks for them."""
        alike = [said for certainty, said in self.given(code) if certainty == value]
        return sum(said == role for said in alike) if role else len(alike)


def decided(row, decision, group):
    """The row as the adjudicator would have it, where there was something to decide."""
    if not decision:
        return row
    favour = group.in_favour(row.code, decision["value"], decision["role"])
    answer = {name: decision[name] for name in ("value", "role", "reason")}
    return replace(row, in_favour=favour, **answer)


def coders(using, *, names):
    """`{pk: name or pseudonym}` of all who code; a pseudonym stays the same for ever."""
    people = User.objects.using(using).filter(pk__in=Coding.objects.values("coder"))
    return {person.pk: str(person) if names else pseudonym(person.pk) for person in people}
