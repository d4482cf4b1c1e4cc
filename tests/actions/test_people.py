from datetime import timedelta

import pytest
from django.utils import timezone

from annotate.actions import people
from annotate.actions.change import EditConflict
from annotate.actions.first_admin import create_first_admin
from annotate.models import Invitation, User

FAY = {"username": "fay", "name": "Fay Okoro", "password": "a long and winding road"}


def invite(world, email="fay@example.org", role="researcher"):
    return people.invite(email=email, role=role, by=world.edda)


def save(user, *, by, **fields):
    version = user.version
    role = fields.pop("role", None)
    for name, value in fields.items():
        setattr(user, name, value)
    return people.save_person(user, version=version, role=role, by=by)


def test_whoever_holds_the_link_joins_with_the_role_they_were_invited_to(world):
    invitation, secret = invite(world, role="curator")

    fay = people.accept(secret, **FAY)

    assert (fay.role, fay.email, str(fay)) == ("curator", "fay@example.org", "Fay Okoro")
    assert fay.check_password(FAY["password"])
    assert Invitation.objects.get(pk=invitation.pk).accepted_by == fay


def test_an_invitation_can_be_accepted_once(world):
    _, secret = invite(world)
    people.accept(secret, **FAY)

    with pytest.raises(people.InvitationClosed):
        people.accept(secret, **FAY | {"username": "gil"})


def test_the_secret_of_an_invitation_is_not_kept(world):
    invitation, secret = invite(world)

    assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_an_invitation_ends_after_a_fortnight(world):
    invitation, secret = invite(world)
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now())

    with pytest.raises(people.InvitationClosed):
        people.accept(secret, **FAY)


def test_a_revoked_invitation_is_closed(world):
    invitation, secret = invite(world)
    people.revoke(invitation, by=world.edda)

    with pytest.raises(people.InvitationClosed):
        people.accept(secret, **FAY)
    with pytest.raises(people.InvitationClosed):
        people.revoke(invitation, by=world.edda)


def test_inviting_again_ends_the_earlier_link(world):
    _, earlier = invite(world)
    _, later = invite(world, email="Fay@Example.org")

    with pytest.raises(people.InvitationClosed):
        people.accept(earlier, **FAY)
    assert people.accept(later, **FAY).role == "researcher"


def told(row):
    """Its history, oldest first: what happened, who did it, and why."""
    records = row.history.select_related("history_user").order_by("history_id")
    return [
        (each.history_type, str(each.history_user), each.history_change_reason) for each in records
    ]


def test_the_history_of_an_invitation_tells_who_made_replaced_revoked_and_accepted_it(world):
    first, _ = invite(world)
    second, _ = invite(world)
    people.revoke(second, by=world.edda)
    third, secret = invite(world)
    people.accept(secret, **FAY)

    made = ("+", "edda", "")
    assert told(first) == [made, ("~", "edda", "Invited again, with a new link")]
    assert told(second) == [made, ("~", "edda", "Revoked")]
    assert told(third) == [made, ("~", "Fay Okoro", "Accepted")]
    assert third.history.first().accepted_by == User.objects.get(username="fay")


def test_the_history_of_an_invitation_does_not_hold_what_its_link_is_checked_against(world):
    invitation, _ = invite(world)
    assert invitation.secret_sha256 not in str(invitation.history.values())


def test_members_are_not_invited_again(world):
    with pytest.raises(people.AlreadyMember, match="ADA@example"):
        invite(world, email="ADA@example.org")


def test_a_link_is_closed_once_the_address_belongs_to_an_account(world):
    _, secret = invite(world)
    save(world.ben, email="fay@example.org", by=world.ben)

    with pytest.raises(people.InvitationClosed):
        people.accept(secret, **FAY)


def test_the_history_of_a_person_tells_how_the_role_came_about(world):
    _, secret = invite(world)
    fay = people.accept(secret, **FAY)
    save(fay, role="curator", by=world.edda)

    promoted, joined = fay.history.all()
    assert joined.history_change_reason == "Invited by edda"
    assert joined.history_user == fay
    assert [row.group.name for row in joined.groups.all()] == ["researcher"]
    assert [row.group.name for row in promoted.groups.all()] == ["curator"]
    assert promoted.history_user == world.edda


def test_the_history_of_a_person_holds_no_password(world):
    assert "password" not in [field.name for field in User.history.model._meta.fields]


def test_a_new_password_is_in_the_history_by_whoever_set_it(world):
    people.set_password(world.ada, "a long and winding road")

    assert told(world.ada)[-1] == ("~", "ada", "Set a new password")


def test_who_saves_an_account_as_it_was_before_a_new_password_is_told(world):
    seen_by_edda = User.objects.get(username="ada")
    people.set_password(world.ada, "a long and winding road")

    with pytest.raises(EditConflict):
        save(seen_by_edda, name="Ada Lovelace", by=world.edda)


def test_saving_an_account_never_writes_its_password(world):
    seen_by_edda = User.objects.get(username="ada")
    seen_by_edda.password = "what was loaded"
    save(seen_by_edda, name="Ada Lovelace", by=world.edda)

    ada = User.objects.get(username="ada")
    assert (ada.name, ada.check_password(world.password)) == ("Ada Lovelace", True)


def test_the_last_admin_stays_admin(world):
    with pytest.raises(people.LastAdmin):
        save(world.edda, role="curator", by=world.edda)
    with pytest.raises(people.LastAdmin):
        save(User.objects.get(username="edda"), is_active=False, by=world.edda)

    assert User.objects.get(username="edda").role == "admin"


def test_an_admin_may_go_when_another_stays(world):
    save(world.cleo, role="admin", by=world.edda)
    save(world.edda, is_active=False, by=world.cleo)

    assert list(User.objects.admins()) == [world.cleo]


def test_the_first_account_is_an_admin_with_the_password_that_was_shown(db):
    password = create_first_admin()

    admin = User.objects.get(username="admin")
    assert (admin.role, admin.check_password(password)) == ("admin", True)
    assert admin.history.get().history_change_reason == "The first account"


def test_where_there_is_an_admin_no_first_account_is_made(world):
    assert create_first_admin() is None


def test_a_superuser_is_an_admin_until_given_another_role(world):
    root = User.objects.create_superuser("root", password="only for a start")
    assert (root.role, root in User.objects.admins()) == ("admin", True)

    save(root, role="analyst", by=world.edda)

    assert User.objects.get(username="root").role == "analyst"


def test_two_admins_do_not_overwrite_each_other(world):
    seen_by_edda, seen_by_another = (User.objects.get(username="dan") for _ in range(2))
    save(seen_by_another, role="researcher", by=world.edda)

    with pytest.raises(EditConflict):
        save(seen_by_edda, name="Dan Dietz", by=world.edda)
