"""What an adjudicator chooses: an answer and a reason for each code on which coders differ."""

from collections import Counter

from django import forms

from annotate.disagreement import ROLE
from annotate.models import Decision
from annotate.models.sheet import place_of_code
from annotate.models.vocabularies import Value

from .entry.fields import Text

OTHERS = [(value, value.label.lower()) for value in (Value.ABSENT, Value.CANNOT_TELL)]


def choices(row):
    """Each role as an answer of its own; where coders differ in the role alone, nothing else."""
    roles = row.code.dimension.tag_roles
    present = [(f"{Value.PRESENT}:{role}", role.label.lower()) for role in roles]
    if row.differs == ROLE:
        return present
    return [*(present or [(Value.PRESENT, "present")]), *OTHERS]


def spelt(value, role):
    """How an answer is named in the form."""
    return f"{value}:{role}" if role and value == Value.PRESENT else str(value)


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = Text(rows=2, label="Reason")
    guideline_gap = forms.BooleanField(required=False, label="The codebook is silent here")

    def __init__(self, data, *, row, decision, reason):
        stored = {
            "answer": spelt(decision.value, decision.role) if decision else "",
            "reason": reason,
            "guideline_gap": bool(decision and decision.guideline_gap),
        }
        super().__init__(data, prefix=place_of_code(row.code), initial=stored)
        self.row = row
        self.fields["answer"].choices = choices(row)

    @property
    def has_own(self):
        """Whether something stands in the part that is folded away else."""
        return bool(self["reason"].value() or self["guideline_gap"].value())

    @property
    def lines(self):
        """`(line, its name in the form, whether it is the chosen answer)` of each coder."""
        chosen = self["answer"].value()
        names = [spelt(*answer) for answer in self.row.answers]
        return [
            (line, name, name == chosen) for line, name in zip(self.row.lines, names, strict=True)
        ]

    def decision(self, shared):
        """A new Decision; `shared` is the reason where it has none of its own."""
        said = self.cleaned_data
        value, _, role = said["answer"].partition(":")
        return Decision(
            code=self.row.code,
            value=value,
            role=role,
            reason=said["reason"] or shared,
            guideline_gap=said["guideline_gap"],
        )


class SettleForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = Text(
        rows=4,
        label="Reason for every difference that has none of its own",
        help_text="Published with the case. Name the rule you applied: include, exclude, or a note"
        " of the codebook.",
    )
    without_open = forms.BooleanField(
        required=False,
        label="Settle without them: their codings end, and what they answered is kept",
    )
    back_reason = Text(rows=2, label="What they should look at again")

    def __init__(self, settling, data=None):
        differing = settling.comparison.differing
        decisions = [settling.decisions.get(row.code.pk) for row in differing]
        reasons = [decision.reason if decision else "" for decision in decisions]
        shared = shared_reason(reasons)
        stored = {"version": settling.version, "seen": settling.comparison.seen, "reason": shared}
        super().__init__(data, initial=stored)
        self.settling = settling
        self.rows = [
            DecisionForm(data, row=row, decision=decision, reason="" if said == shared else said)
            for row, decision, said in zip(differing, decisions, reasons, strict=True)
        ]
        if len(self.rows) < 2:
            del self.fields["reason"]

    @property
    def shared(self):
        """The field for a reason that holds for all; None where there is but one."""
        return self["reason"] if "reason" in self.fields else None

    def is_valid(self):
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def decisions(self):
        """New Decisions, one for each difference."""
        shared = self.cleaned_data.get("reason", "")
        return [row.decision(shared) for row in self.rows]

    @classmethod
    def once_more(cls, settling, data):
        """What was typed, against what stands now."""
        form = cls(settling, data.copy())
        form.data["version"], form.data["seen"] = settling.version, settling.comparison.seen
        if not form.shared:
            form.give_reason_to_rows()
        form.is_valid()
        return form

    def give_reason_to_rows(self):
        """What was typed for all, where there is but one by now."""
        for row in self.rows:
            name = row.add_prefix("reason")
            self.data[name] = self.data.get(name) or self.data.get("reason", "")

    def left_over(self):
        """What was typed on codes of which the coders say the same by now, as new Decisions."""
        shown = [row.row.code.pk for row in self.rows]
        codes = self.settling.round.codebook_version.codes.exclude(pk__in=shown)
        typed = [typed_on(code, self.data) for code in codes.select_related("dimension")]
        return [decision for decision in typed if decision.value or decision.reason]


def typed_on(code, data):
    """A Decision that says what was typed, whatever it is; it is not to be saved."""
    name = place_of_code(code)
    value, _, role = data.get(f"{name}-answer", "").partition(":")
    reason = data.get(f"{name}-reason", "")
    if value or f"{name}-reason" in data:
        reason = reason or data.get("reason", "")
    return Decision(code=code, value=value, role=role, reason=reason)


def shared_reason(reasons):
    """What stands in most rows, if it stands in two and none is without any reason.

    It was typed once for all of them, and is shown so again.
    """
    reason, times = Counter(reasons).most_common(1)[0] if reasons else ("", 0)
    return reason if times > 1 and "" not in reasons else ""


class ReopenForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = Text(rows=2, required=True, label="Why it is settled anew")
