"""What curators do to several cases at once."""

from django import forms

from annotate.actions import cases
from annotate.actions.retagging import plan_retag, retag
from annotate.models import Code
from annotate.models.readiness import problems
from annotate.models.vocabularies import State

from .confirming import Bulk, Line

MOST_PROBLEMS = 5  # told of one case among many


def publishing(case):
    if case.state != State.IN_REVIEW:
        return Line(case, f"stays {case.get_state_display().lower()}: not in review", False)
    if found := problems(case):
        return Line(case, f"stays in review. {first_of(found)}", False)
    return Line(case, "in review → published")


def first_of(found):
    """The first few; the page of the case lists them all."""
    sentences = [problem.sentence for problem in found]
    more = len(sentences) - MOST_PROBLEMS
    rest = [f"And {more} more."] if more > 0 else []
    return " ".join([*sentences[:MOST_PROBLEMS], *rest])


def publish_all(lines, given, by):
    for line in lines:
        cases.publish(line.row, version=line.row.version, by=by)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="The authors read it with their case."
    )


def returning(case):
    state = case.get_state_display().lower()
    if case.state not in State.answered():
        return Line(case, f"stays {state}", False)
    return Line(case, f"{state} → returned")


def send_all_back(lines, given, by):
    for line in lines:
        cases.send_back(line.row, reason=given["reason"], version=line.row.version, by=by)


class CodeChoice(forms.ModelChoiceField):
    def label_from_instance(self, code):
        return f"{code.dimension}: {code}"


class RetagForm(forms.Form):
    codes = Code.objects.filter(dimension__derived=False).select_related(
        "dimension", "first_version"
    )
    old = CodeChoice(codes, label="Replace")
    new = CodeChoice(codes.active(), label="by")
    why = forms.CharField(help_text="The reason, kept in the history of each case.")


def retagging(rows, given):
    steps = plan_retag(rows, old=given["old"], new=given["new"])
    return [retagging_one(step, given["old"], given["new"]) for step in steps]


def retagging_one(step, old, new):
    if not step.tag:
        return Line(step.case, f"stays as it is: not tagged “{old}”", False)
    if step.implying:
        return Line(step.case, f"stays as it is: “{step.implying}” implies “{old}”", False)
    if step.not_asked_by:
        says = f"stays as it is: {step.not_asked_by}, which it answers, does not ask “{new}”"
        return Line(step.case, says, False)
    role = f", {step.tag.role}" if step.tag.role else ""
    if step.standing:
        return Line(step.case, f"“{old}”{role} joins “{new}”, with its evidence", step=step)
    return Line(step.case, f"“{old}” → “{new}”{role}", step=step)


def retag_all(lines, given, by):
    retag([line.step for line in lines], new=given["new"], by=by, why=given["why"])


BULKS = [
    Bulk(
        name="publish",
        button="Publish",
        needs="case.publish",
        lines=lambda rows, given: [publishing(case) for case in rows],
        carry_out=publish_all,
    ),
    Bulk(
        name="send_back",
        label="Return with a reason …",
        button="Return",
        needs="case.return",
        form=ReasonForm,
        lines=lambda rows, given: [returning(case) for case in rows],
        carry_out=send_all_back,
    ),
    Bulk(
        name="retag",
        button="Retag",
        needs="codebook.edit",
        form=RetagForm,
        asks_first=True,
        lines=retagging,
        carry_out=retag_all,
    ),
]
