from django import forms

from annotate.actions.tags import offered_codes
from annotate.models import Code, Proposal
from annotate.models.vocabularies import TagRole

from .entry.fields import Text

ROLES = [("", "none"), *TagRole.choices]


class ProposalForm(forms.ModelForm):
    code = forms.ModelChoiceField(queryset=None, label="Code")
    role = forms.ChoiceField(
        choices=ROLES, required=False, label="Role", help_text="For a code that takes one."
    )
    reason = Text(rows=4, required=True, label="Reason", help_text="A curator decides by it.")

    class Meta:
        model = Proposal
        fields = ["kind", "code", "role", "reason"]
        widgets = {"kind": forms.RadioSelect}
        labels = {"kind": "What should happen"}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, instance=Proposal(case=case), **kwargs)
        tagged = Code.objects.filter(pk__in=case.tags.coded().order_by().values("code"))
        self.fields["code"].queryset = offered_codes(case) | tagged
        self.fields["kind"].choices = Proposal._meta.get_field("kind").choices
        self.fields["code"].label_from_instance = lambda code: f"{code.dimension}: {code}"


class AnswerForm(forms.Form):
    version = forms.IntegerField(min_value=0)
    answer = Text(rows=4, label="Your words to whoever proposed it")
