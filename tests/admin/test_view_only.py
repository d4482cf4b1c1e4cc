"""Evidence and history are looked at here, never written."""

import pytest
from django.urls import reverse

from annotate.models import Case, Code, Evidence, User
from tests.upkeep import address, list_of

SHOWN = [Evidence, Case.history.model, Code.history.model]


@pytest.mark.parametrize("model", SHOWN)
def test_whoever_is_signed_out_is_asked_to_sign_in(client, db, model):
    assert client.get(list_of(model)).url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("model", SHOWN)
def test_researchers_are_refused(world, sign_in, model):
    assert sign_in(world.ada).get(list_of(model)).status_code == 403


@pytest.mark.parametrize("model", SHOWN)
def test_curators_look_and_cannot_write(world, sign_in, model):
    case = world.case("Oslo channel", "track:1 lead")
    world.document(case, "Norway hosted the talks.")
    world.evidence(case.tags.get(), "Norway hosted")
    client, row = sign_in(world.cleo), model.objects.first()

    assert client.get(list_of(model)).status_code == 200
    assert client.get(address(row)).status_code == 200
    assert client.post(address(row), {}).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403


def test_the_history_of_people_is_for_admins(world, sign_in):
    people = list_of(User.history.model)

    assert sign_in(world.cleo).get(people).status_code == 403
    assert sign_in(world.edda).get(people).status_code == 200
