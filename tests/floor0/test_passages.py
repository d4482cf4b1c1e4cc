from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from annotate.passages import in_surroundings, paragraphs, pieces


def shown(before, after, *, cut_before=True, cut_after=True):
    passage = in_surroundings(before, "quote", after, cut_before=cut_before, cut_after=cut_after)
    return passage.prefix, passage.suffix


def test_half_words_at_the_cuts_are_left_out():
    assert shown("ret talks were ", " under cover of a res") == (
        "…talks were ",
        " under cover of a…",
    )


def test_nothing_is_cut_at_the_ends_of_the_text():
    assert shown("Secret talks ", " in Norway.", cut_before=False, cut_after=False) == (
        "Secret talks ",
        " in Norway.",
    )


def test_a_script_without_spaces_is_cut_where_it_must_be():
    assert shown("秘密会谈", "在挪威") == ("…秘密会谈", "在挪威…")


# All passages of a text in their places


def span(start, end):
    return SimpleNamespace(start=start, end=end)


def test_where_passages_overlap_the_words_are_under_both():
    secret, talks = span(0, 12), span(7, 18)

    found = pieces("Secret talks in Oslo", [secret, talks], 0, 20)
    assert [(piece.words, piece.over, piece.first) for piece in found] == [
        ("Secret ", [secret], [secret]),
        ("talks", [secret, talks], [talks]),
        (" in Os", [talks], []),
        ("lo", [], []),
    ]


def test_a_passage_across_two_paragraphs_begins_in_the_first_of_them():
    text = "One.\n\nTwo."
    (first, second) = (list(pieces(text, [span(1, 8)], *ends)) for ends in paragraphs(text))

    assert [(piece.words, len(piece.first)) for piece in first] == [("O", 0), ("ne.", 1)]
    assert [(piece.words, len(piece.over)) for piece in second] == [("Tw", 1), ("o.", 0)]


@given(st.text("ab 🕊\n"), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))))
def test_no_word_is_lost_or_doubled_however_passages_lie(text, drawn):
    spans = [span(start, start + chars) for start, chars in drawn]

    found = [list(pieces(text, spans, *ends)) for ends in paragraphs(text)]
    assert "\n\n".join("".join(piece.words for piece in row) for row in found) == text
