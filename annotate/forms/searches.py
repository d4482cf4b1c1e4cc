from django import forms
from django.core.exceptions import ValidationError

from annotate.models import SavedSearch
from annotate.queries.question import Question


class QueryForm(forms.Form):
    """A question by its query string, taken in its canonical spelling."""

    query = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_query(self):
        question = Question(self.cleaned_data["query"], self.user)
        if not question.is_valid:
            raise ValidationError("This question is not understood, so it was not kept.")
        return question.query


class NameForm(forms.Form):
    name = forms.CharField(max_length=SavedSearch._meta.get_field("name").max_length)


class SaveForm(NameForm, QueryForm):
    pass
