"""Two people do the same at the same moment: each gets an answer, nobody a crash."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from annotate.actions import people
from annotate.actions.cases import open_case
from annotate.actions.content import Content
from annotate.models import Actor, Case, Conflict, Participation, User

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
    first_is_through, second_is_through = Event(), Event()

    def demoted(who, by):
        who, by = (User.objects.get(pk=person.pk) for person in (who, by))
        return people.save_person(who, version=who.version, role="analyst", by=by)

    def first():
        with transaction.atomic():
            demoted(world.edda, by=world.cleo)
            first_is_through.set()
            second_is_through.wait(0.3)  # seconds, in which the second has to wait

    def second():
        first_is_through.wait()
        with pytest.raises(people.LastAdmin):
            demoted(world.cleo, by=world.edda)
        second_is_through.set()

    at_once(lambda call: call(), first, second)

    assert User.objects.admins().get() == world.cleo
