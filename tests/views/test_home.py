"""The front page: for the public the dataset, for members their work."""

import pytest
from django.urls import reverse

from annotate.models import Draft, SavedSearch
from annotate.models.vocabularies import State, Visibility

HOME = reverse("annotate:home")


@pytest.fixture
def visit(client):
    """`visit(world.ada)`: the front page as this person sees it; `visit()`: as the public does."""

    def as_person(person=None, **asked):
        if person:
            client.force_login(person)
        return client.get(HOME, asked)

    return as_person


# The public face


def test_the_public_sees_what_the_dataset_is(world, visit):
    world.case("Oslo channel", "track:1 lead", "track:2 lead", start="1993", countries=["NOR"])
    world.case("Camp David", "track:1 lead", start="1978", end="1979", countries=["USA"])
    page = visit()

    facts = page.context["dataset"]
    assert (facts.cases, facts.first_year, facts.last_year) == (2, 1978, 1993)
    assert (facts.countries, facts.with_many_tracks) == (2, 1)
    assert facts.codebook == world.version


def test_nothing_of_what_is_not_public_is_counted(world, visit):
    world.case("Oslo channel", "track:1 lead", start="1993")
    hidden = [{"state": State.DRAFT}, {"visibility": Visibility.TEAM}, {"state": State.IN_REVIEW}]
    for position, fields in enumerate(hidden):
        case = world.case(f"Hidden {position}", "track:1 lead", start="1900", **fields)
        world.document(case, "Secret talks.")
        world.evidence(case.tags.get(), "Secret talks")
    page = visit()

    assert page.context["dataset"].cases == page.context["matrix"].total.count == 1
    assert page.context["dataset"].first_year == 1993
    assert page.context["claim"] is None


def test_a_cell_of_the_matrix_leads_to_the_cases_it_counts(world, visit, client):
    world.case("Oslo channel", "track:1 lead", "type:political")
    world.case("Ping-pong", "track:4 lead", "type:cultural")
    page = visit()

    href = f"{reverse('annotate:cases')}?track=1&amp;type=political"
    assert href in page.text
    assert "Oslo channel" in client.get(href.replace("&amp;", "&")).text


def marked(world, *quotes):
    case = world.case("Liberia", "track:7 supporting", start="2003")
    world.document(case, "Women from the churches and from the mosques prayed.")
    for quote in quotes:
        world.evidence(case.tags.get(), quote)
    return case


def test_a_claim_is_shown_with_the_passage_it_rests_on(world, visit):
    case = marked(world, "from the churches")
    page = visit()

    assert case.get_absolute_url() in page.text
    assert "<b>from the churches</b>" in page.text
    assert "Because." in page.text


def test_another_claim_is_another_one(world, visit):
    marked(world, "from the churches", "from the mosques", "prayed")
    page = visit(claim=2)
    other = visit(claim=page.context["another"])

    assert "from the mosques" in page.text
    assert other.context["claim"].evidence != page.context["claim"].evidence


@pytest.mark.parametrize("number", ["", "0", "4", "-1", "x", "９", "9" * 30])
def test_a_number_without_a_claim_shows_any(world, visit, number):
    marked(world, "from the churches", "from the mosques", "prayed")

    assert visit(claim=number).context["claim"].count == 3


def test_an_empty_dataset_says_what_comes_next(world, visit):
    page = visit()

    assert "No case is published yet" in page.text
    assert reverse("annotate:codebook") in page.text


def test_the_public_face_takes_fourteen_queries_however_many_cases(
    world, visit, django_assert_num_queries
):
    for number in range(5):
        world.case(f"Case {number}", "track:1 lead", "track:7 supporting", "type:political")
    marked(world, "from the churches", "from the mosques")

    # Three for the claim, four for the facts, seven for the matrix.
    with django_assert_num_queries(14):
        visit()


# The work page


def test_a_researcher_finds_what_waits_for_them(world, visit):
    world.case("A draft of mine", state=State.DRAFT)
    world.case("Sent back", state=State.RETURNED, return_reason="Cite the treaty.")
    world.case("In review", state=State.IN_REVIEW)
    Draft.objects.create(user=world.ada, case=None, query="title=Bergen+channel")
    SavedSearch.objects.create(user=world.ada, name="Women's groups", query="track=7")
    page = visit(world.ada)

    for shown in ["A draft of mine", "Cite the treaty.", "In review", "Bergen channel"]:
        assert shown in page.text
    assert f"{reverse('annotate:cases')}?track=7" in page.text


def test_what_waits_for_somebody_else_is_not_in_the_way(world, visit):
    world.case("Ada's draft", state=State.DRAFT)
    world.case("Ada's case in review", state=State.IN_REVIEW)
    context = visit(world.ben).context

    assert (context["drafts"].count, context["in_review"].count) == (0, 0)


def test_a_curator_finds_all_that_awaits_review(world, visit):
    world.case("Ada's", state=State.IN_REVIEW)
    world.case("Ben's", state=State.IN_REVIEW, owner=world.ben)

    assert visit(world.cleo).context["in_review"].count == 2


def test_recent_changes_say_who_and_why(world, visit):
    world.case("Oslo channel")
    page = visit(world.ben)

    (change,) = page.context["recent"]
    assert (change.case.title, change.who, change.what) == ("Oslo channel", "ada", "opened")
    assert change.why == "told in a test"


def test_what_was_typed_into_a_case_one_may_no_longer_see_is_a_new_case_without_its_title(
    world, visit, client
):
    secret = world.case("Ada's secret", visibility=Visibility.RESTRICTED)
    Draft.objects.create(user=world.ben, case=secret, form_key="one", query="summary=Hour+of+work")
    Draft.objects.create(user=world.ben, form_key="other", query="title=Of+his+own")
    page = visit(world.ben)

    assert "Ada's secret" not in page.text
    assert secret.public_id not in page.text
    titles = [kept.title for kept in page.context["kept"]]
    assert titles == ["Of his own", "A case without a title yet"]
    opened = client.get(f"{reverse('annotate:case_new')}?draft=one")
    assert "Hour of work" in opened.text
    assert secret.public_id not in opened.text


def test_changes_of_cases_one_may_not_see_stay_unseen(world, visit):
    world.case("Ada's secret", visibility=Visibility.RESTRICTED)

    assert "Ada's secret" not in visit(world.ben).text


def test_analysts_see_what_changed_but_not_who_did_it(world, visit):
    world.case("Oslo channel")
    world.case("A draft", state=State.DRAFT)
    page = visit(world.dan)

    (change,) = page.context["recent"]
    assert (change.case.title, change.who) == ("Oslo channel", "")
    assert "drafts" not in page.context


def test_an_empty_work_page_says_what_to_do_next(world, visit):
    page = visit(world.ada)

    for next_step in ["Enter a case", "You have saved no question", "Nothing has changed yet"]:
        assert next_step in page.text


def test_each_role_is_shown_its_own_ways(world, visit):
    ways = [reverse("annotate:case_new"), reverse("admin:index"), reverse("annotate:invite")]

    def shown_to(person):
        page = visit(person).text
        return [way for way in ways if f'href="{way}"' in page]

    assert shown_to(world.dan) == []
    assert shown_to(world.ada) == ways[:1]
    assert shown_to(world.cleo) == ways[:2]
    assert shown_to(world.edda) == ways


def test_an_account_without_a_role_sees_the_public_face(world, visit):
    assert "dataset" in visit(world.person("gus")).context


def test_the_work_page_takes_the_same_queries_however_much_waits(
    world, client, django_assert_num_queries
):
    # Session, user, groups; two for each of three piles; what was discarded; kept drafts, saved
    # questions, changes; codings, the pool, what was lost; proposals.
    for number in range(5):
        for state in [State.DRAFT, State.IN_REVIEW]:
            world.case(f"{state} {number}", state=state)
        case = world.case(f"Kept {number}")
        Draft.objects.create(user=world.ada, case=case, form_key=f"form {number}", query="")
    client.force_login(world.ada)

    with django_assert_num_queries(16):
        client.get(HOME)
