"""Opening, changing, submitting, returning and publishing a case."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify

from annotate.models import Case, Code, CodebookVersion, Tag
from annotate.models.readiness import every_code_is_asked, problems
from annotate.models.sheet import Sheet
from annotate.models.vocabularies import State

from . import drafts
from .change import Change, claim
from .content import named, write
from .derived import refresh, refresh_held
from .indexing import index
from .links import tell_others
from .tags import stamp
from .unseen import refuse_unseen


class WrongState(Exception):
    """The case is not in a state in which this can be done to it."""


class NotReady(Exception):
    """The case does not meet all rules for publishing; `problems` are those it breaks."""

    def __init__(self, found):
        super().__init__(" ".join(problem.sentence for problem in found))
        self.problems = found


@transaction.atomic
def open_case(case, content, *, by, why="", form_key="", said=""):
    """Store a new draft with its rows. Raises LinkCycle; OpenedBefore if this form has already.

    `said` is a digest of what the form with this key says.
    """
    if form_key:
        drafts.alone(by)
        drafts.ended_form(form_key, by)
    change = Change(by=by, why=why)
    case.owner = by
    keep_conflict(case, change)
    save_new(case, change)
    finish(case, content, change)
    if form_key:
        drafts.opens(case, form_key=form_key, said=said, by=by)
    return case


@transaction.atomic
def save_case(case, content, *, version, by, why="", form_key="", said="", to_latest=False):
    """Store an edited case with its rows; `version` is the one its author saw.

    What is kept of the form with this key is done with. `to_latest`: the case answers the latest
    codebook from now on, so the rules of a published one hold for what that asks more, too.

    Raises EditConflict; LinkCycle; NotReady if a published case breaks rules it kept before;
    WrongState where the latest codebook cannot be answered.
    """
    claim(case, version)
    before = problems_if_published(case)
    change = Change(by=by, why=why)
    if to_latest:
        answer_latest(case)
    keep_conflict(case, change)
    change.save(case)
    finish(case, content, change)
    if to_latest:
        stamp_tags(case, case.codebook_version, change)
    if form_key:
        drafts.saved(case, form_key=form_key, said=said, by=by)
    refuse_broken(case, before)
    return case


def problems_if_published(case):
    """The rules that a published case breaks as it is stored; none while it is not published."""
    return problems(Case.objects.get(pk=case.pk)) if case.state == State.PUBLISHED else []


def refuse_broken(case, before):
    """A published case keeps the rules that it kept `before`. Raises NotReady."""
    broken = [found for found in problems_if_published(case) if found not in before]
    if broken:
        raise NotReady(broken)


@transaction.atomic
def submit(case, *, version, by, why="", shown=""):
    """From here on the case answers every code of the latest codebook, and no other.

    Raises WrongState; UnseenCodes unless the codebook `shown` on the page asked them all.
    """
    take(case, version, [State.DRAFT, State.RETURNED])
    refuse_unseen(case, shown)
    answer_latest(case)
    refuse_unasked(case)
    case.state, case.return_reason = State.IN_REVIEW, ""
    change = Change(by=by, why=why)
    change.save(case)
    stamp_tags(case, case.codebook_version, change)
    refresh(case, change=change)
    return case


@transaction.atomic
def send_back(case, *, reason, version, by):
    """Return a case to its authors; a published one leaves the dataset. Raises WrongState."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why the case goes back to its authors."})
    take(case, version, State.answered())
    was_published = case.state == State.PUBLISHED
    case.state, case.return_reason = State.RETURNED, reason
    change = Change(by=by, why=reason)
    change.save(case)
    if was_published:
        tell_others(case, change, what="returned")
    return case


@transaction.atomic
def publish(case, *, version, by, why=""):
    """Make a reviewed case part of the dataset. Raises WrongState, NotReady."""
    take(case, version, [State.IN_REVIEW])
    if found := problems(case):
        raise NotReady(found)
    case.state = State.PUBLISHED
    change = Change(by=by, why=why)
    change.save(case)
    tell_others(case, change, what="published")
    return case


def take(case, version, states):
    """Claim the case for a step from one of these states."""
    claim(case, version)
    if case.state not in states:
        allowed = " or ".join(State(state).label.lower() for state in states)
        here = case.get_state_display().lower()
        raise WrongState(f"“{case}” is {here}; this can be done while it is {allowed}.")


def save_new(case, change):
    """Several people may open cases of one title at once: each takes the next free slug."""
    for tries_left in reversed(range(10)):
        case.slug = free_slug(case.title)
        try:
            with transaction.atomic():
                change.save(case)
            break
        except IntegrityError:
            if not tries_left:
                raise


def keep_conflict(case, change):
    if case.conflict:
        case.conflict = named(case.conflict, change)


def finish(case, content, change):
    write(case, content, version=latest_codebook(), change=change)
    refresh_held(case, change=change)
    index(case)


def latest_codebook():
    """None before the first is published."""
    return CodebookVersion.objects.defer("snapshot").first()


def answer_latest(case):
    """Raises WrongState, see below."""
    codebook = latest_codebook()
    refuse_unanswerable(codebook)
    case.codebook_version = codebook


def refuse_unanswerable(codebook):
    """What is retired is not offered, yet the codebook that still asks it would call it absent."""
    if not codebook:
        raise WrongState("No codebook is published, so there is nothing the case could answer.")
    if retired := codebook.codes.exclude(pk__in=Code.objects.in_use()).first():
        raise WrongState(
            f"“{retired}” is retired but {codebook} still asks it. "
            "A curator has to publish the codebook before cases can be submitted."
        )


def refuse_unasked(case):
    if found := list(every_code_is_asked(Sheet.of(case))):
        raise WrongState(" ".join(problem.sentence for problem in found))


def stamp_tags(case, codebook, change):
    tags = list(case.tags.coded().filter(~Q(codebook_version=codebook)))
    stamp(tags, codebook)
    change.update_all(Tag, tags, ["codebook_version"])


def free_slug(title):
    """From the title, numbered where taken; "case" for a title in another script."""
    stem = slugify(title)[:70].strip("-") or "case"
    taken = set(Case.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [stem, *numbered] if slug not in taken)
