"""Who took part."""

from django import forms

from annotate.models import Participation
from annotate.models.vocabularies import ActorKind, ActorRole

from .fields import Text
from .rows import Row, Rows, rows_of


class ParticipationRow(Row):
    actor = Text(label="Actor", max_length=255, suggest="actors", required=True)
    kind = forms.ChoiceField(
        label="Kind, if new", required=False, choices=[("", "known already"), *ActorKind.choices]
    )
    role = forms.ChoiceField(label="Role", choices=[("", "choose"), *ActorRole.choices])
    third_party = forms.BooleanField(label="Third party", required=False)
    at_table = forms.BooleanField(label="At the table", required=False)
    side = Text(label="Side", max_length=255)
    note = Text(label="Note")

    def clean(self):
        data = self.cleaned_data
        if data.get("at_table") and not data.get("side"):
            self.add_error("side", "Whoever is at the table needs a side; allies share one.")
        if name := data.get("actor"):
            try:
                data["actor"] = self.entry.known.actor(name, data.get("kind"))
            except forms.ValidationError as error:
                self.add_error("kind", error)

    def instance(self):
        data = self.cleaned_data
        names = ["actor", "role", "third_party", "at_table", "side", "note"]
        return Participation(**{name: data[name] for name in names})


class ParticipationRows(Rows):
    def clean(self):
        self.refuse_twins("actor", "role", say="This actor has this role already.")


ParticipationSet = rows_of(ParticipationRow, ParticipationRows)
