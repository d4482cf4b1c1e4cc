from annotate.passages import in_surroundings


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
