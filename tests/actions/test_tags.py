from annotate.actions.tags import Answer, offered_codes, passage, with_types
from annotate.models import Code, Tag


def said(world, key, **fields):
    return Answer(Tag(code=Code.objects.select_related("parent").get(pk=world[key].pk), **fields))


def test_a_sub_type_brings_its_type_on_the_same_grounds(world):
    answers = with_types([said(world, "type:economic-integration", rationale="Coal and steel.")])

    assert {answer.tag.code.key: answer.tag.rationale for answer in answers} == {
        "economic-integration": "Coal and steel.",
        "economic": "Coal and steel.",
    }


def test_a_type_with_grounds_of_its_own_keeps_them(world):
    own = said(world, "type:economic", rationale="Trade.")

    answers = with_types([own, said(world, "type:economic-integration", rationale="Coal.")])

    assert [answer.tag.rationale for answer in answers] == ["Trade.", "Coal."]


def test_a_sub_type_that_cannot_be_told_brings_nothing(world):
    unsure = said(world, "type:economic-integration", certainty="cannot-tell")

    assert with_types([unsure]) == [unsure]


def test_a_passage_is_kept_with_what_surrounds_it(world):
    document = world.document(world.case(), "🕊 Two academics opened talks.")

    row = passage(document, 6, 15)

    assert (row.quote, row.prefix, row.suffix) == ("academics", "🕊 Two ", " opened talks.")


def test_retired_codes_are_offered_to_the_cases_that_have_them(world):
    tagged, other = world.case("Oslo", "track:8"), world.case("Madrid")
    Code.objects.filter(pk=world["track:8"].pk).update(retired_at=tagged.created_at)

    assert world["track:8"] in offered_codes(tagged)
    assert world["track:8"] not in offered_codes(other)
