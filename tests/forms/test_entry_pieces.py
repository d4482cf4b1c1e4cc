"""Two people's changes to one form, joined piece by piece."""

from django.http import QueryDict

from annotate.forms.entry.pieces import differing, join, marks, pieces


def typed(text):
    return QueryDict(text, mutable=True)


def test_what_a_browser_sends_and_what_is_stored_are_the_same_piece():
    stored = typed("summary=One%0ATwo&places-TOTAL_FORMS=1&places-0-name=Oslo")
    sent = typed(
        "summary=One%0D%0ATwo &places-TOTAL_FORMS=3&places-1-name=Oslo&places-1-id=7"
        "&places-2-name=&csrfmiddlewaretoken=x&version=3&end_of_page=1"
    )

    assert differing(stored, sent) == []


def test_a_removed_row_says_nothing():
    sent = typed("places-0-name=Oslo&places-0-DELETE=on&places-1-name=Madrid")

    assert pieces(sent) == {"places": {"places-0-name": "Madrid"}}


def test_the_order_of_rows_matters():
    assert differing(
        typed("countries-0-country=NOR&countries-1-country=ISR"),
        typed("countries-0-country=ISR&countries-1-country=NOR"),
    ) == ["countries"]


def test_a_code_that_was_unticked_says_nothing_whatever_stands_beside_it():
    unticked = typed("tag-3-rationale=Because&tag-3-confidence=high")
    unticked["seen"] = '{"tag-3": "0a"}'

    assert pieces(unticked) == {}


def test_what_stands_beside_a_code_that_was_never_ticked_is_somebody_s_words():
    assert list(pieces(typed("tag-3-rationale=Because"))) == ["tag-3"]


def test_the_evidence_for_a_code_belongs_to_its_piece():
    said = pieces(typed("tag-3-on=on&tag-3-evidence-0-quote=talks"))

    assert list(said) == ["tag-3"]


def test_each_person_s_own_changes_are_joined():
    seen = marks(typed("title=Oslo&summary=As+it+was"))
    mine, theirs = typed("title=Oslo+channel&summary=As+it+was"), typed("title=Oslo&summary=New")

    taken, undecided = join(mine, theirs, seen)

    assert (taken, undecided) == (["summary"], [])
    assert mine.dict() == {"title": "Oslo channel", "summary": "New"}


def test_what_both_changed_is_left_to_them_and_stays_as_typed():
    seen = marks(typed("summary=As+it+was"))
    mine = typed("summary=Mine")

    assert join(mine, typed("summary=Theirs"), seen) == ([], ["summary"])
    assert mine["summary"] == "Mine"


def test_what_both_changed_alike_is_no_question():
    mine, theirs = typed("summary=New"), typed("summary=New")

    assert join(mine, theirs, marks(typed("summary=Old"))) == ([], [])


def test_what_the_other_removed_is_removed():
    before = "places-TOTAL_FORMS=1&places-0-name=Oslo"
    mine = typed(before)

    taken, _ = join(mine, typed("places-TOTAL_FORMS=0"), marks(typed(before)))

    assert taken == ["places"]
    assert mine.dict() == {"places-TOTAL_FORMS": "0"}


def test_what_i_removed_stays_removed():
    before = "places-TOTAL_FORMS=1&places-0-name=Oslo"
    mine = typed("places-TOTAL_FORMS=0")

    assert join(mine, typed(before), marks(typed(before))) == ([], [])


def test_names_nobody_expects_are_no_piece():
    assert pieces(typed("0=1&%00=x&choose-title=mine&=y")) == {}
