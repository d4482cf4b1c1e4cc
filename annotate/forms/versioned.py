from django import forms


class SeenVersionForm(forms.ModelForm):
    """A form for a row that two people may edit at once.

    It carries the version its author saw. Where the row has moved on, the form comes back with
    what was typed, and what now stands in the row beside it; saving again then replaces that.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("seen") != self.instance.version:
            self.show_both()
        return cleaned

    def show_both(self):
        """Before validation fills it, `instance` is the row as it stands now."""
        self.add_error(
            None,
            f"{self.last_author()} saved this while you were editing. Your text is kept; where the"
            " two differ, theirs stands beside it. Saving again puts yours in its place.",
        )
        for name in self.changed_data:
            if hasattr(self.instance, name):  # a reason, say, is of the change, not of the row
                self.add_error(name, f"It now reads “{self.standing(name)}”.")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version

    def last_author(self):
        return self.instance.history.first().history_user or "Somebody"

    def standing(self, name):
        label = getattr(self.instance, f"get_{name}_display", None)
        return label() if label else getattr(self.instance, name)
