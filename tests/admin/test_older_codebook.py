from annotate.models import Case
from annotate.models.vocabularies import State
from tests.upkeep import list_of


def test_submitted_cases_that_answer_an_older_codebook_are_found_together(world, sign_in):
    older = world.case("Oslo channel")
    world.case("A draft", state=State.DRAFT)
    world.dimension("weather", ["sunny"])
    latest = world.case("Sant'Egidio", codebook_version=world.publish_codebook("1.1"))
    client = sign_in(world.cleo)

    for asked, found in {"older": older, "latest": latest}.items():
        page = client.get(list_of(Case), {"codebook": asked})
        assert list(page.context["cl"].result_list) == [found], asked
