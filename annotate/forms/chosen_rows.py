from django import forms
from django.core.exceptions import ValidationError

MOST_DIGITS = 18  # SQLite raises OverflowError for a number of more than 64 bits


class ChosenRows(forms.ModelMultipleChoiceField):
    """Rows by their primary keys; what no database could hold is not one of them."""

    def clean(self, value):
        if longer := [said for said in value or [] if len(str(said)) > MOST_DIGITS]:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": f"{str(longer[0])[:MOST_DIGITS]}…"},
            )
        return super().clean(value)
