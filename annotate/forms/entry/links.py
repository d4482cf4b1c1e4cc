from django import forms

from annotate.actions.links import LINK_NAMES, Link

from .fields import Text
from .rows import Row, Rows, rows_of


class LinkRow(Row):
    unseen = frozenset(["id"])

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.ChoiceField(label="How this case is linked", choices=[("", "choose"), *LINK_NAMES])
    other = Text(label="Case", suggest="cases", required=True)
    note = Text(label="Note")

    def clean_other(self):
        other = self.entry.known.linked_case(self.cleaned_data["other"])
        if other.pk == self.entry.case.pk:
            raise forms.ValidationError("A case cannot be linked to itself.")
        return other

    def link(self):
        data = self.cleaned_data
        return Link(data["name"], data["other"], data["note"])


class LinkRows(Rows):
    def clean(self):
        self.refuse_twins("name", "other", say="The two cases are linked in this way already.")

    def shown(self):
        """The numbers of the stored links on the page, as text; of emptied and removed rows too."""
        return {form["id"].value() for form in self.forms}


LinkSet = rows_of(LinkRow, LinkRows)
