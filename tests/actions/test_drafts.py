from annotate.actions import drafts
from annotate.models import Draft


def test_one_draft_of_a_new_case_is_kept_per_person(world):
    for query in ("title=O", "title=Oslo"):
        drafts.keep(query=query, case=None, version_seen=None, by=world.ada)
    drafts.keep(query="title=Madrid", case=None, version_seen=None, by=world.ben)

    assert set(Draft.objects.values_list("user", "query")) == {
        (world.ada.pk, "title=Oslo"),
        (world.ben.pk, "title=Madrid"),
    }


def test_discarding_leaves_the_drafts_of_others_and_of_other_cases(world):
    case = world.case()
    drafts.keep(query="", case=case, version_seen=1, by=world.ada)
    drafts.keep(query="", case=None, version_seen=None, by=world.ada)
    drafts.keep(query="", case=None, version_seen=None, by=world.ben)

    drafts.discard(case=None, by=world.ada)

    assert set(Draft.objects.values_list("user", "case")) == {
        (world.ada.pk, case.pk),
        (world.ben.pk, None),
    }
