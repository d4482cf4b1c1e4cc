from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from annotate.actions import drafts
from annotate.actions.cases import open_case
from annotate.actions.content import Content
from annotate.actions.drafts import OpenedBefore
from annotate.models import Case, Draft


def keep(by, query, form="first", page="page", seen=0, case=None):
    return drafts.keep(
        query=query,
        form_key=form,
        page_key=page,
        revision_seen=seen,
        case=case,
        version_seen=None,
        by=by,
    )


def kept(user):
    return {draft.query for draft in user.drafts.all()}


def test_each_opened_form_has_a_draft_of_its_own(world):
    keep(world.ada, "title=O")
    keep(world.ada, "title=Oslo")
    keep(world.ada, "title=Madrid", form="second")
    keep(world.ben, "title=Aceh")

    assert kept(world.ada) == {"title=Oslo", "title=Madrid"}
    assert kept(world.ben) == {"title=Aceh"}


def test_a_page_goes_on_though_the_answer_to_its_last_draft_was_lost(world):
    keep(world.ada, "title=O", seen=0)
    keep(world.ada, "title=Os", seen=0)

    assert kept(world.ada) == {"title=Os"}


def test_what_another_page_wrote_since_is_kept_beside(world):
    first = keep(world.ada, "title=Oslo")
    newer = keep(world.ada, "title=Oslo+channel", page="elsewhere", seen=first.revision)

    older = keep(world.ada, "title=Osl", seen=first.revision)

    assert kept(world.ada) == {"title=Oslo+channel", "title=Osl"}
    assert older.form_key != newer.form_key


def test_discarding_leaves_other_forms_and_the_drafts_of_others(world):
    case = world.case()
    keep(world.ada, "title=Oslo")
    keep(world.ada, "title=Madrid", form="second")
    keep(world.ada, "title=Aceh", form="third", case=case)
    keep(world.ben, "title=Bergen")

    drafts.discard(form_key="first", by=world.ada)

    assert kept(world.ada) == {"title=Madrid", "title=Aceh"}
    assert kept(world.ben) == {"title=Bergen"}


def test_a_form_opens_one_case_and_what_comes_from_it_later_is_no_draft_of_a_new_one(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada, form_key="first")

    with pytest.raises(OpenedBefore) as refusal:
        keep(world.ada, "title=Oslo")
    with pytest.raises(OpenedBefore):
        open_case(Case(title="Oslo"), Content(), by=world.ada, form_key="first")

    assert refusal.value.form.case == case
    assert (Case.objects.count(), Draft.objects.count()) == (1, 0)


def test_the_form_of_another_person_may_have_the_same_key(world):
    for person in (world.ada, world.ben):
        open_case(Case(title="Oslo"), Content(), by=person, form_key="first")

    assert Case.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_once_with_one_form_one_opens_a_case(world):
    ready = Barrier(2)

    def request(title):
        ready.wait()
        try:
            return open_case(Case(title=title), Content(), by=world.ada, form_key="first").pk
        except OpenedBefore as refusal:
            return refusal.form.case.pk
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        led_to = set(pool.map(request, ["Oslo", "Madrid"]))

    assert led_to == {Case.objects.get().pk}
