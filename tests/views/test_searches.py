"""Questions kept: under a name for oneself, under a short address for everybody."""

import re

import pytest
from django.contrib.messages import get_messages

from annotate.models import Conflict, Permalink, SavedSearch


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def save(client, name, query):
    return client.post("/saved/", {"name": name, "query": query})


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def without_token(html):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


# Saved under a name


def test_a_question_is_saved_in_its_canonical_spelling_and_asked_again(world, ada):
    response = save(ada, "Citizens", "type=cultural&track=private-citizen&page=2")
    assert response["Location"] == "/cases/?track=4&type=cultural"
    assert "Saved as “<bdi>Citizens</bdi>”" in ada.get(response["Location"]).content.decode()
    assert b'href="/cases/?track=4&amp;type=cultural"' in ada.get("/saved/").content


def test_everything_can_be_saved_too(world, ada):
    assert save(ada, "All", "")["Location"] == "/cases/?"


def test_a_name_is_given_once(world, ada):
    save(ada, "Citizens", "track=4")
    html = save(ada, "Citizens", "track=6").content.decode()
    assert "You have saved a question under this name." in html
    assert 'value="track=6"' in html
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "nul\0"])
def test_a_name_is_needed_and_fits(world, ada, name):
    assert save(ada, name, "track=4").status_code == 200
    assert not SavedSearch.objects.exists()


def test_a_question_that_is_not_understood_is_not_saved(world, ada):
    assert "not understood" in save(ada, "Wrong", "trak=4").content.decode()
    assert not SavedSearch.objects.exists()


def test_a_saved_question_can_be_renamed_and_deleted(world, ada):
    save(ada, "Citizens", "track=4")
    search = SavedSearch.objects.get()
    ada.post(f"/saved/{search.pk}/rename", {"name": "Private citizens"})
    assert SavedSearch.objects.get().name == "Private citizens"
    ada.post(f"/saved/{search.pk}/delete")
    assert not SavedSearch.objects.exists()


def test_a_name_that_is_taken_is_not_given_again_by_renaming(world, ada):
    save(ada, "Citizens", "track=4")
    save(ada, "Activists", "track=6")
    search = SavedSearch.objects.get(name="Activists")
    response = ada.post(f"/saved/{search.pk}/rename", {"name": "Citizens"})
    assert "under this name" in told(response)
    assert SavedSearch.objects.filter(name="Citizens").count() == 1


def test_nobody_reaches_what_others_saved(world, ada, client):
    save(ada, "Citizens", "track=4")
    search = SavedSearch.objects.get()
    client.force_login(world.cleo)
    assert b">Citizens</a>" not in client.get("/saved/").content
    for step in ("rename", "delete"):
        assert client.post(f"/saved/{search.pk}/{step}", {"name": "Mine"}).status_code == 404
    assert SavedSearch.objects.get().name == "Citizens"


# Under a short address


def shorten(client, query):
    return client.post("/q/", {"query": query})


def test_a_short_link_leads_to_its_question(world, client):
    response = shorten(client, "track=private-citizen&sort=title")
    key = Permalink.objects.get().key
    assert f"/q/{key}" in told(response)
    assert client.get(f"/q/{key}")["Location"] == "/cases/?track=4&sort=title"


def test_equal_questions_have_one_short_link(world, client):
    shorten(client, "track=4&track=6")
    shorten(client, "track=activism&track=4&page=3")
    assert Permalink.objects.count() == 1


def test_a_question_never_gets_the_short_link_of_another(world, client):
    shorten(client, "track=4")
    Permalink.objects.update(query="track=9")  # as if the hashes of both began alike

    for _ in range(2):
        key = re.findall(r"/q/(\w+)", told(shorten(client, "track=4")))[-1]
        assert client.get(f"/q/{key}")["Location"] == "/cases/?track=4"
    assert Permalink.objects.count() == 2


def test_only_what_is_understood_and_of_bounded_length_is_shortened(world, client):
    assert "not understood" in told(shorten(client, "trak=4"))
    for number in range(400):
        world.country(f"{number:03}")
    countries = "&".join(f"country={number:03}" for number in range(400))
    assert "characters long" in told(shorten(client, countries))
    assert not Permalink.objects.exists()


@pytest.mark.parametrize("who", [None, "dan", "ben"])
def test_a_short_link_names_no_conflict_that_one_may_not_see(world, client, who):
    hidden = Conflict.objects.create(pk=8051, name="Canary war", kind="interstate")
    world.case("Back channel", conflict=hidden, visibility="restricted")
    client.force_login(world.cleo)
    shorten(client, f"conflict={hidden.pk}&not.conflict=missing")
    save(client, "Canaries", f"conflict={hidden.pk}-canary-war")

    client.logout()
    if who:
        client.force_login(getattr(world, who))
    answer = client.get(f"/q/{Permalink.objects.get().key}", follow=True)

    assert "canary" not in str(answer.redirect_chain).lower()
    assert "canary" not in answer.text.lower()
    unknown = client.get("/cases/?conflict=8052&not.conflict=missing")
    assert (answer.status_code, unknown.status_code) == (400, 400)
    assert without_token(answer.text) == without_token(unknown.text).replace("8052", "8051")
    assert "canary" not in SavedSearch.objects.get().query


def test_a_saved_question_and_a_short_link_outlive_the_name_of_a_conflict(world, ada):
    war = world.conflict("Older name")
    world.case("Oslo channel", conflict=war)
    save(ada, "One war", f"conflict={war.pk}-older-name")
    shorten(ada, f"conflict={war.pk}")
    war.name = "Newer name"
    world.change.save(war)

    page = ada.get(f"/q/{Permalink.objects.get().key}", follow=True).text

    assert "Oslo channel" in page
    assert "Saved as “<bdi>One war</bdi>”" in page
    assert "Older name" not in page
    assert "older-name" not in page


def test_an_unknown_short_link_is_not_found(world, client):
    assert client.get("/q/0123456789ab").status_code == 404
