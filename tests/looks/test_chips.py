import re

import pytest

from annotate.models.vocabularies import State
from tests.looks.parts import HOSTILE, diplomacy_type, show, tag, track

ANSWERS = ["lead", "supporting", "cannot-tell", "absent"]


def text_of(html):
    return " ".join(re.sub(r"<.*?>", " ", html).split())


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_number_stands_wherever_a_tracks_colour_does(answer):
    full = show("{% track code answer %}", code=track(), answer=answer)
    dense = show("{% track code answer dense=True %}", code=track(), answer=answer)

    assert "t4" in full
    assert "<b>4</b>" in full
    number = "4?" if answer == "cannot-tell" else "4"  # its border alone would not tell
    assert f'<b aria-hidden="true">{number}</b>' in dense


@pytest.mark.parametrize("answer", ANSWERS)
def test_who_listens_hears_the_name_and_the_role_of_a_chip_that_shows_its_number_alone(answer):
    dense = show("{% track code answer dense=True %}", code=track(), answer=answer)

    said = answer.replace("-", " ")
    assert f'<span class="sr">Track 4, Private citizen: {said}</span>' in dense


@pytest.mark.parametrize("how", ["", "dense=True", "dense=True outlined=True"])
def test_a_track_that_is_merely_named_has_no_role_to_be_heard(how):
    named = show(f"{{% track code {how} %}}", code=track())

    assert "Track 4, Private citizen" in named
    assert "lead" not in named
    assert "supporting" not in named


def test_no_two_answers_look_alike():
    looks = {show("{% track code a %}", code=track(), a=a).split('"')[1] for a in ANSWERS}

    assert len(looks) == len(ANSWERS)


def test_a_tag_that_cannot_tell_says_so_whatever_its_role():
    unsure = tag(track(), role="lead", certainty="cannot-tell")

    assert "cannot tell" in show("{% track tag.code tag|answer %}", tag=unsure)


def test_tags_without_a_role_are_plainly_present():
    chip = show("{% chip tag.code tag|answer %}", tag=tag(diplomacy_type()))

    assert text_of(chip) == "Cultural diplomacy"


def test_a_numbered_code_that_is_no_track_gets_no_colour():
    numbered = diplomacy_type(number=3)

    assert show("{{ code|track_number }}", code=numbered) == ""
    assert show("{{ code|track_number }}", code=track(3)) == "3"


def test_what_people_typed_into_a_code_is_escaped():
    code = track(label=HOSTILE, definition=HOSTILE, include=HOSTILE, exclude=HOSTILE)
    for part in ["{% track code %}", "{% chip code %}", "{% definition code %}"]:
        assert "<script" not in show(part, code=code)


def test_confidence_is_bars_and_the_word():
    html = show("{% confidence level %}", level="medium")

    assert html.count('<i class="on">') == 2
    assert text_of(html) == "medium"


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_word(state):
    assert text_of(show("{% state value %}", value=state.value)) == state.label.lower()


def test_a_definition_is_tied_to_the_button_that_asks_for_it():
    html = show('{% definition code at="form-" %}', code=track(definition="Acts alone."))

    assert 'aria-describedby="def-form-4"' in html
    assert 'id="def-form-4"' in html
    assert "Acts alone." in html
