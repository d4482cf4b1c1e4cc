from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotate.anchors import MOST_PLACES, chars_to_search, differences_by_end, find, reanchor
from annotate.text import context

TEXT = (
    "Secret talks began in Norway in 1993, under cover of a study of living conditions.\n\n"
    "In May 1994 the elders of both valleys met under the fig tree, and the council of women "
    "had brought the salt. Two academics went between the parties for eight months.\n\n"
    "The council of women signed for the valley; the council of elders only watched."
)


class Marked(NamedTuple):
    quote: str
    prefix: str
    suffix: str
    start: int


def mark(text, start, end):
    return Marked(text[start:end], *context(text, start, end), start)


def mark_words(words, text=TEXT, nth=1):
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return mark(text, start, start + len(words))


def read(passage, new_text):
    """What the passage reads in the new text; None where it is lost."""
    place = find(new_text, *passage)
    return new_text[slice(*place)] if place else None


# Stories


def test_a_sentence_that_moved_to_another_paragraph_is_found_there():
    moved = "Two academics went between the parties for eight months."
    new = moved + "\n\n" + TEXT.replace(moved, "")

    assert find(new, *mark_words(moved)) == (0, len(moved))


def test_a_quote_whose_typing_errors_were_corrected_is_found_with_the_correction():
    old = TEXT.replace("went between the parties", "wnet betwen the partys")
    passage = mark_words("academics wnet betwen the partys for", old)

    assert read(passage, TEXT) == "academics went between the parties for"


def test_line_breaks_that_a_better_scan_took_out_do_not_lose_a_passage():
    old = TEXT.replace("the elders of both", "the elders\nof both")

    assert read(mark_words("elders\nof both valleys", old), TEXT) == "elders of both valleys"


def test_of_two_places_with_the_same_words_the_context_tells():
    first, second = (mark_words("council of women", nth=nth) for nth in (1, 2))
    new = "Corrected text.\n\n" + TEXT.replace("salt", "bread")

    found, lost = reanchor([second, first], new)
    places = [place for _, place in found]
    assert [new[end : end + 4] for _, end in places] == [" sig", " had"]
    assert not lost


def test_the_context_outweighs_the_very_words_in_another_place():
    new = TEXT.replace("the council of women had", "the Council of women had")

    assert read(mark_words("council of women had"), new) == "Council of women had"
    assert read(mark_words("council of women"), new) == "Council of women"


def test_places_that_nothing_tells_apart_are_left_to_a_person():
    line = "They met again.\n\n"
    old, new = line * 3, "Corrected.\n\n" + line * 3

    assert read(Marked("met", "", "", 5), new) is None
    assert read(Marked("met", "They ", " again.", 5), new) is None
    assert find(old, "met", "They ", " again.", 5) == (5, 8)


def test_a_place_that_is_only_a_little_better_than_another_is_left_to_a_person():
    passage = Marked("council met", "On day 1 the ", " again.", 90)
    new = "On day 2 the council met again.\n\nOn day 34 the council met again."

    assert read(passage, new) is None


def test_in_a_row_of_dashes_no_place_is_better_than_the_next():
    assert read(Marked("-----", "a", "b", 90), "c------d") is None


def test_a_word_is_not_found_among_other_neighbours():
    passage = mark_words("valley")

    assert read(passage, "No such valley has ever been part of these negotiations.") is None


def test_words_that_are_rather_unlike_the_quote_are_another_passage():
    passage = mark_words("Two academics went between the parties")

    assert read(passage, TEXT.replace("Two academics", "Some ministers")) is None


def test_a_word_that_stands_everywhere_is_lost_rather_than_guessed():
    new = "the salt and the bread " * (MOST_PLACES + 1)

    assert read(Marked("the", "under ", " fig tree", 90), new) is None


def test_a_passage_without_words_is_nowhere():
    assert find(TEXT, "") is None


@pytest.mark.parametrize(
    ("old", "corrected"),
    [
        ("اجتمع مجلس السلآم في المدينة", "مجلس السلام"),
        ("מועצת השלומ נפגשה בעיר", "מועצת השלום"),
        ("🕊 peaсe 👩🏽‍🤝‍👩🏿 table 🕊", "peace 👩🏽‍🤝‍👩🏿 table"),
        ("ငြိမ်းချမ်းရေ ဆွေးနွေးပွဲ စတင်ခဲ့သည်", "ငြိမ်းချမ်းရေး ဆွေးနွေးပွဲ"),
    ],
)
def test_a_corrected_passage_is_found_in_any_script(old, corrected):
    start, end = find(old, corrected, "", "", None)
    passage = mark(old, start, end)
    new = "🕊\n\n" + old[:start] + corrected + old[end:]

    assert read(passage, new) == corrected


# Whatever the text

WORDS = st.text("ab é🕊شמြ\n", max_size=60)


@st.composite
def marked_texts(draw):
    text = draw(st.text("ab é🕊شמြ\n", min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    return text, mark(text, start, draw(st.integers(start + 1, len(text))))


@given(marked_texts())
def test_in_an_unchanged_text_every_passage_stays(drawn):
    text, passage = drawn
    assert find(text, *passage) == (passage.start, passage.start + len(passage.quote))


@given(marked_texts(), WORDS, WORDS)
def test_text_before_moves_a_passage_by_its_length_and_text_after_does_not(drawn, before, after):
    text, passage = drawn
    new = before + text + after
    whole = passage.prefix + passage.quote + passage.suffix
    assume(sum(new.startswith(whole, at) for at in range(len(new))) == 1)

    start = len(before) + passage.start
    assert find(new, *passage) == (start, start + len(passage.quote))


@given(WORDS, st.text("XYZ", min_size=1, max_size=20), WORDS)
def test_a_passage_that_was_deleted_is_lost(before, quote, after):
    passage = mark(before + quote + after, len(before), len(before) + len(quote))

    assert reanchor([passage], before + after) == ([], [passage])


@given(marked_texts(), WORDS)
@example(("aaaaaa", Marked("aaaaa", "", "a", 0)), "aaa")
def test_what_is_found_lies_in_the_text_and_is_like_the_quote(drawn, new):
    _, passage = drawn
    place = find(new, *passage)
    if place:
        start, end = place
        assert 0 <= start < end <= len(new)
        *_, differences = differences_by_end(new[start:end], passage.quote, anchored=True)
        assert differences * 5 <= len(passage.quote)


@given(marked_texts(), WORDS)
def test_a_quote_that_stands_in_the_text_once_is_found_there_or_not_at_all(drawn, new):
    _, passage = drawn
    assume(len(passage.quote) < 5)  # no room for a difference
    found = read(passage, new)
    assert found in {None, passage.quote}


@given(st.text("abc", max_size=12), st.text("abc", max_size=8), st.booleans())
def test_differences_are_those_of_the_table_of_distances(text, pattern, anchored):
    column, last_row = list(range(len(pattern) + 1)), [len(pattern)]
    for at, char in enumerate(text, 1):
        above = [at if anchored else 0]
        for row, other in enumerate(pattern):
            above.append(min(column[row + 1] + 1, above[-1] + 1, column[row] + (char != other)))
        column = above
        last_row.append(column[-1])
    assert list(differences_by_end(text, pattern, anchored=anchored)) == last_row


def test_a_search_takes_as_long_as_the_text_and_longer_for_a_long_quote():
    text = "In 1993 the council met in Oslo. " * 1000

    assert chars_to_search(text, "the council", "In 1993 ") == 0
    assert chars_to_search(text, "the counsil", "In 1993 ") == len(text)
    assert chars_to_search(text, "the counsil met" * 1000) == 6 * len(text)
