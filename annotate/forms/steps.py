"""What a curator fills in to take a step with a code: one form for each kind."""

import re

from django import forms
from django.forms.formsets import TOTAL_FORM_COUNT

from annotate.models import Code
from annotate.models.vocabularies import StepKind
from annotate.queries.steps import choices

MOST_PARTS = 12


class CodeChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(Code.objects.none(), to_field_name="key", **kwargs)


class Text(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})


class Reasoned(forms.Form):
    """`seen` is the version of the code, `shown` what the preview said would happen."""

    why = Text(
        label="Reason",
        required=False,
        help_text="Kept with the step, for whoever meets the change later.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, code, confirmed=False):
        super().__init__(data, initial={"seen": code.version} | self.first_values(code))
        self.code = code
        self.fields["why"].required = confirmed

    def first_values(self, code):
        return {name: getattr(code, name) for name in self.base_fields if hasattr(code, name)}

    def can_be_previewed(self):
        """Nothing is wrong, unless that the reason is missing."""
        return self.is_bound and not set(self.errors) - {"why"}

    def given(self):
        """What the verb takes beside the reason, the version and the person."""
        mine = {"why", "seen", "shown"}
        return {name: value for name, value in self.cleaned_data.items() if name not in mine}

    def see_again(self, version):
        """Once more, as of what stands now."""
        self.data = self.data.copy()
        self.data["seen"], self.data["shown"] = str(version), ""


class RenameForm(Reasoned):
    label = forms.CharField(
        max_length=Code._meta.get_field("label").max_length,
        help_text="Another name for the same thing. The key, which addresses and files use, stays.",
    )


class RedefineForm(Reasoned):
    definition = Text()
    include = Text(required=False)
    exclude = Text(required=False)
    example = forms.CharField(required=False, help_text="A case by its title, or words.")
    look_again = forms.BooleanField(
        label="Old answers may not hold",
        required=False,
        help_text="Each case tagged with it then waits for somebody to look at it again.",
    )


class Leading(Reasoned):
    """To another code, which the field called `to` names."""

    to: str

    def __init__(self, *args, code, **kwargs):
        super().__init__(*args, code=code, **kwargs)
        self.fields[self.to].queryset = self.offered(code)

    def offered(self, code):
        return choices(code)


class MergeForm(Leading):
    to = "into"
    into = CodeChoice(label="Merge into", help_text="It takes over the tags, and the address.")


class RetireForm(Leading):
    to = "replaced_by"
    replaced_by = CodeChoice(
        label="Successor",
        required=False,
        empty_label="None",
        help_text="Where readers of the old code are led. Tags stay as they are.",
    )


class MoveForm(Leading):
    to = "parent"
    parent = CodeChoice(
        label="Part of",
        required=False,
        empty_label="None: a type of its own",
        help_text="The type it becomes a sub-type of; its cases get that type too.",
    )

    def first_values(self, code):
        return {"parent": code.parent and code.parent.key}

    def offered(self, code):
        return choices(code).filter(parent=None)


class PartForm(forms.ModelForm):
    """One of the codes that a split makes."""

    class Meta:
        model = Code
        fields = ["label", "key", "definition", "include", "exclude"]
        widgets = dict.fromkeys(["definition", "include", "exclude"], Text.widget)
        help_texts = {
            "key": "For addresses and files; it never changes. Small letters, digits and hyphens."
        }

    def _post_clean(self):
        """The verb judges it whole: here it has no dimension yet."""

    def part(self):
        return Code(**{name: self.cleaned_data[name] for name in self._meta.fields})


PartFormSet = forms.formset_factory(
    PartForm, extra=2, can_delete=True, max_num=MOST_PARTS, absolute_max=MOST_PARTS
)


class SplitForm(Reasoned):
    """`parts` are its rows; those left blank are ignored."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.parts = PartFormSet(data, prefix="parts")

    def is_valid(self):
        return super().is_valid() & self.parts.is_valid()

    def can_be_previewed(self):
        return super().can_be_previewed() and self.parts.is_valid()

    def given(self):
        return {"into": [row.part() for row in self.filled()]}

    def filled(self):
        return [r for r in self.parts if r.has_changed() and not r.cleaned_data.get("DELETE")]


FORMS = {
    StepKind.RENAME: RenameForm,
    StepKind.REDEFINE: RedefineForm,
    StepKind.MERGE: MergeForm,
    StepKind.SPLIT: SplitForm,
    StepKind.RETIRE: RetireForm,
    StepKind.MOVE: MoveForm,
}


def with_one_more(typed):
    """The same page with one more blank row."""
    typed = typed.copy()
    name = f"parts-{TOTAL_FORM_COUNT}"
    rows = typed.get(name, "")
    typed[name] = str(min(int(rows) + 1, MOST_PARTS)) if re.fullmatch("[0-9]{1,9}", rows) else "2"
    return typed
