"""Two people do the same at the same moment: each gets an answer, nobody a crash."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from coded import give
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from annotate.actions import codebook, people, pool, searches, upkeep, wording
from annotate.actions.cases import open_case, save_case
from annotate.actions.change import EditConflict
from annotate.actions.content import Content
from annotate.actions.links import Link, LinkCycle
from annotate.models import (
    Actor,
    Case,
    CaseCountry,
    CaseLink,
    Code,
    Coding,
    Conflict,
    Country,
    Participation,
    User,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(call, *given):
    """`call` with each of `given`, in threads that start together."""
    ready = Barrier(len(given))

    def run(one):
        ready.wait()
        try:
            return call(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(given)) as pool:
        return list(pool.map(run, given))


def overlapping(first, second):
    """`second` begins when `first` has written but not committed; it may have to wait for it."""
    first_is_through, second_is_through = Event(), Event()

    def run_first():
        with transaction.atomic():
            first()
            first_is_through.set()
            second_is_through.wait(0.3)  # seconds

    def run_second():
        first_is_through.wait(5)  # seconds
        try:
            second()
        finally:
            second_is_through.set()

    at_once(lambda call: call(), run_first, run_second)


def test_cases_of_one_title_get_a_slug_each(world):
    def opened(user):
        conflict = Conflict(name=f"War of {user}", kind="interstate")
        return open_case(Case(title="Oslo", conflict=conflict), Content(), by=user).slug

    slugs = at_once(opened, world.ada, world.ben, world.cleo)

    assert sorted(slugs) == ["oslo", "oslo-2", "oslo-3"]


def test_what_two_cases_name_anew_is_one_actor_and_one_conflict(world):
    def opened(user):
        parts = [Participation(actor=Actor(name="PLO", kind="armed-group"), role="host")]
        case = Case(title="Oslo", conflict=Conflict(name="Levant", kind="interstate"))
        return open_case(case, Content(participations=parts), by=user)

    at_once(opened, world.ada, world.ben)

    assert Actor.objects.get().participations.count() == 2
    assert Conflict.objects.get().cases.count() == 2


def test_a_name_to_sign_in_with_goes_to_one_and_the_other_is_told(world):
    def joined(address):
        _, secret = address
        try:
            return people.accept(secret, username="gus", name="Gus", password="x").username
        except people.NameTaken as refusal:
            return str(refusal)

    asked = [
        people.invite(email=f"{name}@example.org", role="analyst", by=world.edda)
        for name in ("gus", "hal")
    ]

    answers = at_once(joined, *asked)

    assert sorted(answers, reverse=True) == [
        "gus",
        "The name “gus” is taken. Choose another one.",
    ]
    assert User.objects.filter(username="gus").count() == 1


def test_of_two_admins_who_demote_each_other_the_second_is_refused(world):
    people.give_role(world.cleo, "admin")

    def demoted(who, by):
        who, by = (User.objects.get(pk=person.pk) for person in (who, by))
        return people.save_person(who, version=who.version, role="analyst", by=by)

    def refused():
        with pytest.raises(people.LastAdmin):
            demoted(world.cleo, by=world.edda)

    overlapping(lambda: demoted(world.edda, by=world.cleo), refused)

    assert User.objects.admins().get() == world.cleo


def test_two_links_that_would_close_a_circle_are_not_both_stored(world):
    ada, ben = world.case("Aceh 2002", state="draft"), world.case("Aceh 2005", state="draft")

    def link(case, other, by):
        parts = Content(links=[Link("part-of", Case.objects.get(pk=other.pk))])
        save_case(Case.objects.get(pk=case.pk), parts, version=1, by=by)

    def refused():
        with pytest.raises(LinkCycle):
            link(ben, ada, world.ben)

    overlapping(lambda: link(ada, ben, world.ada), refused)

    assert CaseLink.objects.get().case == ada


def test_of_two_who_publish_the_codebook_the_second_is_told_what_the_first_did(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    def told(number, words):
        with pytest.raises(ValidationError, match=words):
            codebook.publish(number=number, notes="", by=world.edda)

    def second():
        told("1.1", "Codebook 1.1 is published and never changes")
        told("1.2", "Nothing in the codebook has changed since 1.1")

    overlapping(lambda: codebook.publish(number="1.1", notes="", by=world.cleo), second)


def actor(world):
    upkeep.save(Actor(name="PLO", kind="armed-group"), version=1, by=world.cleo)


def code(world):
    new = Code(dimension=world["track:1"].dimension, key="sport", label="Sport")
    wording.save(new, version=1, by=world.cleo)


def search(world):
    searches.save_search(name="Oslo", query="", by=world.cleo)


@pytest.mark.parametrize(
    ("save", "words"),
    [
        (actor, "Actor with this Name already exists"),
        (code, "Code with this Dimension and Key already exists"),
        (search, "You have saved a question under this name"),
    ],
)
def test_a_name_that_two_people_give_at_once_goes_to_one_and_the_other_is_told(world, save, words):
    def refused():
        with pytest.raises(ValidationError, match=words):
            save(world)

    overlapping(lambda: save(world), refused)


@pytest.mark.parametrize("country_first", [True, False])
def test_a_case_follows_a_region_that_changes_while_it_is_saved(world, country_first):
    world.dimension("region", ["europe", "asia"], derived=True)
    cyprus = world.change.save(Country(key="CYP", name="Cyprus", region="europe"))
    case = world.case("Cyprus talks", state="draft")

    def move():
        country = Country.objects.get(pk=cyprus.pk)
        country.region = "asia"
        upkeep.save(country, version=1, by=world.cleo)

    def cite():
        parts = Content(countries=[CaseCountry(country=cyprus)])
        save_case(Case.objects.get(pk=case.pk), parts, version=1, by=world.ada)

    overlapping(*([move, cite] if country_first else [cite, move]))

    assert case.tags.get().code.key == "asia"


def test_a_place_in_the_pool_that_two_people_take_goes_to_one_and_the_other_is_told(world):
    case = world.case("Oslo", state="draft", owner=world.edda)
    round_ = give(world, case, "edda")["edda"].round
    place = pool.add_place(round_, case, None, expected=1, by=world.cleo)

    def take(by):
        pool.take(Coding.objects.get(pk=place.pk), version=place.version, by=by)

    def refused():
        with pytest.raises(EditConflict):
            take(world.ben)

    overlapping(lambda: take(world.ada), refused)

    assert Coding.objects.get(pk=place.pk).coder == world.ada


def test_one_case_is_not_given_twice_to_a_coder_by_two_rounds_opened_at_once(world):
    case = world.case("Oslo", state="draft", owner=world.edda)

    def refused():
        with pytest.raises(ValidationError, match="yet to submit another coding of it"):
            give(world, case, "ada", title="Second")

    overlapping(lambda: give(world, case, "ada", title="First"), refused)

    assert Coding.objects.get().round.title == "First"
