"""Forms for giving cases out: a new round, and one coding to somebody else."""

from functools import cached_property
from secrets import randbelow

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotate.models import Case, Round, User
from annotate.models.round_plan import RoundPlan
from annotate.queries.rounds import loads
from annotate.sampling import LARGEST_SEED, sample

from .chosen_cases import answering, numbered
from .chosen_rows import ChosenRows

MOST_CASES = 20_000
MOST_CODINGS = 9
MOST_DAYS = 365
SEEDS_OFFERED = 1_000_000
SOURCES = ["saved", "question", "numbers"]
LONG_TEXTS = ["narrative", "summary", "why_many_tracks", "internal_note", "aliases"]


class CoderField(ChosenRows):
    """Those who may code, each with how much they have to do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return f"{user}, {user.role}, {self.loads.get(user.pk, 0)} to do"


class RoundForm(forms.ModelForm):
    """`plan` is what it comes to."""

    saved = forms.ModelChoiceField(
        None, label="A saved question", required=False, empty_label="none of them"
    )
    question = forms.CharField(
        label="Or a question",
        required=False,
        help_text="The address of a list of cases, or what stands behind its question mark."
        " A question mark alone means all cases.",
    )
    numbers = forms.CharField(
        label="Or their numbers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As PI-0003 PI-0007.",
    )
    size = forms.IntegerField(
        label="Draw at random",
        required=False,
        min_value=1,
        max_value=MOST_CASES,
        help_text="How many of these cases; empty for all of them.",
    )
    seed = forms.IntegerField(
        min_value=0,
        max_value=LARGEST_SEED,
        help_text="Draws the cases and deals them out. Type the seed of an earlier round to draw"
        " the same again.",
    )
    codings_per_case = forms.IntegerField(
        label="Codings of each case",
        min_value=1,
        max_value=MOST_CODINGS,
        initial=2,
        help_text="Two or more show how far coders agree.",
    )
    coders = CoderField(None)
    due_on = forms.DateField(
        label="Due on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    lapse_days = forms.IntegerField(
        label="Days until work left alone returns to the pool",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Counted from the last change. Empty for never.",
    )

    class Meta:
        model = Round
        fields = ["title", "seed", "codings_per_case", "due_on", "lapse_days"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("seed", randbelow(SEEDS_OFFERED))
        self.fields["saved"].queryset = user.saved_searches.all()
        people = User.objects.who_may("coding.answer").prefetch_related("groups")
        self.fields["coders"].queryset = people.by_name()
        self.fields["coders"].loads = loads()

    def clean_due_on(self):
        due = self.cleaned_data["due_on"]
        if due and due < timezone.now().date():
            raise ValidationError("This day is over.")
        return due

    def clean(self):
        given = [name for name in SOURCES if self.cleaned_data.get(name)]
        if len(given) == 1:
            self.look_up(given[0])
        elif not any(name in self.errors for name in SOURCES):
            self.add_error(
                given[0] if given else "question",
                "Say in one of the three ways which cases are meant, and in no other.",
            )
        if "coders" in self.cleaned_data and "codings_per_case" in self.cleaned_data:
            self.refuse_too_few()
        return self.cleaned_data

    def look_up(self, source):
        try:
            pks = self.asked(source, self.cleaned_data[source])
            self.refuse_size(pks)
        except ValidationError as refusal:
            self.add_error(source, refusal)
        else:
            self.found = pks

    def asked(self, source, said):
        if source == "numbers":
            return numbered(said, self.user)
        question = answering(said.query if source == "saved" else said, self.user)
        self.instance.question = question.lasting.href
        self.sentence = question.sentence
        return list(question.cases.values_list("pk", flat=True))

    def refuse_size(self, pks):
        size = self.cleaned_data.get("size")
        if not pks:
            raise ValidationError("No case answers this question.")
        if min(len(pks), size or len(pks)) > MOST_CASES:
            raise ValidationError(
                f"These are {len(pks):,} cases; a round takes at most {MOST_CASES:,}."
            )
        if size and size > len(pks):
            self.add_error("size", f"There are {len(pks):,} to draw from.")

    def refuse_too_few(self):
        coders, each = len(self.cleaned_data["coders"]), self.cleaned_data["codings_per_case"]
        if coders < each:
            chosen = f"{coders} {'is' if coders == 1 else 'are'} chosen"
            self.add_error("coders", f"{each} codings of each case take {each} coders; {chosen}.")

    @cached_property
    def cases(self):
        """Those drawn, of those found."""
        size = self.cleaned_data["size"] or len(self.found)
        drawn = sample(self.found, size, seed=self.cleaned_data["seed"])
        return list(Case.objects.known_to(self.user).filter(pk__in=drawn).defer(*LONG_TEXTS))

    @cached_property
    def plan(self):
        given = self.cleaned_data
        return RoundPlan(self.cases, given["coders"], given["codings_per_case"], seed=given["seed"])


class CoderForm(forms.Form):
    """To whom one coding goes; the button `pool` gives it to nobody."""

    coder = forms.ModelChoiceField(None, required=False, empty_label="choose somebody")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coder"].queryset = User.objects.who_may("coding.answer").by_name()

    def clean_coder(self):
        if "pool" in self.data:
            return None
        if not self.cleaned_data["coder"]:
            raise ValidationError("Choose somebody, or put it into the pool.")
        return self.cleaned_data["coder"]


class AssignForm(CoderForm):
    reason = forms.CharField(
        required=False, help_text="Whoever has it now reads why they do not have it any more."
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The coder reads it. What was submitted stays as a submission; the coding is not"
        " blind any more.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
