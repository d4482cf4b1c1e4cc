"""Signing in and out, joining by invitation, keeping one's account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from annotate.actions import people
from annotate.forms.sign_in import (
    LINKS_ASKED,
    LINKS_MAILED,
    WRONG_FOR_NAME,
    ChangePasswordForm,
    NewPasswordForm,
)
from annotate.models import Invitation, User
from tests.upkeep import address

HOME = reverse("annotate:home")
SIGN_IN = reverse("annotate:login")
SIGN_OUT = reverse("annotate:logout")
ACCOUNT = reverse("annotate:account")
PASSWORD = reverse("annotate:password_change")
RESET = reverse("annotate:password_reset")
INVITE = reverse("annotate:invite")
NEW = "a long and winding road"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


def sign_in(client, name, password, **more):
    return client.post(SIGN_IN, {"username": name, "password": password} | more)


def is_signed_in(client):
    return client.get(ACCOUNT).status_code == 200


# Signing in and out


def test_name_and_password_sign_in(world, client):
    answer = sign_in(client, "ada", world.password)

    assert answer.url == HOME
    assert is_signed_in(client)


def test_after_signing_in_one_is_where_one_wanted_to_be(world, client):
    asked = client.get(ACCOUNT)
    assert asked.url == f"{SIGN_IN}?next={ACCOUNT}"

    assert sign_in(client, "ada", world.password, next=ACCOUNT).url == ACCOUNT


def test_signing_in_does_not_lead_to_another_site(world, client):
    assert sign_in(client, "ada", world.password, next="https://example.org/").url == HOME


def test_a_wrong_password_says_nothing_about_the_account(world, client):
    wrong = [sign_in(client, name, "guess").context["form"].errors for name in ("ada", "nobody")]

    assert wrong[0] == wrong[1]
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(world, client):
    for _ in range(WRONG_FOR_NAME.most):
        sign_in(client, "ada", "guess")

    page = sign_in(client, "Ada", world.password)
    assert "quarter of an hour" in page.text
    assert not is_signed_in(client)


def test_somebody_elses_wrong_passwords_lock_nobody_out(world, client):
    for _ in range(WRONG_FOR_NAME.most):
        client.post(SIGN_IN, {"username": "ada", "password": "guess"}, REMOTE_ADDR="192.0.2.7")

    assert sign_in(client, "ada", world.password).url == HOME


def test_signing_out_takes_a_post_so_that_no_link_can_do_it(world, client):
    client.force_login(world.ada)
    assert client.get(SIGN_OUT).status_code == 405
    assert is_signed_in(client)

    client.post(SIGN_OUT)
    assert not is_signed_in(client)


# What was typed is not thrown away


def test_whoever_is_signed_out_is_refused_a_post_rather_than_sent_elsewhere(world, client):
    assert client.post(ACCOUNT, {"name": "Ada"}).status_code == 403


def test_a_part_of_a_page_is_refused_rather_than_replaced_by_the_sign_in_page(world, client):
    assert client.get(ACCOUNT, headers={"HX-Request": "true"}).status_code == 403


# The account


def test_the_account_of_somebody_signed_out_asks_to_sign_in(client, db):
    assert client.get(ACCOUNT).url.startswith(SIGN_IN)


def test_an_account_without_a_role_sees_what_the_public_sees(world, client):
    client.force_login(world.person("gus"))

    assert client.get(ACCOUNT).status_code == 403
    assert client.post(SIGN_OUT).status_code == 302


def test_one_changes_ones_name_and_address(world, client):
    client.force_login(world.ada)
    client.post(
        ACCOUNT,
        {
            "name": "Ada Byron",
            "email": "ab@example.org",
            "current_password": world.password,
            "seen": world.ada.version,
        },
    )

    ada = User.objects.get(username="ada")
    assert (str(ada), ada.email, ada.role) == ("Ada Byron", "ab@example.org", "researcher")
    assert ada.history.first().history_user == ada


def test_nobody_takes_anothers_address(world, client):
    client.force_login(world.ada)
    typed = {"name": "Ada", "email": "BEN@example.org", "current_password": world.password}
    page = client.post(ACCOUNT, typed | {"seen": world.ada.version})

    assert "has an account already" in page.text


@pytest.mark.parametrize(
    ("guess", "answer"),
    [("", "Type it to change the e-mail address."), ("guess", "This is not your password.")],
)
def test_an_open_browser_is_not_enough_to_redirect_the_links_for_new_passwords(
    world, client, guess, answer
):
    client.force_login(world.ada)
    typed = {"email": "eve@example.org", "current_password": guess, "seen": world.ada.version}
    page = client.post(ACCOUNT, typed | {"name": "Ada"})

    assert answer in page.text
    assert 'value="eve@example.org"' in page.text
    assert User.objects.get(username="ada").email == "ada@example.org"


def test_another_name_needs_no_password(world, client):
    client.force_login(world.ada)
    typed = {"name": "Ada Byron", "email": world.ada.email, "seen": world.ada.version}

    assert client.post(ACCOUNT, typed).url == ACCOUNT


def test_an_admins_change_in_the_meantime_is_shown_beside_ones_own(world, client):
    seen = world.ada.version
    world.ada.name = "Ada B."
    people.save_person(world.ada, version=seen, by=world.edda)
    client.force_login(world.ada)

    page = client.post(ACCOUNT, {"name": "Ada Byron", "email": world.ada.email, "seen": seen})

    assert 'value="Ada Byron"' in page.text
    assert "It now reads “Ada B.”" in page.text
    assert User.objects.get(username="ada").name == "Ada B."


# Passwords


def test_a_password_is_changed_by_whoever_knows_the_old_one(world, client):
    client.force_login(world.ada)
    typed = {"old_password": world.password, "new_password1": NEW, "new_password2": NEW}

    assert client.post(PASSWORD, typed | {"old_password": "guess"}).status_code == 200
    assert client.post(PASSWORD, typed).url == ACCOUNT
    assert User.objects.get(username="ada").check_password(NEW)


def test_a_forgotten_password_is_set_by_a_link_that_works_once(world, client):
    client.post(RESET, {"email": "ada@example.org"})
    (letter,) = mail.outbox
    link = re.search(r"http://testserver(\S+)", letter.body)[1]

    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})

    assert sign_in(client, "ada", NEW).url == HOME
    client.post(SIGN_OUT)
    assert "no longer works" in client.get(link, follow=True).text


def test_links_in_mails_begin_with_the_public_address_whatever_was_asked_for(
    world, client, settings
):
    settings.PUBLIC_ADDRESS = "https://peace.example.org"
    client.post(RESET, {"email": "ada@example.org"}, headers={"host": "localhost:9999"})
    client.force_login(world.edda)
    invited = invite(client).context["link"]
    made = client.post(password_link(world.ada)).context["link"]

    assert "https://peace.example.org/password/reset/" in mail.outbox[0].body
    assert "localhost" not in mail.outbox[0].body
    assert invited.startswith("https://peace.example.org/join/")
    assert made.startswith("https://peace.example.org/password/reset/")


@pytest.mark.parametrize("form_class", [NewPasswordForm, ChangePasswordForm])
def test_a_new_password_does_not_undo_what_an_admin_changed_meanwhile(world, form_class):
    loaded = User.objects.get(username="ada")
    world.ada.is_active = False
    people.save_person(world.ada, version=world.ada.version, by=world.edda)

    typed = {"old_password": world.password, "new_password1": NEW, "new_password2": NEW}
    form = form_class(loaded, typed)
    assert form.is_valid()
    form.save()

    ada = User.objects.get(username="ada")
    assert ada.check_password(NEW)
    assert not ada.is_active


def test_asking_for_a_link_does_not_tell_who_has_an_account(world, client):
    known, unknown = (
        client.post(RESET, {"email": f"{name}@example.org"}, follow=True).text
        for name in ("ada", "eve")
    )

    assert len(mail.outbox) == 1
    assert "If an account has the address ada@example.org" in known
    assert without_secrets(known).replace("ada@", "eve@") == without_secrets(unknown)


def test_nobodys_mailbox_is_filled_with_links_and_nothing_tells_that_there_is_a_limit(
    world, client
):
    answers = {
        without_secrets(client.post(RESET, {"email": email}, follow=True).text.lower())
        for email in ["ada@example.org", "ADA@example.org"] * LINKS_MAILED.most
    }

    assert len(mail.outbox) == LINKS_MAILED.most
    assert len(answers) == 1


def test_one_computer_cannot_ask_for_links_to_ever_more_addresses(world, client):
    for number in range(LINKS_ASKED.most):
        client.post(RESET, {"email": f"guess-{number}@example.org"})

    assert "Try again in an hour" in client.post(RESET, {"email": "ada@example.org"}).text
    assert not mail.outbox
    assert client.post(RESET, {"email": "ada@example.org"}, REMOTE_ADDR="192.0.2.7").url == SIGN_IN


def test_a_site_without_a_mail_server_promises_no_mail(world, client, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    asked = client.get(RESET).text
    answer = client.post(RESET, {"email": "ada@example.org"}, follow=True).text

    assert "This site sends no mail" in asked
    assert "This site sends no mail" in answer
    assert "An admin can also make one" in answer
    assert "/password/reset/" in next(tmp_path.iterdir()).read_text()


def password_link(person):
    return reverse("annotate:password_link", args=[person.pk])


def test_an_admin_makes_a_link_that_sets_the_password_once(world, client):
    client.force_login(world.edda)
    assert password_link(world.ada) in client.get(address(world.ada)).text
    link = client.post(password_link(world.ada)).context["link"]
    client.post(SIGN_OUT)

    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})

    assert sign_in(client, "ada", NEW).url == HOME
    assert "no longer works" in client.get(link, follow=True).text
    used, made = world.ada.history.all()[:2]
    assert [(row.history_user, row.history_change_reason) for row in (made, used)] == [
        (world.edda, "Made a link for a new password"),
        (world.ada, "Set a new password"),
    ]


def test_looking_at_the_page_makes_no_link(world, client):
    client.force_login(world.edda)
    before = world.ada.history.count()
    page = client.get(password_link(world.ada))

    assert "/password/reset/" not in page.text
    assert world.ada.history.count() == before


def test_only_admins_make_links_for_others(world, client):
    client.force_login(world.cleo)

    assert client.post(password_link(world.ada)).status_code == 403


def test_whoever_is_switched_off_gets_no_link(world, client):
    world.ada.is_active = False
    people.save_person(world.ada, version=world.ada.version, by=world.edda)
    client.force_login(world.edda)

    page = client.post(password_link(world.ada), follow=True)
    assert "Make the account active first" in page.text


def without_secrets(page):
    return re.sub(r'value="[^"]{30,}"', "", page)


# Invitations


def invite(client, **typed):
    return client.post(INVITE, {"email": "fay@example.org", "role": "researcher"} | typed)


def test_invitations_ask_somebody_signed_out_to_sign_in(client, db):
    assert client.get(INVITE).url.startswith(SIGN_IN)


def test_only_admins_invite(world, client):
    client.force_login(world.cleo)

    assert invite(client).status_code == 403
    assert not Invitation.objects.exists()


def test_the_link_is_shown_once_and_sent(world, client):
    client.force_login(world.edda)
    link = invite(client).context["link"]

    assert link in mail.outbox[0].body
    assert link.rpartition("/")[2] not in client.get(INVITE).text


def test_whoever_has_the_link_joins_and_is_signed_in(world, client):
    client.force_login(world.edda)
    link = invite(client).context["link"]
    client.post(SIGN_OUT)

    fay = {"username": "fay", "name": "Fay Okoro", "password1": NEW, "password2": NEW}
    answer = client.post(link, fay)

    assert answer.url == HOME
    assert User.objects.get(username="fay").role == "researcher"
    assert is_signed_in(client)
    assert client.get(link).status_code == 410


def test_a_weak_password_does_not_use_up_the_invitation(world, client):
    _, secret = people.invite(email="fay@example.org", role="analyst", by=world.edda)
    link = reverse("annotate:invitation_accept", args=[secret])
    typed = {"username": "fay", "name": "Fay", "password1": "12345678", "password2": "12345678"}

    assert "too common" in client.post(link, typed).text
    assert client.get(link).status_code == 200


def test_a_new_link_ends_the_old_one(world, client):
    client.force_login(world.edda)
    old = invite(client).context["link"]
    again = reverse("annotate:invite_again", args=[Invitation.objects.get().pk])
    new = client.post(again).context["link"]

    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_a_revoked_link_no_longer_works(world, client):
    client.force_login(world.edda)
    link = invite(client).context["link"]
    client.post(reverse("annotate:invitation_revoke", args=[Invitation.objects.get().pk]))

    assert client.get(link).status_code == 410
    assert "ended" in client.get(INVITE).text


def test_a_mail_server_that_does_not_answer_leaves_the_link_on_the_page(world, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(world.edda)
    page = invite(client)

    assert "The mail could not be sent" in page.text
    assert page.context["link"] in page.text


def test_a_version_that_is_no_number_is_one_nobody_saw(world, client):
    client.force_login(world.ada)
    page = client.post(ACCOUNT, {"name": "Ada", "email": "ada@example.org", "seen": "abc"})

    assert "saved this while you were editing" in page.text
