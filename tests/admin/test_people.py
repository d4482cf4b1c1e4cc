"""Admins manage people; curators do not even see the list."""

import pytest
from django.test import Client
from django.urls import reverse

from annotate.actions import people
from annotate.models import Invitation, User
from tests.upkeep import address, form_of, list_of, save


@pytest.mark.parametrize("model", [User, Invitation])
def test_whoever_is_signed_out_is_asked_to_sign_in(client, db, model):
    assert client.get(list_of(model)).url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("model", [User, Invitation])
def test_curators_are_refused_and_not_shown_the_way(world, sign_in, model):
    client = sign_in(world.cleo)

    assert client.get(list_of(model)).status_code == 403
    assert list_of(model) not in client.get(reverse("admin:index")).text


def test_an_admin_gives_somebody_another_role_and_says_why(world, sign_in):
    save(sign_in(world.edda), world.ada, role="curator", why="Leads the team")

    ada = User.objects.get(username="ada")
    latest = ada.history.first()
    assert ada.role == "curator"
    assert (latest.history_user, latest.history_change_reason) == (world.edda, "Leads the team")


def test_whoever_is_switched_off_is_out_at_once(world, sign_in):
    theirs = Client()
    theirs.force_login(world.ada)
    admin = sign_in(world.edda)
    sent = form_of(admin.get(address(world.ada)))
    del sent["is_active"]
    admin.post(address(world.ada), sent)

    answer = theirs.get(reverse("annotate:account"))
    assert answer.url.startswith(reverse("annotate:login"))


def test_the_last_admin_cannot_step_down(world, sign_in):
    page = save(sign_in(world.edda), world.edda, role="analyst")

    assert page.status_code == 302
    assert "last admin" in sign_in(world.edda).get(address(world.edda)).text
    assert User.objects.get(username="edda").role == "admin"


def test_people_are_found_by_role(world, sign_in):
    page = sign_in(world.edda).get(list_of(User), {"role": "researcher"})

    assert set(page.context["cl"].result_list) == {world.ada, world.ben}


@pytest.mark.parametrize("secret", ["password__startswith=md5", "password__isnull=0"])
def test_a_list_of_people_does_not_answer_questions_about_passwords(world, sign_in, secret):
    client = sign_in(world.edda)

    assert client.get(f"{list_of(User)}?is_active__exact=1").status_code == 200
    assert client.get(f"{list_of(User)}?{secret}").status_code == 400


def test_a_list_of_invitations_does_not_answer_questions_about_their_links(world, sign_in):
    asked = f"{list_of(Invitation)}?secret_sha256__startswith=0"

    assert sign_in(world.edda).get(asked).status_code == 400


def test_the_history_of_an_invitation_is_read_where_it_is_listed(world, sign_in):
    invitation, _ = people.invite(email="fay@example.org", role="analyst", by=world.edda)
    people.revoke(invitation, by=world.edda)

    client = sign_in(world.edda)
    assert address(invitation, "history") in client.get(address(invitation)).text
    page = client.get(address(invitation, "history")).text
    assert "Revoked" in page
    assert "expires at" in page


def test_people_are_neither_added_nor_deleted_here(world, sign_in):
    client = sign_in(world.edda)

    assert client.get(reverse("admin:annotate_user_add")).status_code == 403
    assert client.post(address(world.ada, "delete"), {"post": "yes"}).status_code == 403


def test_inviting_leads_to_the_page_that_can_show_the_link(world, sign_in):
    answer = sign_in(world.edda).get(reverse("admin:annotate_invitation_add"))

    assert answer.url == reverse("annotate:invite")
